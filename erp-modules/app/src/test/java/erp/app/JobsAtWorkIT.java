package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.settings.Settings;
import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A server does its jobs, on the active version only, and tells how they do. */
class JobsAtWorkIT {
    private final TestSchema schema = TestDatabase.schema();

    @Test
    void a_server_forgets_what_has_expired_and_one_of_another_version_beside_it_does_not()
            throws SQLException {
        for (String job : new String[] {"idempotency-keys", "sessions", "signing-keys"}) {
            sql("insert into core_job (name, next_at) values ('%s', '2026-01-01')".formatted(job));
        }
        keys(1500);
        try (ErpServer stable = server("v1")) {
            await(() -> count("select count(*) from core_idempotency") == 0);
            await(() -> count("select count(*) from core_job where succeeded_at is null") == 0);
            await(() -> metrics(stable).contains("outcome=\"succeeded\",version=\"v1\""));
            assertThat(metrics(stable))
                    .contains("erp_version_active{app=\"erp-system\",version=\"v1\"} 1.0");
            assertThat(ready(stable)).contains("\"jobs\":\"ok\"");

            try (ErpServer canary = server("v2")) {
                await(() -> count("select count(*) from core_process") == 2);
                keys(1);
                sql("update core_job set next_at = '2026-01-01', holder_version = null");
                await(
                        () ->
                                count(
                                                "select count(*) from core_job where holder_version"
                                                        + " is null")
                                        == 0);
                assertThat(count("select count(*) from core_job where holder_version <>" + " 'v1'"))
                        .isZero();
                assertThat(metrics(canary))
                        .contains("erp_version_active{app=\"erp-system\",version=\"v2\"} 0.0")
                        .doesNotContain("erp_job_runs_total");
            }
        }
        assertThat(count("select count(*) from core_process")).as("both have left").isZero();
    }

    @Test
    void a_job_that_fails_is_told_and_the_server_stays_ready() throws SQLException {
        sql("insert into core_job (name, next_at) values ('signing-keys', '2026-01-01')");
        try (ErpServer server = server("v1")) {
            await(() -> count("select count(*) from core_job where succeeded_at is not null") == 1);
            sql("update core_job set failure = 'out of luck', next_at = '2030-01-01'");
            await(() -> ready(server).contains("signing-keys failed: out of luck"));
            assertThat(Api.anonymous(management(server)).get("/health/ready").status())
                    .isEqualTo(200);
        }
    }

    private ErpServer server(String version) {
        Map<String, String> environment =
                Map.of(
                        "ERP_VERSION",
                        version,
                        "ERP_HTTP_PORT",
                        "0",
                        "ERP_MANAGEMENT_PORT",
                        "0",
                        "ERP_ADMIN_USER",
                        ErpIT.ADMIN,
                        "ERP_ADMIN_PASSWORD",
                        ErpIT.PASSWORD);
        return ErpServer.start(Settings.read(AppSettings.all(), environment), schema.application());
    }

    /** Answers that were kept for their time. */
    private void keys(int count) throws SQLException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < count; i++) {
            rows.append(
                    "%s(unhex('%032x'), 'k%d', unhex('%032x'), '', '2026-01-01', '2026-01-08')"
                            .formatted(i == 0 ? "" : ", ", 1, i, 2));
        }
        sql(
                "insert into core_idempotency (actor_id, idempotency_key, company_id, fingerprint,"
                        + " created_at, expires_at) values "
                        + rows);
    }

    private static String metrics(ErpServer server) {
        return Api.anonymous(management(server)).get("/metrics").raw().body();
    }

    private static String ready(ErpServer server) {
        return Api.anonymous(management(server)).get("/health/ready").raw().body();
    }

    private static URI management(ErpServer server) {
        return URI.create("http://127.0.0.1:" + server.managementPort());
    }

    /** Longer than a server pauses between two looks. */
    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private void sql(String sql) throws SQLException {
        try (Connection connection = schema.owner().connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private long count(String sql) {
        try (Connection connection = schema.owner().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
