package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What a server logs while people sign in, are paid, make mistakes and the database fails: the
 * fields that {@code ops/elk/fields.json} describes, and nothing secret or personal.
 */
class LogsIT {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String TRACEPARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

    private static final List<String> marks = new ArrayList<>();
    private static List<String> lines = List.of();

    @BeforeAll
    static void run() throws SQLException {
        try (TestSchema schema = TestDatabase.schema();
                ServerProcess server =
                        ServerProcess.start(
                                        schema.application(),
                                        "v-logs",
                                        Map.of(
                                                "ERP_SECRET",
                                                LoggedPay.TOKEN_KEY,
                                                "ERP_DB_STATEMENT_LIMIT",
                                                "1s"))
                                .awaitReady()) {
            marks.add(schema.application().password());
            LoggedPay work = new LoggedPay(server);
            work.signIn();
            UUID employee = work.payroll();
            work.mistakes(employee);
            tooSlow(schema, work, employee);
            refusedByTheDatabase(schema, work);
            marks.addAll(work.marks());
            server.stop();
            lines = server.logged();
        }
    }

    /** Somebody else holds the rows, so the statement is ended by its limit. */
    private static void tooSlow(TestSchema schema, LoggedPay work, UUID employee)
            throws SQLException {
        try (Connection other = schema.owner().connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("UPDATE hr_person SET city = 'elsewhere'");
            assertThat(work.changePerson(employee, TRACEPARENT).status()).isEqualTo(503);
            other.rollback();
        }
    }

    /** A rule that the server does not know; the database tells it with the value. */
    private static void refusedByTheDatabase(TestSchema schema, LoggedPay work)
            throws SQLException {
        try (Connection owner = schema.owner().connect();
                Statement statement = owner.createStatement()) {
            statement.execute("ALTER TABLE hr_person ADD CONSTRAINT uq_odd UNIQUE (tax_number)");
        }
        UUID second = LoggedPay.employee(work.admin(), "E-2");
        assertThat(work.changePerson(second, TRACEPARENT).status()).isEqualTo(409);
        try (Connection owner = schema.owner().connect();
                Statement statement = owner.createStatement()) {
            statement.execute("ALTER TABLE hr_person DROP COLUMN city");
        }
        assertThat(work.changePerson(second, TRACEPARENT).status()).isEqualTo(500);
    }

    @Test
    void no_secret_and_nothing_personal_is_in_any_line() {
        assertThat(lines).hasSizeGreaterThan(20);
        Map<String, String> told = new TreeMap<>();
        for (String mark : marks) {
            lines.stream()
                    .filter(line -> line.contains(mark))
                    .findFirst()
                    .ifPresent(line -> told.put(mark, line));
        }
        assertThat(told).isEmpty();
    }

    @Test
    void every_line_has_the_described_fields_and_types_and_no_others() {
        List<JsonNode> fields = new ArrayList<>();
        for (JsonNode field :
                JSON.readTree(Sources.read(Sources.ROOT.resolve("ops/elk/fields.json")))) {
            if (field.path("writers").toString().contains("\"erp-server\"")) {
                fields.add(field);
            }
        }
        Set<String> names = new TreeSet<>();
        fields.forEach(field -> names.add(field.path("name").asString()));
        Set<String> seen = new TreeSet<>();
        for (String line : lines) {
            JsonNode logged = JSON.readTree(line);
            seen.addAll(logged.propertyNames());
            for (JsonNode field : fields) {
                JsonNode value = logged.path(field.path("name").asString());
                if (!value.isMissingNode() || field.path("required").asBoolean(false)) {
                    assertThat(isOfType(value, field.path("type").asString()))
                            .as("%s in %s", field.path("name"), line)
                            .isTrue();
                }
            }
        }
        assertThat(seen).isEqualTo(names);
    }

    private static boolean isOfType(JsonNode value, String type) {
        return switch (type) {
            case "date" -> value.isString() && Instant.parse(value.asString()) != null;
            case "keyword", "text" -> value.isString();
            case "short" -> value.isInt() && value.asInt() == (short) value.asInt();
            case "double" -> value.isNumber();
            default -> throw new AssertionError("no test of the type " + type);
        };
    }

    @Test
    void a_failed_request_is_found_by_the_callers_trace() {
        assertThat(lines)
                .anyMatch(line -> line.contains(TRACE) && line.contains("\"status\":503"))
                .anyMatch(line -> line.contains(TRACE) && line.contains("\"stack_trace\""));
    }
}
