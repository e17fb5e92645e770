package canary;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The shipped logback.xml writes what {@code ops/elk/fields.json} says of the agent, if asked. */
class LogLinesTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @AfterEach
    void forget() {
        System.clearProperty("ERP_LOG");
        System.clearProperty("canary.release");
    }

    private static List<String> logged(Consumer<Logger> work) throws JoranException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream console = System.err;
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new ch.qos.logback.classic.util.LogbackMDCAdapter());
        try {
            System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(LogLinesTest.class.getResource("/logback.xml"));
            work.accept(context.getLogger("canary.agent.Agent"));
        } finally {
            context.stop();
            System.setErr(console);
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void as_objects_they_have_the_described_fields_and_the_release_of_the_moment()
            throws Exception {
        System.setProperty("ERP_LOG", "json");
        List<String> lines =
                logged(
                        log -> {
                            log.info("event=serves");
                            System.setProperty("canary.release", "erp-v2");
                            log.error("event=tick_failed", new IllegalStateException("broken"));
                        });
        assertThat(lines).hasSize(2);
        JsonNode before = JSON.readTree(lines.getFirst());
        JsonNode within = JSON.readTree(lines.getLast());
        assertThat(before.has("release")).isFalse();
        assertThat(within.at("/release").asString()).isEqualTo("erp-v2");
        assertThat(within.propertyNames()).containsExactlyInAnyOrderElementsOf(described());
        assertThat(within.properties()).allMatch(field -> field.getValue().isString());
    }

    private static Set<String> described() throws IOException {
        Set<String> names = new TreeSet<>();
        for (JsonNode field :
                JSON.readTree(Files.readString(Path.of("../../ops/elk/fields.json")))) {
            if (field.path("writers").toString().contains("\"canary-agent\"")) {
                names.add(field.path("name").asString());
            }
        }
        return names;
    }

    @Test
    void else_only_warnings_are_told_as_text() throws JoranException {
        List<String> lines =
                logged(
                        log -> {
                            log.info("event=serves");
                            log.warn("event=act_failed");
                        });
        assertThat(lines).singleElement().asString().endsWith("WARN  Agent event=act_failed");
    }
}
