package canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.agent.TinyWorld;
import canary.agent.io.Inbox;
import canary.journal.Entry;
import canary.journal.Journal;
import canary.operations.RefusedException;
import canary.plan.Plan;
import canary.plan.PlanException;
import canary.plan.PlanFile;
import canary.plan.Plans;
import canary.rollout.Live;
import canary.rollout.Order;
import canary.rollout.Phase;
import canary.verdict.Evidence;
import canary.verdict.Finding;
import canary.verdict.Verdict;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

class MainTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    @TempDir Path directory;
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void wrong_usage_exits_with_two() {
        assertThat(Main.run(List.of())).isEqualTo(2);
        assertThat(Main.run(List.of("release"))).isEqualTo(2);
        assertThat(Main.run(List.of("release", "begin"))).isEqualTo(2);
        assertThat(Main.run(List.of("release", "start", "--local", "no-such-plan.yaml")))
                .isEqualTo(2);
        assertThat(Main.run(List.of("release", "start", "plan.yaml", "--jsn", "x"))).isEqualTo(2);
        assertThat(Main.run(List.of("release", "--help"))).isZero();
    }

    @Test
    void what_cannot_be_done_is_one_line_and_one() {
        PrintStream before = System.err;
        try {
            System.setErr(new PrintStream(shown, true, StandardCharsets.UTF_8));
            assertThat(Main.run(List.of("release", "status", "no-such-release", "--local")))
                    .isEqualTo(1);
        } finally {
            System.setErr(before);
        }
        assertThat(shown().lines())
                .singleElement(InstanceOfAssertFactories.STRING)
                .startsWith("there is no release no-such-release below ");
    }

    @Test
    void without_the_plans_secrets_a_check_tells_what_its_agent_has_judged_last()
            throws IOException {
        Path release = underWay("next", new Live.Watching(0, NOW));
        Path plan = release.resolve("plan.yaml");
        Files.writeString(
                plan,
                Files.readString(plan)
                        .replaceAll("password: [^}]*}", "password: \"env:NO_SUCH_SECRET\"}"));
        assertThat(release("check")).isEqualTo(4);
        assertThat(shown())
                .contains(
                        "secrets are not here: local.probe.password: names the environment variable"
                                + " NO_SUCH_SECRET")
                .contains("undecided: the agent has not judged yet, it is watching");
        judged(release, new Verdict.Healthy(Evidence.of("all answered")));
        assertThat(release("check")).isEqualTo(4);
        assertThat(shown())
                .contains("the agent's last judgement, of ")
                .containsPattern("errors +healthy +all answered")
                .contains("healthy: errors: all answered")
                .contains("the judgement is old: no agent is at work");
        try (Journal atWork = Journal.open(release)) {
            assertThat(atWork.entries()).hasSize(3);
            assertThat(release("check")).isZero();
        }
        judged(release, new Verdict.Harmful(Evidence.of("v2 fails")));
        assertThat(release("check")).isEqualTo(3);
        Files.writeString(plan, Files.readString(plan) + "\nunknown: key\n");
        assertThatThrownBy(() -> release("check"))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("unknown");
    }

    private static void judged(Path release, Verdict verdict) throws IOException {
        try (Journal journal = Journal.open(release)) {
            Entry last = journal.last();
            journal.append(
                    new Entry(
                            Instant.now(),
                            last.phase(),
                            "why",
                            last.acts(),
                            null,
                            5,
                            List.of(new Finding("errors", verdict)),
                            last.proof(),
                            last.traffic(),
                            last.reached(),
                            last.drift()));
        }
    }

    @Test
    void shows_a_plan_whose_values_are_the_defaults() {
        String text = Main.PLAN.substring(Main.PLAN.indexOf("  release:")).stripIndent();
        String local = text.substring(text.indexOf("local:"));
        UnaryOperator<String> secrets = Map.of("DB", "x", "PROBE", "y")::get;
        String least = "release: erp-v2\nstable: {version: v1}\ncanary: {version: v2}\n";
        Plan shown = PlanFile.parse(text, secrets);
        Plan defaults = PlanFile.parse(least + local, secrets);
        assertThat(shown).isEqualTo(defaults);
    }

    @Test
    void refuses_a_plan_that_is_wrong_before_anything_happens() throws IOException {
        Path plan = directory.resolve("bad.yaml");
        Files.writeString(plan, "release: x\nstable: {version: v1}\ncanary: {version: v1}\n");
        assertThatThrownBy(() -> release("start", plan.toString(), "--local"))
                .isInstanceOf(PlanException.class);
        assertThat(directory.resolve("releases")).doesNotExist();
    }

    @Test
    void starts_tells_and_reports_a_release() throws IOException {
        try (TinyWorld world = new TinyWorld()) {
            Path plan = plan("next", world);
            Path json = directory.resolve("out/next.json");
            assertThat(
                            release(
                                    "start",
                                    plan.toString(),
                                    "--local",
                                    "--json",
                                    json.toString(),
                                    "--report=" + directory.resolve("reports")))
                    .isZero();
            assertThat(Files.readString(json)).contains("\"outcome\" : \"promoted\"");
            assertThat(directory.resolve("reports/next.md")).exists();
            assertThat(directory.resolve("releases/next/record.ndjson")).isNotEmptyFile();
        }
        assertThat(release("status")).isZero();
        assertThat(release("history")).isZero();
        assertThat(release("report", "next")).isZero();
        assertThat(release("thresholds")).isZero();
        assertThatThrownBy(() -> release("page", "next")).isInstanceOf(UsageException.class);
        assertThat(shown())
                .contains("1 of 1 releases were promoted", "present limits: those of next")
                .containsPattern(
                        "errors.maxShare +1 .*too few: 1 of the 10 good releases that are needed"
                                + " tell")
                .contains("phase    promoted since")
                .contains("agent    not at work")
                .containsPattern("next +promoted .* v2 is stable now")
                .contains("# Release next: PROMOTED");
        assertThatThrownBy(() -> release("rollback"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("next has ended (promoted), there is nothing to rollback");
        assertThatThrownBy(() -> release("status", "other"))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("there is no release other below");
    }

    @Test
    void leaves_orders_for_the_agent_at_work() throws IOException {
        Path release = underWay("next", new Live.Watching(0, NOW));
        try (Journal atWork = Journal.open(release)) {
            assertThat(atWork.entries()).hasSize(2);
            assertThat(release("pause")).isZero();
            assertThat(release("resume")).isZero();
        }
        Order first = new Inbox(release.resolve("control")).oldest(Set.of());
        assertThat(first.verb()).isEqualTo(Order.Verb.PAUSE);
        assertThat(new Inbox(release.resolve("control")).oldest(Set.of(first.id())).verb())
                .isEqualTo(Order.Verb.RESUME);
        assertThat(shown()).contains("pause asked of next; its agent obeys at its next tick");
    }

    @Test
    void leaves_the_conditions_of_an_order_with_it() throws IOException {
        Path release = underWay("next", new Live.Watching(0, NOW));
        Inbox inbox = new Inbox(release.resolve("control"));
        try (Journal atWork = Journal.open(release)) {
            assertThat(atWork.entries()).hasSize(2);
            assertThat(release("pause", "--even-if-harmful")).isZero();
            assertThat(release("promote", "--accept-harm", "v1 loses orders")).isZero();
        }
        Order pause = inbox.oldest(Set.of());
        assertThat(pause.evenIfHarmful()).isTrue();
        assertThat(inbox.oldest(Set.of(pause.id())).acceptedHarm()).isEqualTo("v1 loses orders");
        for (String[] wrong :
                new String[][] {{"promote", "--accept-harm="}, {"resume", "--even-if-harmful"}}) {
            assertThatThrownBy(() -> release(wrong[0], wrong[1]))
                    .isInstanceOf(UsageException.class);
        }
    }

    @Test
    void refuses_to_promote_what_is_judged_harmful_without_a_word_for_it() throws IOException {
        Path release = underWay("next", new Live.Held(0, NOW, "paused", true, null, true));
        judged(release, new Verdict.Harmful(Evidence.of("v2 fails")));
        try (Journal atWork = Journal.open(release)) {
            assertThat(atWork.entries()).hasSize(3);
            assertThatThrownBy(() -> release("promote"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("judged harmful (errors: v2 fails); --accept-harm WHY");
            assertThat(release.resolve("control")).doesNotExist();
            assertThat(release("promote", "--accept-harm=so be it")).isZero();
        }
    }

    @Test
    void tells_that_an_agent_at_work_has_written_nothing_for_long() throws IOException {
        Path release = underWay("next", new Live.Watching(0, NOW));
        try (Journal atWork = Journal.open(release)) {
            assertThat(release("status")).isZero();
            assertThat(shown()).doesNotContain("has written nothing");
            FileTime old = FileTime.from(Instant.now().minusSeconds(600));
            Files.setLastModifiedTime(release.resolve("journal.ndjson"), old);
            assertThat(release("status")).isZero();
            assertThat(atWork.entries()).hasSize(2);
        }
        assertThat(shown()).contains("trouble  the agent has written nothing for 10m");
    }

    @Test
    void refuses_another_plan_for_a_release_under_way() throws IOException {
        underWay("next", new Live.Watching(0, NOW));
        Path plan = directory.resolve("other.yaml");
        Files.writeString(plan, text("next") + "\n# changed\n");
        assertThatThrownBy(() -> release("start", plan.toString(), "--local"))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("under way with another plan");
    }

    private Path plan(String name, TinyWorld world) throws IOException {
        Path plan = directory.resolve(name + ".yaml");
        return Files.writeString(
                plan,
                Plans.quick(
                        name, world.control() + "", world.metrics() + "", world.entrance() + ""));
    }

    private static String text(String name) {
        return Plans.quick(
                name, "http://127.0.0.1:1", "http://127.0.0.1:1/m", "http://127.0.0.1:1");
    }

    private Path underWay(String name, Phase phase) throws IOException {
        Path release = directory.resolve("releases").resolve(name);
        try (Journal journal = Journal.open(release)) {
            journal.append(Entry.opening(NOW));
            Entry opening = Entry.opening(NOW);
            journal.append(
                    new Entry(
                            NOW,
                            phase,
                            "why",
                            opening.acts(),
                            null,
                            5,
                            opening.findings(),
                            opening.proof(),
                            opening.traffic(),
                            opening.reached(),
                            opening.drift()));
        }
        Files.writeString(release.resolve("plan.yaml"), text(name));
        return release;
    }

    private int release(String command, String... arguments) {
        PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
        return new ReleaseCommands(directory.resolve("releases"), out)
                .run(command, List.of(arguments));
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
