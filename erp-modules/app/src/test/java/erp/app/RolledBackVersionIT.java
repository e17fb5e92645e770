package erp.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.core.CannotStart;
import erp.core.settings.Settings;
import erp.migrations.ActiveVersion;
import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;
import erp.migrations.fleet.VersionStates;
import erp.migrations.sql.Sql;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** What becomes of a version after its rollback: its jobs go, and it does not come back. */
class RolledBackVersionIT {
    private final TestSchema schema = TestDatabase.schema();
    private final VersionStates states = new VersionStates(schema.owner().dataSource());

    @Test
    void a_rejected_version_does_not_start_until_it_is_admitted_or_told_to() {
        states.reject("v2", "3 % of its requests failed");
        assertThatThrownBy(() -> server("v2", Map.of()).close())
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith("version v2 was rejected at 20")
                .hasMessageContaining(
                        ": 3 % of its requests failed. `./erp db admit v2 --why TEXT` lets it start"
                                + " again, ERP_START_REJECTED=true without its jobs");
        server("v1", Map.of()).close();
        server("v2", Map.of("ERP_START_REJECTED", "true")).close();
        states.admit("v2", "the network was at fault");
        server("v2", Map.of()).close();
    }

    @Test
    void as_a_process_it_ends_with_one_sentence_and_exit_code_1() {
        states.reject("v2", "errors");
        try (ServerProcess process = ServerProcess.start(schema.application(), "v2")) {
            assertThat(process.awaitEnd()).isEqualTo(1);
            assertThat(process.logged())
                    .last()
                    .asString()
                    .startsWith("erp-server cannot start: version v2 was rejected at 20");
        }
    }

    /** With the servers' own clocks: they look every ten seconds. */
    @Test
    void servers_obey_a_rollback_at_their_next_look() throws SQLException {
        try (ErpServer stable = server("v1", Map.of());
                ErpServer canary = server("v2", Map.of())) {
            await("select version from core_process order by 1", "v1", "v2");
            new ActiveVersion(schema.owner().dataSource()).name("v2");
            states.reject("v2", "errors");
            await("select version from core_active_version", "v1");
            assertThat(stable.port()).isNotEqualTo(canary.port());
        }
    }

    private ErpServer server(String version, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("ERP_VERSION", version);
        environment.put("ERP_HTTP_PORT", "0");
        environment.put("ERP_MANAGEMENT_PORT", "0");
        environment.put("ERP_ADMIN_USER", ErpIT.ADMIN);
        environment.put("ERP_ADMIN_PASSWORD", ErpIT.PASSWORD);
        return ErpServer.start(Settings.read(AppSettings.all(), environment), schema.application());
    }

    private void await(String query, String... rows) throws SQLException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        try (Connection connection = schema.owner().connect()) {
            while (!Sql.strings(connection, query).equals(List.of(rows))) {
                assertThat(System.nanoTime()).as(query).isLessThan(end);
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }
}
