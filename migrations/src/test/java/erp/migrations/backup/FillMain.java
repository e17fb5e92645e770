package erp.migrations.backup;

import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Fills tables of a migrated ERP with so many rows, for {@code ops/bin/bench-backup}. */
public final class FillMain {
    private static final int BATCH = 20_000;

    /** Of ten rows four are history, three lines, one an entry, two moves. */
    private static final int SHARES = 10;

    /** Ids as the ERP makes them: a growing time, then chance. */
    private static final String ID =
            "concat(unhex(lpad(hex(1790000000000 + bench_n.n + %1$d), 12, '0')), random_bytes(10))";

    private static final List<String> INSERTS =
            List.of(
                    """
                    insert into finance_journal_entry
                      (id, company_id, book, period_id, entry_date, posted_at, text, source_type, source_id, posting,
                       currency, total_debit, total_credit)
                    select %2$s, repeat('c', 16), 'general', repeat('p', 16),
                      date '2026-01-01' + interval (bench_n.n + %1$d) %% 365 day, utc_timestamp(6),
                      concat('Invoice ', bench_n.n + %1$d, ' to customer ', bench_n.n %% 977), 'sales.invoice',
                      random_bytes(16), 'revenue', 'EUR', 100 + bench_n.n, 100 + bench_n.n
                    from bench_n\
                    """,
                    """
                    insert into finance_journal_line
                      (id, company_id, entry_id, line_no, account_id, party_id, entry_date, currency, debit, credit)
                    select %2$s, repeat('c', 16), random_bytes(16), part.n, unhex(lpad(hex(bench_n.n %% 40), 32, '0')),
                      if(part.n = 1, unhex(lpad(hex(bench_n.n %% 977), 32, '0')), null),
                      date '2026-01-01' + interval (bench_n.n + %1$d) %% 365 day, 'EUR',
                      if(part.n = 1, 100 + bench_n.n, 0), if(part.n = 1, 0, 100 + bench_n.n)
                    from bench_n join bench_part part on part.n between 1 and 3\
                    """,
                    """
                    insert into inventory_move
                      (id, company_id, kind, item_id, from_location_id, to_location_id, quantity, source_type,
                       source_id, source_line_id, line_no, effective_date, posted_at)
                    select %2$s, repeat('c', 16), 'delivery', unhex(lpad(hex(bench_n.n %% 4999), 32, '0')),
                      unhex(lpad(hex(1), 32, '0')), unhex(lpad(hex(2), 32, '0')), 1 + bench_n.n %% 50, 'sales.delivery',
                      random_bytes(16), random_bytes(16), part.n, '2026-05-01', utc_timestamp(6)
                    from bench_n join bench_part part on part.n between 1 and 2\
                    """,
                    """
                    insert into core_history
                      (id, company_id, entity_type, entity_id, entity_version, action, actor_id, actor_name,
                       request_id, app_version, at, detail)
                    select %2$s, repeat('c', 16), 'sales.Order', random_bytes(16), part.n, 'confirm', repeat('a', 16),
                      concat('clerk', bench_n.n %% 20), hex(random_bytes(8)), 'v1', utc_timestamp(6),
                      concat('{"state":["DRAFT","CONFIRMED"],"total":"', 100 + bench_n.n, '.00","lines":',
                        bench_n.n %% 9, '}')
                    from bench_n join bench_part part on part.n between 1 and 4\
                    """);

    private FillMain() {}

    public static void main(String[] arguments) throws SQLException {
        long rows = Long.parseLong(arguments[0]);
        var login =
                new DatabaseLogin(
                        System.getenv("ERP_DB_URL"),
                        System.getenv("ERP_DB_USER"),
                        System.getenv("ERP_DB_PASSWORD"));
        try (Connection connection = login.connect()) {
            fill(connection, rows, BATCH);
        }
        System.out.println("filled " + rows + " rows");
    }

    /** At least so many rows, ten times {@code batch} at once. */
    static void fill(Connection connection, long rows, int batch) throws SQLException {
        Sql.execute(connection, "set session foreign_key_checks = 0, unique_checks = 0");
        // Two tables: a temporary one can be named only once in a query.
        numbers(connection, "bench_n", batch);
        numbers(connection, "bench_part", SHARES);
        for (long done = 0; done < rows; done += (long) batch * SHARES) {
            for (String insert : INSERTS) {
                Sql.execute(connection, insert.formatted(done, ID.formatted(done)));
            }
        }
    }

    private static void numbers(Connection connection, String table, int last) throws SQLException {
        Sql.execute(connection, "create temporary table " + table + " (n int primary key)");
        String values =
                IntStream.rangeClosed(1, last)
                        .mapToObj(n -> "(" + n + ")")
                        .collect(Collectors.joining(","));
        Sql.execute(connection, "insert into " + table + " values " + values);
    }
}
