package canary.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import canary.journal.Entry;
import canary.plan.Plan;
import canary.plan.PlanFile;
import canary.plan.Plans;

import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;
import erp.migrations.documents.WrittenDocument;
import erp.migrations.sql.DatabaseLogin;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

class BlastRadiusIT {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final String INSERT =
            """
            INSERT INTO core_history (id, company_id, entity_type, entity_id, entity_version, action, actor_id,
                actor_name, request_id, app_version, at, detail)
            VALUES (unhex(?), unhex(repeat('0', 32)), 'sales.order', unhex(?), 1, 'confirm', unhex(repeat('0', 32)),
                'ann', 'r', ?, ?, '{}')
            """;

    private static final String NOBODY = "http://127.0.0.1:1";

    @AutoClose private final TestSchema schema = TestDatabase.schema();
    private final DatabaseLogin owner = schema.owner();
    private int rows;

    @Test
    void counts_and_lists_what_the_canary_wrote_since_the_release_began() throws SQLException {
        try (Connection connection = owner.connect()) {
            write(connection, "v2", 1, START.minusSeconds(1));
            write(connection, "v2", 1, START);
            write(connection, "v2", 1, START.plusSeconds(1));
            write(connection, "v2", 2, START.plusSeconds(1));
            write(connection, "v1", 3, START.plusSeconds(1));
        }
        BlastRadius documents = read(owner);
        assertThat(documents.documents()).isEqualTo(2);
        assertThat(documents.changes()).isEqualTo(3);
        assertThat(documents.listed())
                .extracting(it -> it.key().id(), WrittenDocument::changes, WrittenDocument::users)
                .containsExactlyInAnyOrder(
                        tuple(new UUID(0, 1), 2L, List.of("ann")),
                        tuple(new UUID(0, 2), 1L, List.of("ann")));
        assertThat(documents.notCounted()).isEmpty();
        assertThat(documents.written().leftOut()).isZero();
        assertThat(documents.written().notChecked()).isEmpty();
    }

    @Test
    void what_others_did_with_a_document_since_the_canary_wrote_it_is_built_on_it()
            throws SQLException {
        try (Connection connection = owner.connect()) {
            write(connection, "v1", 1, START.plusSeconds(1));
            write(connection, "v2", 1, START.plusSeconds(2));
            write(connection, "v2", 2, START.plusSeconds(2));
            write(connection, "v1", 2, START.plusSeconds(3));
        }
        assertThat(read(owner).listed())
                .extracting(it -> it.key().id(), it -> it.builtOn().size())
                .containsExactlyInAnyOrder(tuple(new UUID(0, 1), 0), tuple(new UUID(0, 2), 1));
    }

    @Test
    void a_broken_document_is_named_with_its_rules_and_a_sum_is_told_apart() throws SQLException {
        String entry = "%012x7000%016x".formatted(START.toEpochMilli(), 7);
        try (Connection connection = owner.connect();
                Statement statement = connection.createStatement()) {
            write(connection, "v2", 9, START.plusSeconds(1));
            write(connection, "v2", 10, START.plusSeconds(1));
            statement.execute("SET foreign_key_checks = 0");
            statement.execute(
                    """
                    INSERT INTO finance_journal_entry (id, company_id, book, entry_date, posted_at, period_id, text,
                        source_type, source_id, posting, currency, total_debit, total_credit)
                    VALUES (0x%s, 0x%032x, 'S', '2026-11-24', '2026-11-24', 0x%032x, 't', 'sales.order', 0x%032x,
                        'odd', 'EUR', 5, 5)
                    """
                            .formatted(entry, 0, 1, 9));
        }
        BlastRadius documents = read(owner);
        assertThat(documents.written().broken())
                .extracting(it -> it.key().id(), WrittenDocument::byCanary)
                .containsExactly(tuple(new UUID(0, 9), true));
        assertThat(documents.written().broken().getFirst().broken()).contains("I03");
        assertThat(documents.listed().getFirst().breaksRules()).isTrue();
        assertThat(documents.modules())
                .extracting(BlastRadius.ModuleTotal::module, BlastRadius.ModuleTotal::broken)
                .containsExactly(tuple("sales", 1L));
        assertThat(new BlastSection("v2", documents).text())
                .contains("## Broken documents: 1")
                .contains("| sales.order " + new UUID(0, 9) + " |");
    }

    @Test
    void a_report_that_is_written_again_without_the_database_keeps_the_documents(@TempDir Path own)
            throws SQLException {
        try (Connection connection = owner.connect()) {
            write(connection, "v2", 1, START.plusSeconds(1));
        }
        for (String password : List.of(owner.password(), "wrong")) {
            Plan plan =
                    PlanFile.parse(
                            Plans.quick("next", NOBODY, NOBODY + "/metrics", NOBODY)
                                    + "  database: {url: \"%s\", user: %s, password: \"%s\"}\n"
                                            .formatted(owner.url(), owner.user(), password),
                            _ -> null);
            ReportFiles files = new ReportFiles(plan, own, null, null);
            assertThat(files.texts(List.of(Entry.opening(START))).json())
                    .as("with password %s", password)
                    .contains(new UUID(0, 1).toString());
        }
    }

    @Test
    void says_why_it_could_not_count() {
        BlastRadius documents =
                BlastRadius.read(new Plan.Database(owner.url(), "nobody", "wrong"), "v2", START);
        assertThat(documents.documents()).isNull();
        assertThat(documents.notCounted()).startsWith("the database does not answer: ");
        assertThat(BlastRadius.read(null, "v2", START).notCounted())
                .isEqualTo("the plan names no database");
    }

    private static BlastRadius read(DatabaseLogin login) {
        return BlastRadius.read(
                new Plan.Database(login.url(), login.user(), login.password()), "v2", START);
    }

    private void write(Connection connection, String version, int document, Instant at)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, "%032x".formatted(++rows));
            insert.setString(2, "%032x".formatted(document));
            insert.setString(3, version);
            insert.setObject(4, LocalDateTime.ofInstant(at, ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }
}
