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
        for (String job :
                new String[] {
                    "idempotency-keys",
                    "sessions",
                    "signing-keys",
                    "outbox",
                    "data-checks",
                    "finance-rolled-balances",
                    "planning-runs",
                    "sales-quotation-expiry",
                    "crm-forecast-snapshots"
                }) {
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
            assertThat(metrics(server))
                    .as("of backups nobody has said anything, not even that none failed")
                    .doesNotContain("erp_backup_");
        }
    }

    @Test
    void how_old_the_newest_backups_are_and_that_the_last_one_failed_is_told() throws SQLException {
        sql(
                "insert into core_backup (what, noted_at, taken_at, name, why) values"
                        + " ('MADE', utc_timestamp(6) - interval 1 hour,"
                        + " utc_timestamp(6) - interval 2 hour, 'b', ''),"
                        + " ('VERIFIED', utc_timestamp(6) - interval 1 day,"
                        + " utc_timestamp(6) - interval 2 day, 'a', ''),"
                        + " ('FAILED', utc_timestamp(6), null, '', 'no room')");
        try (ErpServer server = server("v1")) {
            await(() -> value(server, "erp_backup_failed\\{.*") == 1);
            assertThat(value(server, "erp_backup_age_seconds\\{.*what=\"made\".*"))
                    .isBetween(7_200.0, 7_320.0);
            assertThat(value(server, "erp_backup_age_seconds\\{.*what=\"verified\".*"))
                    .isBetween(172_800.0, 172_920.0);
            sql("update core_backup set noted_at = utc_timestamp(6) where what = 'MADE'");
            await(() -> value(server, "erp_backup_failed\\{.*") == 0);
        }
    }

    /** The other version tells what the active one found: metrics of any process will do. */
    @Test
    void broken_rules_of_the_data_are_told_with_their_age_and_the_servers_stay_ready()
            throws SQLException {
        sql("insert into core_job (name, next_at) values ('data-checks', '2026-01-01')");
        plantStockThatNeverMoved();
        try (ErpServer stable = server("v1");
                ErpServer canary = server("v2")) {
            for (ErpServer server : new ErpServer[] {stable, canary}) {
                await(() -> ready(server).contains("I17 is broken by 1 row"));
                assertThat(Api.anonymous(management(server)).get("/health/ready").status())
                        .isEqualTo(200);
                await(() -> gauge(server, "erp_invariant_checked_seconds", "I41") >= 0);
                assertThat(gauge(server, "erp_invariant_violations", "I17")).isOne();
                assertThat(gauge(server, "erp_invariant_violations", "I01")).isZero();
                assertThat(gauge(server, "erp_invariant_checked_seconds", "I17"))
                        .isBetween(0.0, 60.0);
            }
            sql("update core_data_check set checked_at = utc_timestamp(6) - interval 1 day");
            await(() -> gauge(canary, "erp_invariant_checked_seconds", "I17") >= 86_400);
        }
        assertThat(count("select count(*) from core_job where holder_version = 'v2'")).isZero();
    }

    @Test
    void events_that_nobody_is_told_of_are_seen_and_go_after_a_week() throws SQLException {
        sql("insert into core_job (name, next_at) values ('outbox', '2030-01-01')");
        sql(
                "insert into core_outbox (id, company_id, type, aggregate_id, payload, request_id,"
                        + " app_version, occurred_at, next_at) select unhex(lpad(hex(n), 32, '0')),"
                        + " repeat('b', 16), 't', repeat('c', 16), '{}', 'r', 'v0', at, at from"
                        + " (select 1 n, utc_timestamp(6) - interval 8 day at union all"
                        + " select 2, utc_timestamp(6) - interval 6 day) rows_to_be");
        try (ErpServer server = server("v1")) {
            await(
                    () ->
                            metrics(server)
                                    .contains(
                                            "erp_outbox_pending{app=\"erp-system\",version=\"v1\"}"
                                                    + " 2.0"));
            assertThat(value(server, "erp_outbox_oldest_seconds\\{.*"))
                    .isBetween(8 * 86_400.0, 8 * 86_400.0 + 120);
            assertThat(ready(server)).contains("\"outbox\":\"ok\"");
            sql("update core_job set next_at = '2026-01-01' where name = 'outbox'");
            await(() -> count("select count(*) from core_outbox") == 1);
        }
    }

    private void plantStockThatNeverMoved() throws SQLException {
        try (Connection connection = schema.owner().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set foreign_key_checks = 0");
            statement.executeUpdate(
                    "insert into inventory_balance (id, company_id, item_id, location_id, on_hand,"
                            + " reserved) values (repeat('a', 16), repeat('b', 16), repeat('c',"
                            + " 16), repeat('d', 16), 3, 0)");
        }
    }

    private static double gauge(ErpServer server, String name, String check) {
        return value(server, name + "\\{.*check=\"" + check + "\".*");
    }

    /** -1 where there is no such series. */
    private static double value(ErpServer server, String series) {
        return metrics(server)
                .lines()
                .filter(line -> line.matches(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findAny()
                .orElse(-1);
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
