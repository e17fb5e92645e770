package canary.judge;

import static org.assertj.core.api.Assertions.assertThat;

import canary.judge.Trial.Nature;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

class JudgeTest {
    private static final int[][] FIRST_STAGE = {{5, 120}};
    private static final int[][] STAGES = {{5, 120}, {20, 240}, {50, 480}};

    /** What was found of how many releases: when, and after how many canary requests. */
    private record Found(int of, double[] minutes, double[] requests) {
        double share() {
            return (double) minutes.length / of;
        }

        double median() {
            return minutes.length == 0 ? Double.NaN : minutes[minutes.length / 2];
        }

        double medianRequests() {
            return requests.length == 0 ? Double.NaN : requests[requests.length / 2];
        }
    }

    private static Found run(
            int releases, LongFunction<Trial> trial, int[][] stages, Nature canary) {
        double[] minutes = new double[releases];
        double[] requests = new double[releases];
        int found = 0;
        for (int i = 0; i < releases; i++) {
            Trial release = trial.apply(1_000L + i);
            for (int[] stage : stages) {
                if (release.run(stage[1], stage[0], canary, Trial.WELL)) {
                    minutes[found] = release.minutes();
                    requests[found++] = (double) release.canaryRequests();
                    break;
                }
            }
        }
        double[] sorted = Arrays.copyOf(minutes, found);
        double[] exposed = Arrays.copyOf(requests, found);
        Arrays.sort(sorted);
        Arrays.sort(exposed);
        return new Found(releases, sorted, exposed);
    }

    @Test
    void a_canary_that_fails_twenty_times_as_often_is_blamed_within_minutes() {
        Found found = run(60, seed -> new Trial(seed, 20), FIRST_STAGE, (tick, route) -> 0.02);
        assertThat(found.share()).isGreaterThanOrEqualTo(0.98);
        assertThat(found.median()).isLessThanOrEqualTo(5);
    }

    @Test
    void a_canary_that_is_slower_by_a_third_is_blamed_in_its_first_stage() {
        Found found = run(30, seed -> new Trial(seed, 20), FIRST_STAGE, slower(1.35));
        assertThat(found.share()).isGreaterThanOrEqualTo(0.95);
        assertThat(found.median()).isLessThanOrEqualTo(13);
    }

    private static Nature slower(double factor) {
        return new Nature() {
            @Override
            public double failure(int tick, int route) {
                return 0.001;
            }

            @Override
            public double slowness(int tick, int route) {
                return factor;
            }
        };
    }

    @Test
    void one_dead_route_with_little_traffic_is_found_by_its_own_requests() {
        Nature dead = (tick, route) -> route == 7 ? 1 : 0.001;
        Found found = run(40, seed -> new Trial(seed, 20), FIRST_STAGE, dead);
        assertThat(found.median()).isLessThanOrEqualTo(20);
        Trial release = new Trial(5, 200);
        assertThat(release.run(120, 5, dead, Trial.WELL)).isTrue();
        assertThat(release.judge.errors().strongest())
                .extracting(StrongestComparison::level, StrongestComparison::number)
                .containsExactly(StrongestComparison.Level.ROUTE, 7);
    }

    @Test
    void a_fifth_of_very_few_requests_is_enough() {
        Found found = run(60, seed -> new Trial(seed, 0.2), STAGES, (tick, route) -> 0.2);
        assertThat(found.share()).isEqualTo(1);
        assertThat(found.medianRequests()).isLessThanOrEqualTo(17);
    }

    @Test
    void a_healthy_canary_is_not_blamed_though_errors_come_in_bursts() {
        assertThat(run(30, seed -> new Trial(seed, 20).burstsOf(3), STAGES, Trial.WELL).share())
                .isZero();
        assertThat(run(60, seed -> new Trial(seed, 2).burstsOf(3), STAGES, Trial.WELL).share())
                .isLessThan(0.02);
    }

    @Test
    void the_size_of_bursts_is_learned_from_stable() {
        Trial single = new Trial(7, 50);
        Trial triple = new Trial(7, 50).burstsOf(3);
        single.run(200, 5, Trial.WELL, Trial.WELL);
        triple.run(200, 5, Trial.WELL, Trial.WELL);
        assertThat(single.judge.errors().burst()).isBetween(1.0, 1.3);
        assertThat(triple.judge.errors().burst()).isBetween(2.6, 3.8);
    }

    @Test
    void a_share_three_times_too_large_is_found_within_a_minute_and_a_right_one_is_not() {
        Trial wrong = new Trial(3, 20).reallySharing(0.15);
        assertThat(wrong.run(4, 5, Trial.WELL, Trial.WELL)).isTrue();
        assertThat(wrong.judge.split().rejects()).isTrue();
        Trial right = new Trial(3, 20);
        right.run(120, 5, Trial.WELL, Trial.WELL);
        assertThat(right.judge.split().answer()).isEqualTo(Answer.HEALTHY);
    }

    @Test
    void both_versions_failing_alike_are_not_blamed() {
        Trial release = new Trial(11, 20);
        Nature incident = (tick, route) -> tick < 40 ? 0.001 : 0.08;
        assertThat(release.run(100, 5, incident, incident)).isFalse();
        assertThat(release.judge.answer()).isEqualTo(Answer.SHARED);
    }

    @Test
    void nothing_is_fit_before_harm_would_have_been_seen() {
        Trial release = new Trial(13, 0.2);
        release.run(60, 5, Trial.WELL, Trial.WELL);
        assertThat(release.judge.answer()).isEqualTo(Answer.UNDECIDED);
        Trial busy = new Trial(13, 20);
        busy.run(60, 5, Trial.WELL, Trial.WELL);
        assertThat(busy.judge.answer()).isEqualTo(Answer.HEALTHY);
        assertThat(busy.judge.errors().visible().orElseThrow().share()).isLessThan(0.02);
    }

    @Test
    void a_canary_whose_counters_stand_still_is_unmeasured() {
        Trial release = new Trial(17, 20);
        release.run(20, 5, Trial.WELL, Trial.WELL);
        release.reallySharing(0).run(12, 5, Trial.WELL, Trial.WELL);
        assertThat(release.judge.silence().answer()).isEqualTo(Answer.UNMEASURED);
    }

    @Test
    void what_would_have_shown_by_now_does_not_depend_on_who_asks_when() {
        Trial asked = new Trial(7, 20);
        Trial unasked = new Trial(7, 20);
        asked.run(333, 5, Trial.WELL, Trial.WELL);
        unasked.runUnasked(333, 5);
        assertThat(seenBy(unasked)).isEqualTo(seenBy(asked)).doesNotContain(Optional.empty());
        asked.run(101, 20, Trial.WELL, Trial.WELL);
        unasked.runUnasked(101, 20);
        assertThat(seenBy(unasked)).isEqualTo(seenBy(asked));
    }

    private static List<Object> seenBy(Trial trial) {
        Judge judge = trial.judge;
        return List.of(judge.errors().visible(), judge.latency().visible(), judge.answer());
    }
}
