package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import erp.migrations.Invariants;
import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** I40 looks at every column that refers to a row of a company. */
class ReferenceChecksIT {
    private static final Pattern TABLE = Pattern.compile("\\b(?:from|join)\\s+(\\w+)\\s+(\\w+)\\b");
    private static final Pattern JOINED =
            Pattern.compile("\\bon\\s+(\\w+)\\.(\\w+)\\s*=\\s*(\\w+)\\.(\\w+)");

    private static final String DOCUMENT = "a document of any module, which no one table holds";

    /** Columns that no check can follow, and why. */
    private static final Map<String, String> OTHERWISE =
            Map.ofEntries(
                    Map.entry("core_history.entity_id", DOCUMENT),
                    Map.entry("core_outbox.aggregate_id", DOCUMENT),
                    Map.entry("core_quarantine.entity_id", DOCUMENT + "; see I42"),
                    Map.entry("core_quarantine.live_id", "is the entity_id while it is held"),
                    Map.entry("core_history.actor_id", "may act for other companies, or be nobody"),
                    Map.entry("core_idempotency.actor_id", "may act for other companies"),
                    Map.entry("hr_personal_access.actor_id", "may act for other companies"),
                    Map.entry("hr_leave_decision.actor_id", "may act for other companies"),
                    Map.entry("users_refresh_token.family_id", "names the first of the tokens"),
                    Map.entry("finance_journal_entry.source_id", DOCUMENT + "; see I15"),
                    Map.entry("finance_open_item.source_id", DOCUMENT + "; see I15"),
                    Map.entry("finance_reversal.document_id", DOCUMENT + "; see I43"),
                    Map.entry("finance_allocation.reverses_id", "is of the same payment; see I43"),
                    Map.entry("inventory_balance.last_change_id", DOCUMENT),
                    Map.entry("inventory_receipt.source_id", DOCUMENT),
                    Map.entry("inventory_receipt_line.source_line_id", DOCUMENT),
                    Map.entry("inventory_move.source_id", DOCUMENT + "; see I30"),
                    Map.entry("inventory_move.source_line_id", DOCUMENT + "; see I30"),
                    Map.entry("inventory_reservation.source_id", DOCUMENT + "; see I29"),
                    Map.entry("inventory_reservation.source_line_id", DOCUMENT + "; see I29"),
                    Map.entry("inventory_valuation.source_id", DOCUMENT + "; see I30"),
                    Map.entry("production_message.document_id", DOCUMENT),
                    Map.entry("production_pegging.demand_source_id", DOCUMENT),
                    Map.entry("production_pegging.supply_source_id", DOCUMENT),
                    Map.entry(
                            "production_posting_line.subject_id",
                            "a component, operation or output of the order; see I28"),
                    Map.entry("purchasing_order.origin_id", DOCUMENT),
                    Map.entry("purchasing_requisition.origin_id", DOCUMENT),
                    Map.entry("purchasing_match.cause_id", DOCUMENT + "; see I15"));

    private static TestSchema schema;

    @BeforeAll
    static void start() {
        schema = TestDatabase.schema();
    }

    @Test
    void each_reference_is_looked_at_or_has_a_reason() throws Exception {
        SortedSet<String> missing = references();
        missing.removeAll(lookedAt());
        assertThat(missing).containsExactlyElementsOf(new TreeSet<>(OTHERWISE.keySet()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update users_role set company_id = 'x'",
                "update users_refresh_token set company_id = 'x'",
                "update core_feedback set company_id = 'x'",
            })
    void what_a_user_has_of_another_company_is_found(String plant) throws SQLException {
        try (Connection connection = schema.administrator().connect();
                Statement statement = connection.createStatement()) {
            for (String row :
                    List.of(
                            "set foreign_key_checks = 0",
                            "delete from users_user",
                            "delete from users_role",
                            "delete from users_user_role",
                            "delete from users_refresh_token",
                            "delete from core_feedback",
                            "insert into users_user (id, company_id, username, display_name,"
                                + " password_hash, state, created_at, version) values ('u', 'c',"
                                + " 'u', 'u', 'h', 'ACTIVE', now(), 0)",
                            "insert into users_role (id, company_id, name, kind, created_at,"
                                    + " version) values ('r', 'c', 'r', 'OWN', now(), 0)",
                            "insert into users_user_role values ('u', 'r')",
                            "insert into users_refresh_token (id, company_id, user_id, family_id,"
                                + " token_hash, signed_in_at, expires_at) values ('t', 'c', 'u',"
                                + " 'f', 'h', now(), now())",
                            "insert into core_feedback (id, company_id, user_id, user_name, kind,"
                                + " text, version, counted_as, app_version, request_id, at) values"
                                + " ('f', 'c', 'u', 'u', 'IDEA', 't', 'v', 'v', 'v', 'r',"
                                + " now())")) {
                statement.execute(row);
            }
            assertThat(broken()).isEmpty();
            assertThat(statement.executeUpdate(plant)).isEqualTo(1);
            assertThat(broken()).containsExactly("I40");
        }
    }

    private static List<String> broken() throws SQLException {
        return new Invariants()
                .run(schema.administrator().dataSource()).stream()
                        .filter(result -> !result.passed())
                        .map(Invariants.Result::id)
                        .toList();
    }

    /** Columns named like ids, and all others with a foreign key, of tables with a company. */
    private static SortedSet<String> references() throws SQLException {
        String list =
                """
                select concat(c.table_name, '.', c.column_name)
                from information_schema.columns c
                join information_schema.columns owner on owner.table_schema = c.table_schema
                  and owner.table_name = c.table_name and owner.column_name = 'company_id'
                left join information_schema.key_column_usage k on k.table_schema = c.table_schema
                  and k.table_name = c.table_name and k.column_name = c.column_name
                  and k.referenced_table_name is not null
                where c.table_schema = database() and c.column_name <> 'company_id'
                  and c.column_type = 'binary(16)'
                  and (c.column_name like '%\\_id' or k.referenced_table_name is not null)
                """;
        SortedSet<String> found = new TreeSet<>();
        try (Connection connection = schema.owner().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(list)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        assertThat(found).hasSizeGreaterThan(40);
        return found;
    }

    /** Columns that a check joins by and compares the companies of. */
    private static SortedSet<String> lookedAt() throws IOException {
        SortedSet<String> found = new TreeSet<>();
        Path folder = Sources.ROOT.resolve("migrations/sql/check");
        try (var files = Files.newDirectoryStream(folder, "I40_*.sql")) {
            for (Path file : files) {
                for (String select : Files.readString(file).split("\\bunion all\\b")) {
                    if (select.contains("company_id")) {
                        found.addAll(joinedBy(select));
                    }
                }
            }
        }
        return found;
    }

    private static List<String> joinedBy(String select) {
        Map<String, String> tables = new HashMap<>();
        Matcher table = TABLE.matcher(select);
        while (table.find()) {
            tables.put(table.group(2), table.group(1));
        }
        return JOINED.matcher(select)
                .results()
                .flatMap(
                        it ->
                                java.util.stream.Stream.of(
                                        tables.get(it.group(1)) + "." + it.group(2),
                                        tables.get(it.group(3)) + "." + it.group(4)))
                .toList();
    }
}
