package canary.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.plan.Plan;
import canary.plan.PlanFile;
import canary.verdict.Finding;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Which version is on trial is what the plan says, or what the weights show, and never a guess. */
class RolesTest {

    @TempDir private Path folder;

    private Replay.Opening opening(List<String> lines, String stable, String canary)
            throws IOException {
        Path file = Files.write(folder.resolve("record.ndjson"), lines);
        boolean isNamed = !stable.isEmpty();
        Plan plan =
                PlanFile.parse(
                        "{release: r, stable: {version: %s}, canary: {version: %s}}"
                                .formatted(isNamed ? stable : "v1", isNamed ? canary : "v2"),
                        _ -> null);
        Replay.Opening[] heard = new Replay.Opening[1];
        Replay.of(
                file,
                plan,
                isNamed,
                new Replay.Listener() {
                    @Override
                    public void opening(Replay.Opening opening) {
                        heard[0] = opening;
                    }

                    @Override
                    public void tick(
                            Instant at, int weight, List<Finding> findings, boolean onTrial) {}
                });
        return heard[0];
    }

    private static List<String> traffic(int weight) {
        return new RecordedTraffic(1).run(weight, 3).lines();
    }

    private static List<String> named(List<String> lines, String v1, String v2) {
        Map<String, String> names = Map.of("\"v1\"", '"' + v1 + '"', "\"v2\"", '"' + v2 + '"');
        Pattern version = Pattern.compile("\"v[12]\"");
        return lines.stream()
                .map(line -> version.matcher(line).replaceAll(found -> names.get(found.group())))
                .toList();
    }

    @Test
    void the_weights_show_them() throws IOException {
        assertThat(opening(traffic(5), "", "").stable()).isEqualTo("v1");
        assertThat(opening(traffic(95), "", "").stable()).isEqualTo("v1");
        Replay.Opening swapped = opening(named(traffic(5), "v2", "v1"), "", "");
        assertThat(swapped.stable()).isEqualTo("v2");
        assertThat(swapped.areNamed()).isFalse();
    }

    @Test
    void the_plan_names_them_whatever_the_weights_show() throws IOException {
        Replay.Opening against = opening(traffic(5), "v2", "v1");
        assertThat(against.stable()).isEqualTo("v2");
        assertThat(against.canary()).isEqualTo("v1");
        assertThat(against.areNamed()).isTrue();
        assertThat(opening(named(traffic(5), "1.1", "1.10"), "1.1", "1.10").canary())
                .isEqualTo("1.10");
    }

    @Test
    void other_versions_than_the_plan_names_are_refused() {
        assertThatThrownBy(() -> opening(traffic(5), "v1", "v3"))
                .isInstanceOf(RecordingException.class)
                .hasMessage(
                        "the recording has versions v1, v2, and the plan names v1 as stable and v3"
                                + " as canary");
        assertThatThrownBy(() -> opening(named(traffic(5), "1.1", "1.2"), "1.1", "1.20"))
                .hasMessageContaining("versions 1.1, 1.2");
    }

    @Test
    void a_named_version_that_never_shows_is_still_on_trial() throws IOException {
        List<String> lines =
                List.of(
                        "{\"at\":1795510810,\"weight\":5,\"series\":[{\"version\":\"v1\",\"method\":\"GET\","
                            + "\"route\":\"/a\",\"requests\":5,\"errors\":0}]}");
        Replay.Opening opening = opening(lines, "v1", "v7");
        assertThat(opening.stable()).isEqualTo("v1");
        assertThat(opening.canary()).isEqualTo("v7");
    }

    @Test
    void weights_that_show_nothing_are_told() {
        assertThatThrownBy(() -> opening(traffic(50), "", ""))
                .hasMessage(
                        "the weights do not show which of v1, v2 is stable: name both in a plan"
                                + " (--plan)");
    }

    @Test
    void three_versions_must_be_named() {
        List<String> three =
                traffic(5).stream()
                        .map(
                                line ->
                                        line.replace(
                                                "\"pods\":[",
                                                "\"pods\":[{\"version\":\"v0\",\"ready\":true,\"restarts\":0},"))
                        .toList();
        assertThatThrownBy(() -> opening(three, "", ""))
                .hasMessage(
                        "the recording has versions v0, v1, v2: name two of them in a plan"
                                + " (--plan)");
    }
}
