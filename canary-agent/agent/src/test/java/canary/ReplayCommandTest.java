package canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class ReplayCommandTest {
    private static final Instant START = Instant.parse("2026-11-24T09:00:00Z");

    @TempDir private Path directory;
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    /** Half an hour at 5 %: a hundred requests of v2 a minute, some of which fail. */
    private Path record(int failing) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int minute = 0; minute <= 30; minute++) {
            lines.add(
                    """
                    {"at":"%s","weight":5,"series":[%s,%s],"users":[],"pods":[]}\
                    """
                            .formatted(
                                    START.plusSeconds(60L * minute),
                                    series("v1", 1900L * minute, 0),
                                    series("v2", 100L * minute, (long) failing * minute)));
        }
        return Files.write(directory.resolve("record.ndjson"), lines);
    }

    private static String series(String version, long requests, long errors) {
        return """
        {"version":"%s","method":"GET","route":"/api/v1/sales/orders","requests":%d,"errors":%d,\
        "buckets":{"0.1":%d,"1":%d,"+Inf":%d}}\
        """
                .formatted(version, requests, errors, requests / 2, requests, requests);
    }

    private int replay(String... arguments) {
        return new ReplayCommand(new PrintStream(shown, true, StandardCharsets.UTF_8))
                .run(List.of(arguments));
    }

    private List<String> lines() {
        return shown.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void prints_every_tick_and_last_the_decision_as_json() throws IOException {
        assertThat(replay(record(2).toString(), "--json")).isEqualTo(3);
        JsonNode first = JsonMapper.shared().readTree(lines().getFirst());
        assertThat(first.path("weight").asInt()).isEqualTo(5);
        assertThat(first.path("gates").size()).isGreaterThanOrEqualTo(4);
        JsonNode decision = JsonMapper.shared().readTree(lines().getLast());
        assertThat(decision.path("outcome").asString()).isEqualTo("rolled-back");
        assertThat(decision.path("gate").asString()).isEqualTo("errors");
        assertThat(Instant.parse(decision.path("at").asString()))
                .isBetween(START.plusSeconds(60), START.plusSeconds(600));
        assertThat(decision.path("evidence").path("sentence").asString())
                .contains("v2 fails 2.0 % of requests");
        assertThat(decision.path("leftOut").valueStream().map(JsonNode::asString))
                .contains("smoke: not recorded", "availability: the pods are not recorded");
    }

    @Test
    void tries_other_limits_without_the_secrets_that_a_plan_names() throws IOException {
        Path plan =
                Files.writeString(
                        directory.resolve("plan.yaml"),
                        """
                        release: loose
                        stable: {version: v1}
                        canary: {version: v2}
                        gates:
                          errors: {margin: {ratio: 1.5, share: 0.05}, mustSee: 0.2}
                          integrations: [{name: bank, path: /bank}]
                        local:
                          control: http://127.0.0.1:9000
                          metrics: http://127.0.0.1:9000/metrics
                          entrance: http://127.0.0.1:8080
                          probe: {username: probe, password: "env:SURELY_NOT_SET"}
                        """);
        assertThat(replay(record(2).toString(), "--plan", plan.toString())).isZero();
        assertThat(lines().getLast()).startsWith("promoted at 2026-11-24T09:30:00Z");
        assertThat(lines())
                .contains(
                        "gate left out: smoke: not recorded",
                        "gate left out: integrations: not recorded");
    }

    @Test
    void wrong_usage_names_what_is_wrong() {
        assertThatThrownBy(() -> replay())
                .isInstanceOf(UsageException.class)
                .hasMessage("replay needs a file");
        assertThatThrownBy(() -> replay("nowhere.ndjson"))
                .isInstanceOf(UsageException.class)
                .hasMessage("the recording nowhere.ndjson cannot be read");
    }
}
