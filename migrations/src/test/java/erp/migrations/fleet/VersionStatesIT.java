package erp.migrations.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.migrations.ActiveVersion;
import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;
import erp.migrations.sql.Sql;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** Which versions may run. */
class VersionStatesIT {
    @AutoClose private final TestSchema schema = TestDatabase.schema();
    private final VersionStates states = new VersionStates(schema.owner().dataSource());

    @Test
    void a_rejected_version_stays_so_until_it_is_admitted() {
        assertThat(states.rejection("v2")).isEmpty();
        states.reject("v2", "errors: 3 % of requests");
        assertThat(states.rejection("v2"))
                .hasValueSatisfying(
                        it -> {
                            assertThat(it.why()).isEqualTo("errors: 3 % of requests");
                            assertThat(it.setBy()).isEqualTo(schema.owner().user());
                            assertThat(Duration.between(it.since(), Instant.now()).abs())
                                    .isLessThan(Duration.ofHours(1));
                        });
        assertThat(states.rejection("V2")).as("another version").isEmpty();
        states.admit("v2", "it was the network");
        assertThat(states.rejection("v2")).isEmpty();
        assertThat(states.all())
                .singleElement()
                .satisfies(it -> assertThat(it.why()).isEqualTo("it was the network"));
        states.reject("v2", "again");
        assertThat(states.rejection("v2")).isPresent();
    }

    @Test
    void the_application_reads_what_was_said_and_cannot_change_it() throws SQLException {
        states.reject("v2", "errors");
        var own = new VersionStates(schema.application().dataSource());
        assertThat(own.rejection("v2")).isPresent();
        assertThatThrownBy(() -> own.admit("v2", "I am fine")).hasMessageContaining("denied");
        try (Connection connection = schema.application().connect()) {
            assertThatThrownBy(() -> Sql.update(connection, "DELETE FROM core_version_state"))
                    .hasMessageContaining("denied");
        }
    }

    @Test
    void a_rejected_version_cannot_be_named_for_the_jobs() throws SQLException {
        try (Connection connection = schema.owner().connect()) {
            Sql.execute(
                    connection,
                    "insert into core_process (id, version, started_at, seen_at) values"
                            + " (repeat('a', 16), 'v2', utc_timestamp(6), utc_timestamp(6))");
        }
        states.reject("v2", "errors");
        var active = new ActiveVersion(schema.owner().dataSource());
        assertThatThrownBy(() -> active.name("v2"))
                .hasMessage(
                        "Version v2 is rejected (errors), so it does no jobs: admit it first,"
                                + " `./erp db admit v2 --why TEXT`.");
        states.admit("v2", "mended");
        active.name("v2");
    }

    @Test
    void what_cannot_be_kept_is_refused() {
        assertThatThrownBy(() -> states.reject("v2", " "))
                .hasMessageStartingWith("why must have 1 to 500");
        assertThatThrownBy(() -> states.reject("", "errors"))
                .hasMessageStartingWith("version must have 1 to 60");
        assertThatThrownBy(() -> states.admit("v".repeat(61), "mended"))
                .hasMessageStartingWith("version must have 1 to 60");
    }

    @Test
    void a_schema_from_before_the_table_rejects_nothing_and_keeps_nothing() {
        var empty = new VersionStates(TestDatabase.emptySchema().owner().dataSource());
        assertThat(empty.rejection("v2")).isEmpty();
        assertThatThrownBy(() -> empty.reject("v2", "errors"))
                .hasMessageContaining("run ./erp db migrate");
    }
}
