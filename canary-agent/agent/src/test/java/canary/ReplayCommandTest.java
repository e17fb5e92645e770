package canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.replay.RecordingException;

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

    @Test
    void the_first_three_lines_say_who_is_who_and_what_the_documents_rules_would_have_done()
            throws IOException {
        assertThat(replay(record(2).toString())).isEqualTo(3);
        List<String> first = lines().subList(0, 3);
        assertThat(first.get(0))
                .isEqualTo(
                        "v1 -> v2, as the weights show them: 31 lines from 2026-11-24T09:00:00Z to"
                                + " 2026-11-24T09:30:00Z");
        assertThat(first.get(1))
                .isEqualTo(
                        "By the requirements document's rules alone v2 would have gone on until"
                                + " 2026-11-24T09:30:00Z, after 30m at 5 %: none of them fired.");
        assertThat(lines().get(lines().size() - 2 - (int) leftOut()))
                .contains("none of them fired; here it was rolled back at 2026-11-24T09:");
    }

    private long leftOut() {
        return lines().stream().filter(line -> line.startsWith("gate left out")).count();
    }

    @Test
    void a_release_that_the_documents_rules_take_back_later_says_how_much_later()
            throws IOException {
        assertThat(replay(record(20).toString(), "--json")).isEqualTo(3);
        JsonNode decision = JsonMapper.shared().readTree(lines().getLast());
        assertThat(decision.path("documentRulesOutcome").asString()).isEqualTo("rolled-back");
        assertThat(decision.path("documentRules").asString())
                .contains("v2 would have been rolled back at", "later than here: 20.0 % of its");
        assertThat(Instant.parse(decision.path("documentRulesAt").asString()))
                .isAfter(Instant.parse(decision.path("at").asString()));
        assertThat(decision.propertyNames()).startsWith("outcome", "at", "documentRules");
        assertThat(decision.path("stable").asString()).isEqualTo("v1");
        assertThat(decision.path("versionsFrom").asString()).isEqualTo("weights");
        assertThat(decision.path("warnings").isEmpty()).isTrue();
    }

    @Test
    void edges_in_milliseconds_and_lines_far_apart_are_said_and_judged_all_the_same()
            throws IOException {
        Path file = record(0);
        String text = Files.readString(file);
        Files.writeString(
                file,
                text.replace("\"0.1\"", "\"100\"")
                        .replace("\"1\":", "\"1000\":")
                        .replaceAll("(?m)^.*T09:(0[1-9]|10):00Z.*\n", ""));
        assertThat(replay(file.toString(), "--json")).isNotEqualTo(2);
        JsonNode decision = JsonMapper.shared().readTree(lines().getLast());
        assertThat(decision.path("warnings").valueStream().map(JsonNode::asString))
                .containsExactly(
                        "1 line is further apart than gates.telemetry.staleAfter (1m), at most 11m"
                                + " after 2026-11-24T09:00:00Z: what comes in between is seen late"
                                + " and as one",
                        "series: none of 57000 answers of v1 took less than 1 s: edges (100.0,"
                                + " 1000.0) are seconds, are these milli- or microseconds?",
                        "series: none of 3000 answers of v2 took less than 1 s: edges (100.0,"
                                + " 1000.0) are seconds, are these milli- or microseconds?");
        shown.reset();
        replay(file.toString());
        assertThat(lines()).filteredOn(line -> line.startsWith("warning: ")).hasSize(3);
    }

    @Test
    void edges_that_differ_and_lines_beyond_a_stage_are_said() throws IOException {
        Path file = record(0);
        String text = Files.readString(file);
        Files.writeString(
                file,
                text.replaceAll("(\"v2\".*?)\"0.1\"", "$1\"0.25\"")
                        .replaceAll("(?m)^.*T09:(0[1-9]|1[0-9]|2[0-9]):00Z.*\n", ""));
        replay(file.toString());
        assertThat(lines())
                .contains(
                        "warning: series: v1 and v2 are timed at different edges: their times are"
                                + " compared at the 1 that both have")
                .anyMatch(
                        line ->
                                line.startsWith(
                                        "warning: 1 line is further apart than its stage is watched"
                                                + " at least, at most 30m after"));
    }

    @Test
    void a_journal_that_is_none_is_told_in_a_sentence() throws IOException {
        Path journal = Files.writeString(directory.resolve("journal.ndjson"), "x\ny\nz\n");
        String[] words = {record(0).toString(), "--against", journal.toString()};
        assertThatThrownBy(() -> replay(words))
                .isInstanceOf(RecordingException.class)
                .hasMessage(journal + " cannot be read: line 1 is damaged");
        String[] itself = {words[0], "--against", directory.toString()};
        assertThatThrownBy(() -> replay(itself)).isInstanceOf(UsageException.class);
    }
}
