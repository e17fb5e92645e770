package canary.report;

import static org.assertj.core.api.Assertions.assertThat;

import canary.plan.Plan;

import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;
import erp.migrations.sql.DatabaseLogin;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

class BlastRadiusIT {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final String INSERT =
            """
            INSERT INTO core_history (id, company_id, entity_type, entity_id, entity_version, action, actor_id,
                actor_name, request_id, app_version, at, detail)
            VALUES (unhex(?), unhex(repeat('0', 32)), 'sales.order', unhex(?), 1, 'confirm', unhex(repeat('0', 32)),
                'ann', 'r', ?, ?, '{}')
            """;

    private final TestSchema schema = TestDatabase.schema();
    private final DatabaseLogin owner = schema.owner();
    private int rows;

    @Test
    void counts_what_the_canary_wrote_since_the_release_began() throws SQLException {
        try (Connection connection = owner.connect()) {
            write(connection, "v2", 1, START.minusSeconds(1));
            write(connection, "v2", 1, START);
            write(connection, "v2", 1, START.plusSeconds(1));
            write(connection, "v2", 2, START.plusSeconds(1));
            write(connection, "v1", 3, START.plusSeconds(1));
        }
        Plan.Database database = new Plan.Database(owner.url(), owner.user(), owner.password());
        assertThat(BlastRadius.count(database, "v2", START)).isEqualTo(new BlastRadius(2L, 3L, ""));
    }

    @Test
    void says_why_it_could_not_count() {
        Plan.Database nobody = new Plan.Database(owner.url(), "nobody", "wrong");
        BlastRadius documents = BlastRadius.count(nobody, "v2", START);
        assertThat(documents.documents()).isNull();
        assertThat(documents.why()).startsWith("the database does not answer: ");
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
