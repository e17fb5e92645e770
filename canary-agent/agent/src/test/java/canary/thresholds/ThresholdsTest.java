package canary.thresholds;

import static org.assertj.core.api.Assertions.assertThat;

import canary.gates.input.Limits;
import canary.journal.Entry;
import canary.rollout.Drift;
import canary.rollout.Ended;
import canary.rollout.Live;
import canary.rollout.Order;
import canary.rollout.Phase;
import canary.verdict.Evidence;
import canary.verdict.Finding;
import canary.verdict.Verdict;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Over a seeded history of releases. */
class ThresholdsTest {

    private static final Instant START = Instant.parse("2026-09-01T08:00:00Z");

    private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
    private final ShownValues shown = new ShownValues();

    @Test
    void twenty_good_releases_speak_for_lower_limits_and_say_why() {
        for (int i = 0; i < 20; i++) {
            // 0.20 % to 0.39 % failed, 110 to 300 ms
            shown.add(good((20 + i) / 10_000.0, (11 + i) / 100.0));
        }
        Proposal errors = proposal("errors.maxShare");
        assertThat(errors.releases()).isEqualTo(20);
        assertThat(errors.median()).isEqualTo(0.0029);
        assertThat(errors.p95()).isEqualTo(0.0038);
        assertThat(errors.most()).isEqualTo(0.0039);
        assertThat(errors.present()).isEqualTo(0.05);
        assertThat(errors.proposed()).as("not below 1 %").isEqualTo(0.01);
        assertThat(errors.advice()).isEqualTo(Proposal.Advice.LOWER);
        assertThat(errors.why()).contains("more than the most once in 21");
        Proposal times = proposal("latency.p95");
        assertThat(times.proposed()).as("1.5 times 300 ms, rounded up").isEqualTo(0.5);
        assertThat(ThresholdTable.text(shown, List.of(errors, times), "the defaults"))
                .containsPattern(
                        "errors.maxShare +20 +0.29 % +0.38 % +0.39 % +- +5 % +1 % +lower: ")
                .containsPattern("latency.p95 +20 +200 ms +290 ms +300 ms +- +1 s +500 ms ");
    }

    @Test
    void nine_are_too_few_and_propose_nothing() {
        for (int i = 0; i < 9; i++) {
            shown.add(good(0.002, 0.2));
        }
        assertThat(Proposal.of(shown, Limits.STANDARD))
                .allSatisfy(
                        it -> {
                            assertThat(it.advice()).isEqualTo(Proposal.Advice.TOO_FEW);
                            assertThat(it.proposed()).isNull();
                        });
        assertThat(proposal("latency.p95").why())
                .isEqualTo("too few: 9 of the 10 good releases that are needed tell");
        JsonNode json =
                JsonMapper.shared()
                        .readTree(
                                ThresholdTable.json(
                                        shown, Proposal.of(shown, Limits.STANDARD), "x"));
        assertThat(json.path("good").asInt()).isEqualTo(9);
        assertThat(json.at("/settings/0/proposed").isNull()).isTrue();
        assertThat(json.at("/settings/0/setting").asString()).isEqualTo("errors.maxShare");
    }

    @Test
    void a_limit_that_is_near_is_kept_and_one_that_good_releases_reach_is_raised() {
        for (int i = 0; i < 12; i++) {
            shown.add(good(0.033, 0.95));
        }
        assertThat(proposal("errors.maxShare").advice()).isEqualTo(Proposal.Advice.KEEP);
        assertThat(proposal("errors.maxShare").proposed()).isNull();
        assertThat(proposal("latency.p95").advice()).isEqualTo(Proposal.Advice.RAISE);
        assertThat(proposal("latency.p95").proposed()).isEqualTo(1.5);
    }

    @Test
    void lies_below_what_blamed_releases_showed_or_nowhere() {
        for (int i = 0; i < 12; i++) {
            shown.add(good(0.01, 0.2));
        }
        shown.add(rolledBack(0.014, 0.15));
        assertThat(proposal("errors.maxShare").proposed()).isEqualTo(0.012);
        assertThat(proposal("errors.maxShare").blamedFrom()).isEqualTo(0.014);
        assertThat(proposal("latency.p95").advice()).isEqualTo(Proposal.Advice.OVERLAP);
        assertThat(proposal("latency.p95").proposed()).isNull();
    }

