package erp.migrations.schema;

import erp.migrations.sql.SchemaTables;
import erp.migrations.sql.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long a migration took on many rows, and how long it held others up. Kept in a table of the
 * migrations' own in the real schema; the copy on which it was tried is gone.
 *
 * @param table the one with most rows that the migration touches; empty where it touches none
 * @param rows how many there were
 * @param reads the longest read of that table meanwhile
 * @param writes the longest write to it
 */
public record RehearsedStep(
        String stamp, String table, long rows, Duration took, Duration reads, Duration writes) {

    /** Replaces what an earlier rehearsal of the same migration found. */
    public void save(Connection connection) throws SQLException {
        Sql.execute(
                connection,
                """
                CREATE TABLE IF NOT EXISTS schema_rehearsal (
                    stamp         varchar(13)  NOT NULL PRIMARY KEY,
                    table_name    varchar(64)  NOT NULL,
                    row_count     bigint       NOT NULL,
                    took_micros   bigint       NOT NULL,
                    reads_micros  bigint       NOT NULL,
                    writes_micros bigint       NOT NULL,
                    server        varchar(100) NOT NULL,
                    rehearsed_at  datetime(6)  NOT NULL
                )\
                """);
        Sql.update(
                connection,
                "REPLACE INTO schema_rehearsal (stamp, table_name, row_count, took_micros,"
                        + " reads_micros, writes_micros, server, rehearsed_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, version(), utc_timestamp(6))",
                stamp,
                table,
                rows,
                micros(took),
                micros(reads),
                micros(writes));
    }

    /** By stamp. */
    static Map<String, RehearsedStep> all(Connection connection) throws SQLException {
        Map<String, RehearsedStep> all = new TreeMap<>();
        if (History.exists(connection, SchemaTables.REHEARSAL)) {
            Sql.query(
                    connection,
                    row ->
                            all.put(
                                    row.getString(1),
                                    new RehearsedStep(
                                            row.getString(1),
                                            row.getString(2),
                                            row.getLong(3),
                                            ofMicros(row.getLong(4)),
                                            ofMicros(row.getLong(5)),
                                            ofMicros(row.getLong(6)))),
                    "SELECT stamp, table_name, row_count, took_micros, reads_micros, writes_micros"
                            + " FROM schema_rehearsal");
        }
        return all;
    }

    /** For people, for example {@code rehearsed on 1 000 000 rows of t: 3.20 s, ...}. */
    public String sentence() {
        return table.isEmpty()
                ? "rehearsed: %s, changes no table that is in use".formatted(seconds(took))
                : "rehearsed on %s rows of %s: %s, readers waited %s at most, writers %s"
                        .formatted(
                                String.format(Locale.ROOT, "%,d", rows).replace(',', ' '),
                                table,
                                seconds(took),
                                seconds(reads),
                                seconds(writes));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toNanos() / 1e9);
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }

    private static Duration ofMicros(long micros) {
        return Duration.ofNanos(micros * 1000);
    }
}
