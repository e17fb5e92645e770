package erp.core.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;

import erp.core.Json;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The shipped logback.xml writes the fields that the log store expects, and no others. */
class JsonLogTest {
    private static List<JsonNode> logged(java.util.function.Consumer<org.slf4j.Logger> work)
            throws JoranException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream console = System.out;
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new ch.qos.logback.classic.util.LogbackMDCAdapter());
        try {
            System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(JsonLogTest.class.getResource("/logback.xml"));
            Map.of(
                            "request_id",
                            "job-1",
                            "trace_id",
                            "t",
                            "user_id",
                            "u",
                            "company_id",
                            "c",
                            "noise",
                            "n")
                    .forEach(context.getMDCAdapter()::put);
            work.accept(context.getLogger("erp.access"));
        } finally {
            context.stop();
            System.setOut(console);
        }
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> Json.mapper().readTree(line))
                .toList();
    }

    @Test
    void a_line_is_one_object_with_exactly_the_agreed_fields() throws JoranException {
        List<JsonNode> lines =
                logged(
                        log ->
                                log.atError()
                                        .addKeyValue("route", "/api/v1/test/notes")
                                        .addKeyValue("status", 500)
                                        .addKeyValue("duration_ms", 1.5)
                                        .addKeyValue("noise", "n")
                                        .setCause(new IllegalStateException("broken"))
                                        .log("POST {}", "/api/v1/test/notes"));
        assertThat(lines).hasSize(1);
        JsonNode line = lines.getFirst();
        assertThat(line.propertyNames())
                .containsExactlyInAnyOrder(
                        "@timestamp",
                        "level",
                        "logger",
                        "message",
                        "version",
                        "request_id",
                        "trace_id",
                        "user_id",
                        "company_id",
                        "route",
                        "status",
                        "duration_ms",
                        "stack_trace");
        assertThat(line.at("/@timestamp").asString()).endsWith("Z");
        assertThat(line.at("/level").asString()).isEqualTo("ERROR");
        assertThat(line.at("/message").asString()).isEqualTo("POST /api/v1/test/notes");
        assertThat(line.at("/status").asInt()).isEqualTo(500);
        assertThat(line.at("/stack_trace").asString()).contains("IllegalStateException: broken");
    }

    @Test
    void a_value_that_the_database_refused_is_not_told() throws JoranException {
        String refusal = "Duplicate entry 'D''Arc\n1990-05-17' for key 'uq_odd'";
        String other = "Incorrect date value: '1990-05-17' for column 'birth_date' at row 1";
        List<JsonNode> lines =
                logged(
                        log ->
                                log.atError()
                                        .setCause(new IllegalStateException(refusal))
                                        .log("(conn=1) {}", other));
        assertThat(lines.getFirst().at("/message").asString())
                .isEqualTo("(conn=1) Incorrect date value: '...' for column 'birth_date' at row 1");
        assertThat(lines.getFirst().at("/stack_trace").asString())
                .contains("Duplicate entry '...' for key 'uq_odd'")
                .doesNotContain("1990");
    }
}