    @Test
    void what_was_undecided_or_promoted_in_spite_of_harm_is_no_example() {
        for (int i = 0; i < 12; i++) {
            shown.add(good(0.002 + 0.0001 * random.nextInt(5), 0.2));
        }
        shown.add(
                List.of(
                        Entry.opening(START),
                        entry(new Live.Watching(0, START), new Verdict.Harmful(errors(0.3)), null),
                        entry(
                                new Live.Watching(1, START),
                                new Verdict.Healthy(errors(0.3)),
                                new Order("1", Order.Verb.PROMOTE, "ann", null, "known")),
                        entry(new Ended.Promoted(START), new Verdict.Healthy(errors(0.3)), null)));
        shown.add(
                List.of(
                        Entry.opening(START),
                        entry(
                                new Live.Watching(0, START),
                                new Verdict.Undecided(errors(0.5)),
                                null),
                        entry(
                                new Live.Watching(1, START),
                                new Verdict.Healthy(errors(0.001)),
                                null),
                        entry(
                                new Ended.Promoted(START),
                                new Verdict.Healthy(errors(0.001)),
                                null)));
        assertThat(proposal("errors.maxShare").releases()).isEqualTo(13);
        assertThat(proposal("errors.maxShare").most()).isLessThan(0.003);
    }

    @Test
    void a_margin_is_told_only_by_releases_that_counted_enough() {
        for (int i = 0; i < 11; i++) {
            shown.add(withRatio(40, 20, 1000, 1000));
        }
        shown.add(withRatio(6, 1, 1000, 1000));
        Proposal margin = proposal("errors.margin.ratio");
        assertThat(margin.releases()).isEqualTo(11);
        assertThat(margin.most()).isEqualTo(2);
        assertThat(margin.proposed()).as("half as much again above 1").isEqualTo(2.5);
    }

    private Proposal proposal(String setting) {
        return Proposal.of(shown, Limits.STANDARD).stream()
                .filter(it -> it.setting().equals(setting))
                .findFirst()
                .orElseThrow();
    }

    private static Evidence errors(double share) {
        return new Evidence("x", Map.of("canaryShare", share));
    }

    private static Evidence times(double seconds) {
        return new Evidence("x", Map.of("canaryP95Seconds", seconds));
    }

    private static List<Entry> good(double share, double seconds) {
        return List.of(
                Entry.opening(START),
                entry(
                        new Live.Watching(0, START),
                        List.of(
                                new Finding("errors", new Verdict.Healthy(errors(share / 2))),
                                new Finding("latency", new Verdict.Healthy(times(seconds))))),
                entry(
                        new Live.Watching(1, START),
                        List.of(new Finding("errors", new Verdict.Healthy(errors(share))))),
                entry(new Ended.Promoted(START), List.of()));
    }

    private static List<Entry> rolledBack(double share, double seconds) {
        return List.of(
                Entry.opening(START),
                entry(
                        new Live.Watching(0, START),
                        List.of(
                                new Finding("errors", new Verdict.Harmful(errors(share))),
                                new Finding("latency", new Verdict.Harmful(times(seconds))))),
                entry(new Ended.RolledBack(START, "errors", START, START), List.of()));
    }

    private static List<Entry> withRatio(double canary, double stable, double users, double all) {
        Evidence evidence =
                new Evidence(
                        "x",
                        Map.of(
                                "canaryBadUserMinutes", canary,
                                "canaryUserMinutes", users,
                                "stableBadUserMinutes", stable,
                                "stableUserMinutes", all));
        return List.of(
                Entry.opening(START),
                entry(new Live.Watching(0, START), new Verdict.Healthy(evidence), null),
                entry(new Ended.Promoted(START), List.of()));
    }

    private static Entry entry(Phase phase, Verdict ofErrors, @Nullable Order order) {
        return entry(phase, List.of(new Finding("errors", ofErrors)), order);
    }

    private static Entry entry(Phase phase, List<Finding> findings) {
        return entry(phase, findings, null);
    }

    private static Entry entry(Phase phase, List<Finding> findings, @Nullable Order order) {
        return new Entry(
                START.plusSeconds(60),
                phase,
                "x",
                List.of(),
                order,
                5,
                findings,
                List.of(),
                Map.of(),
                Map.of(),
                Drift.NONE);
    }
}
