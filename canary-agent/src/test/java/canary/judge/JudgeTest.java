package canary.judge;

import static org.assertj.core.api.Assertions.assertThat;

import canary.judge.Trial.Nature;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.function.LongFunction;

class JudgeTest {
    private static final int STAGE = 120;

    /** Share of releases in which the canary is blamed in its first stage, and when. */
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

    private static Found run(int releases, LongFunction<Trial> trial, int ticks, Nature canary) {
        double[] minutes = new double[releases];
        double[] requests = new double[releases];
        int found = 0;
        for (int i = 0; i < releases; i++) {
            Trial release = trial.apply(1_000L + i);
            if (release.run(ticks, 5, canary, Trial.WELL)) {
                minutes[found] = release.minutes();
                requests[found++] = (double) release.canaryRequests();
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
        Found found = run(60, seed -> new Trial(seed, 20), STAGE, (tick, route) -> 0.02);
        System.out.println(found + " " + found.share() + " " + found.median());
    }

    @Test
    void slow() {
        Found found =
                run(
                        40,
                        seed -> new Trial(seed, 20),
                        STAGE,
                        new Nature() {
                            @Override
                            public double failure(int tick, int route) {
                                return 0.001;
                            }

                            @Override
                            public double slowness(int tick, int route) {
                                return 1.3;
                            }
                        });
        System.out.println("slow " + found.share() + " " + found.median());
    }

    @Test
    void sparse() {
        Found found = run(60, seed -> new Trial(seed, 0.2), 4 * STAGE, (tick, route) -> 0.2);
        System.out.println("sparse " + found.share() + " " + found.median() + " " + found.medianRequests());
    }

    @Test
    void healthy() {
        Found found = run(100, seed -> new Trial(seed, 20).burstsOf(3), STAGE, Trial.WELL);
        System.out.println("healthy " + found.share() + " " + found.median() + " " + found.medianRequests());
    }
}
