package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.settings.Settings;
import erp.migrations.Invariants;
import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A whole server on a database of its own, one per test class, and its administrator's client. */
abstract class ErpIT {
    private static final String SECRET = "a-long-enough-secret";

    static final String VERSION = "v-test";
    static final String ADMIN = "admin";
    static final String PASSWORD = "first-secret-words";

    private static TestSchema schema;
    private static ErpServer server;
    private static Api api;

    /** The statement that counts all rows. */
    private static String counts = "";

    @BeforeAll
    static void start() {
        schema = TestDatabase.schema();
        Map<String, String> environment =
                Map.of(
                        "ERP_VERSION", VERSION,
                        "ERP_HTTP_PORT", "0",
                        "ERP_MANAGEMENT_PORT", "0",
                        "ERP_ADMIN_USER", ADMIN,
                        "ERP_ADMIN_PASSWORD", PASSWORD);
        server =
                ErpServer.start(
                        Settings.read(AppSettings.all(), environment), schema.application());
        api = Api.signedIn(base(), ADMIN, PASSWORD);
    }

    @AfterAll
    static void stop() {
        server.close();
        schema.close();
    }

    static URI base() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    static URI management() {
        return URI.create("http://127.0.0.1:" + server.managementPort());
    }

    static Api api() {
        return api;
    }

    static TestSchema schema() {
        return schema;
    }

    static void assertBooksAreRight() {
        assertBooksAreRight(schema);
    }

    /** Every invariant of the data holds. */
    static void assertBooksAreRight(TestSchema schema) {
        try {
            List<Invariants.Result> results = new Invariants().run(schema.owner().dataSource());
            assertThat(results)
                    .isNotEmpty()
                    .allSatisfy(result -> assertThat(result.passed()).as("%s", result).isTrue());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many rows there are in all tables, but for those that the fleet keeps of itself. */
    static long rows() {
        try (Connection connection = schema.owner().connect();
                Statement statement = connection.createStatement()) {
            if (counts.isEmpty()) {
                counts = counts(statement);
            }
            try (ResultSet rows = statement.executeQuery(counts)) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String counts(Statement statement) throws SQLException {
        String list =
                "select table_name from information_schema.tables where table_schema ="
                        + " database() and table_type = 'BASE TABLE' and table_name not in"
                        + " ('core_job', 'core_process', 'core_active_version')";
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(list)) {
            while (rows.next()) {
                tables.add("(select count(*) from `" + rows.getString(1) + "`)");
            }
        }
        return "select " + String.join(" + ", tables);
    }

    /** An administrator of a second company. */
    static Api strangerFromAnotherCompany() {
        String name = "other-" + UUID.randomUUID().toString().substring(0, 8);
        UUID company =
                api().post(
                                "/api/v1/core/companies",
                                Map.of(
                                        "code",
                                        name.toUpperCase(java.util.Locale.ROOT),
                                        "name",
                                        name,
                                        "currency",
                                        "EUR",
                                        "zone",
                                        "UTC"))
                        .is(201)
                        .id();
        return somebody(company, "administrator").api();
    }

    /** Somebody who signs in. */
    record Somebody(UUID user, Api api) {}

    /** Somebody of the first company who has this role. */
    static Somebody somebody(String role) {
        return somebody(companyOf(api()), role);
    }

    /** Somebody of a company who has this role there. */
    static Somebody somebody(UUID company, String role) {
        String name = role + "-" + UUID.randomUUID().toString().substring(0, 8);
        Map<String, Object> user =
                Map.of(
                        "username", name,
                        "displayName", role,
                        "password", SECRET,
                        "companyId", company,
                        "roles", List.of(role));
        UUID id = api().post("/api/v1/users/users", user).is(201).id();
        return new Somebody(id, Api.signedIn(base(), name, SECRET));
    }

    static UUID companyOf(Api api) {
        return UUID.fromString(api.get("/api/v1/users/me").is(200).text("/companyId"));
    }

    /** What the trial balance says of an account, by its code. */
    static String balance(String account) {
        JsonNode trial = api().get("/api/v1/finance/trial-balance").is(200).body();
        for (JsonNode row : trial.at("/accounts")) {
            if (row.at("/code").asString().equals(account)) {
                return row.at("/balance/amount").asString();
            }
        }
        return "0.00";
    }
}
