package canary.kubernetes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.agent.io.EntranceTakenException;
import canary.agent.io.KeptRelease;
import canary.journal.Entry;
import canary.journal.Journal;
import canary.plan.Plan;
import canary.plan.PlanException;
import canary.plan.PlanFile;
import canary.plan.Plans;
import canary.rollout.Ended;
import canary.rollout.Live;
import canary.rollout.Order;
import canary.rollout.Phase;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

class ClusterReleasesTest {

    private static final Phase WATCHING = new Live.Watching(0, Entries.NOW);
    private static final Phase PROMOTED = new Ended.Promoted(Entries.NOW);

    @TempDir Path directory;
    private final FaultyApiServer server = new FaultyApiServer();
    private final HandClock clock = new HandClock();
    private final KubeObjects<ConfigMap> maps = new KubeObjects<>(server.api(), ConfigMap.class);

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void a_release_is_seen_from_any_terminal() {
        run("next", WATCHING);
        KeptRelease seen = releases(directory.resolve("elsewhere")).find("next").orElseThrow();
        assertThat(seen.peek()).hasSize(2);
        assertThat(seen.peek().getLast().phase()).isEqualTo(WATCHING);
        assertThat(seen.planToLookAt()).isEqualTo(plan("next"));
        assertThat(seen.plan()).isEqualTo(plan("next"));
        assertThat(seen.isAtWork()).isFalse();
        assertThat(seen.lastWritten()).isEqualTo(clock.now());
        assertThat(releases().find("other")).isEmpty();
    }

    @Test
    void lists_releases_of_this_app_alone_the_one_begun_last_at_the_end() {
        run("b", PROMOTED);
        clock.pass(Duration.ofHours(1));
        run("a", WATCHING);
        ClusterReleases others =
                new ClusterReleases(server.api("shop"), directory, LeaseTiming.STANDARD, clock);
        assertThat(others.list()).isEmpty();
        assertThat(releases().list()).extracting(KeptRelease::name).containsExactly("b", "a");
        assertThat(releases().find("").orElseThrow().name()).isEqualTo("a");
        assertThatThrownBy(() -> others.prepare(plan("a"), text("a")))
                .isInstanceOf(PlanException.class)
                .hasMessage("release: a is the name of another app's release in namespace erp");
    }

    @Test
    void goes_on_with_the_same_plan_and_refuses_another() {
        run("next", WATCHING);
        KeptRelease same = releases().prepare(plan("next"), text("next"));
        assertThat(same.peek()).hasSize(2);
        assertThatThrownBy(() -> releases().prepare(plan("next"), text("next") + "# changed"))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("next is under way with another plan");
    }

    @Test
    void of_two_who_prepare_a_release_the_one_that_holds_it_says_what_is_done() {
        KeptRelease first = releases().prepare(plan("next"), text("next"));
        KeptRelease second = releases().prepare(plan("next"), text("next") + "# mine");
        try (KeptRelease.Hold _ = second.hold(plan("next"), () -> {});
                Journal journal = second.journal()) {
            journal.append(Entry.opening(Entries.NOW));
        }
        assertThat(maps.find("erp-release-next").orElseThrow().getData().get("plan.yaml"))
                .endsWith("# mine");
        try (KeptRelease.Hold _ = first.hold(plan("next"), () -> {})) {
            assertThatThrownBy(first::journal)
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("under way with another plan");
        }
    }

    @Test
    void sets_an_ended_release_of_the_name_aside_with_all_that_it_left() {
        KeptRelease before = run("next", PROMOTED);
        before.publish("# report", "{}");
        before.orders().put(new Order("", Order.Verb.PAUSE, "ann"), Entries.NOW);
        clock.pass(Duration.ofHours(1));
        run("next", PROMOTED);
        clock.pass(Duration.ofHours(1));
        KeptRelease now = run("next", WATCHING);
        assertThat(releases().list())
                .extracting(KeptRelease::name)
                .containsExactly("next-1", "next-2", "next");
        KeptRelease aside = releases().find("next-1").orElseThrow();
        assertThat(aside.peek().getLast().phase()).isEqualTo(PROMOTED);
        assertThat(aside.published().orElseThrow().markdown()).isEqualTo("# report");
        assertThat(now.published()).isEmpty();
        assertThat(now.orders().oldest(Set.of(), false)).isNull();
    }

    @Test
    void whoever_dies_while_a_release_is_set_aside_leaves_what_the_next_one_finishes() {
        run("next", PROMOTED).publish("# report", "{}");
        server.forgetCalls();
        releases().prepare(plan("next"), text("next"));
        long writes = server.calls().stream().filter(ClusterReleasesTest::isWrite).count();
        assertThat(writes).isGreaterThan(6);
        for (int last = 0; last < writes; last++) {
            maps.list(Map.of("app", "canary-agent"))
                    .forEach(map -> maps.delete(map.getMetadata().getName()));
            run("next", PROMOTED).publish("# report", "{}");
            int left = last;
            int[] done = {0};
            server.faults =
                    call ->
                            isWrite(call) && done[0]++ >= left
                                    ? FaultyApiServer.Fault.REFUSED
                                    : FaultyApiServer.Fault.NONE;
            assertThatThrownBy(() -> releases().prepare(plan("next"), text("next"))).isNotNull();
            server.faults = _ -> FaultyApiServer.Fault.NONE;
            clock.pass(Duration.ofHours(1));
            run("next", WATCHING);
            assertThat(releases().list())
                    .as("died after %d writes", last)
                    .extracting(KeptRelease::name)
                    .containsExactly("next-1", "next");
            assertThat(releases().find("next-1").orElseThrow().published()).isPresent();
        }
    }

    private static boolean isWrite(String call) {
        return !call.startsWith("GET");
    }

    @Test
    void keeps_so_many_ended_releases_and_forgets_the_oldest() {
        for (int i = 0; i < ClusterReleases.MOST_KEPT + 2; i++) {
            run("r%02d".formatted(i), PROMOTED);
            clock.pass(Duration.ofHours(1));
        }
        assertThat(releases().list())
                .hasSize(ClusterReleases.MOST_KEPT)
                .extracting(KeptRelease::name)
                .startsWith("r02")
                .endsWith("r21");
        assertThat(maps.list(Map.of("erp-release", "r01"))).isEmpty();
    }

    @Test
    void one_agent_at_a_time_whatever_the_release_is_called() {
        KeptRelease first = releases().prepare(plan("first"), text("first"));
        HandClock others = new HandClock();
        KeptRelease second = releases(directory, others).prepare(plan("second"), text("second"));
        try (KeptRelease.Hold hold = first.hold(plan("first"), () -> {})) {
            assertThat(first.isAtWork()).isTrue();
            assertThat(second.isAtWork()).isFalse();
            others.onWait(((ReleaseLease) hold)::renew);
            clock.pass(Duration.ofSeconds(1));
            assertThat(releases(directory, others).find("first")).isEmpty();
            assertThatThrownBy(() -> second.hold(plan("second"), () -> {}))
                    .isInstanceOf(EntranceTakenException.class)
                    .hasMessageContaining("release first is under way");
        }
        second.hold(plan("second"), () -> {}).close();
    }

    @Test
    void who_died_seems_at_work_for_a_while_and_shows_no_life_at_once() {
        KeptRelease release = run("next", WATCHING);
        ReleaseLease dead =
                ReleaseLease.take(
                        new KubeObjects<>(server.api(), Lease.class),
                        "erp-system",
                        "next",
                        LeaseTiming.STANDARD,
                        clock,
                        () -> {});
        assertThat(release.isAtWork()).isTrue();
        assertThat(release.showsLife()).isFalse();
        clock.pass(Duration.ofSeconds(61));
        assertThat(release.isAtWork()).isFalse();
        clock.onWait(dead::renew);
        dead.renew();
        assertThat(release.showsLife()).isTrue();
    }

    @Test
    void what_a_machine_knows_of_another_release_of_the_name_is_no_evidence() throws IOException {
        KeptRelease before = run("next", PROMOTED);
        Files.writeString(before.directory().record(), "{}");
        KeptRelease goesOn = releases().find("next").orElseThrow();
        open(goesOn);
        assertThat(goesOn.directory().record()).exists();
        KeptRelease now = releases().prepare(plan("next"), text("next"));
        open(now);
        assertThat(now.directory().record()).doesNotExist();
        assertThat(directory.resolve("next~1/record.ndjson")).exists();
    }

    @Test
    void cuts_a_report_that_no_map_can_hold_with_a_sentence() {
        KeptRelease release = run("next", PROMOTED);
        release.publish("line\n".repeat(100_000), "\"" + "x".repeat(700_000) + "\"");
        KeptRelease.Report report = release.published().orElseThrow();
        assertThat(report.markdown())
                .hasSizeLessThan(PublishedReport.MARKDOWN_BYTES)
                .endsWith(
                        "line\n\n"
                                + "Cut here: the whole report has 500000 bytes, of which 307200 are"
                                + " kept here; the agent has it in its own directory.\n");
        assertThat(report.json()).contains("the whole report has 700002 bytes");
        release.publish("short", "{}");
        assertThat(release.published()).contains(new KeptRelease.Report("short", "{}"));
    }

    @Test
    void refuses_names_that_a_cluster_cannot_keep() {
        for (String name :
                List.of("x-orders", "x-report", "x-journal-0001", "x-", "a..b", "a.-b")) {
            assertThatThrownBy(() -> releases().prepare(plan(name), text(name)))
                    .as(name)
                    .isInstanceOf(PlanException.class)
                    .hasMessageStartingWith("release: ");
        }
        assertThatThrownBy(() -> releases().prepare(plan("a".repeat(60)), text("a".repeat(60))))
                .hasMessageContaining("1 to 59");
        releases().prepare(plan("a.b-c"), text("a.b-c"));
    }

    private void open(KeptRelease release) {
        try (KeptRelease.Hold _ = release.hold(plan(release.name()), () -> {});
                Journal journal = release.journal()) {
            assertThat(journal.entries()).isNotNull();
        }
    }

    /** A release by an agent that is gone. */
    private KeptRelease run(String name, Phase phase) {
        KeptRelease release = releases().prepare(plan(name), text(name));
        try (KeptRelease.Hold _ = release.hold(plan(name), () -> {});
                Journal journal = release.journal()) {
            journal.append(Entry.opening(Entries.NOW));
            journal.append(Entries.of(phase, 5, "why"));
        }
        return release;
    }

    private ClusterReleases releases() {
        return releases(directory);
    }

    private ClusterReleases releases(Path workspace) {
        return releases(workspace, clock);
    }

    private ClusterReleases releases(Path workspace, HandClock by) {
        return new ClusterReleases(server.api("erp-system"), workspace, LeaseTiming.STANDARD, by);
    }

    private static Plan plan(String name) {
        return PlanFile.parse(text(name), _ -> null);
    }

    private static String text(String name) {
        return Plans.quick(
                name, "http://127.0.0.1:1", "http://127.0.0.1:1/m", "http://127.0.0.1:1");
    }
}
