package canary.gates.business;

import static org.assertj.core.api.Assertions.assertThat;

import canary.counters.BusinessCount;
import canary.counters.BusinessCount.Measure;
import canary.counters.Series;
import canary.counters.Snapshot;
import canary.gates.input.Limits;
import canary.gates.input.Versions;
import canary.judge.IgnoredRoutes;
import canary.verdict.Verdict;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Times alone: stable answers in 60 ms in the middle, the canary in a part of that. */
class TooFastTest {

    private static final Instant BEGAN = Instant.parse("2026-11-24T08:00:00Z");
    private static final double[] EDGES = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1};
    private static final int ROUTES = 5;

    private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    private final long[][] stable = new long[ROUTES][EDGES.length + 1];
    private final long[][] canary = new long[ROUTES][EDGES.length + 1];

    private Verdict judge(double canaryMedian, int fastRoutes, boolean isCounted) {
        BusinessComparison comparison =
                new BusinessComparison(
                        new Limits.Business(true, 0.5, Set.of()),
                        IgnoredRoutes.STANDARD,
                        new Versions("v1", "v2"),
                        0.001);
        for (int tick = 0; tick < 40; tick++) {
            int weight = tick < 10 ? 0 : 20;
            for (int route = 0; route < ROUTES; route++) {
                answer(stable[route], 20, 0.06);
                answer(canary[route], weight / 4, route < fastRoutes ? canaryMedian : 0.06);
            }
            comparison.observe(look(tick, weight, isCounted));
        }
        return comparison.verdict();
    }

    private void answer(long[] times, int answers, double median) {
        for (int i = 0; i < answers; i++) {
            double seconds = median * Math.exp(0.5 * random.nextGaussian());
            for (int edge = 0; edge < EDGES.length; edge++) {
                times[edge] += seconds <= EDGES[edge] ? 1 : 0;
            }
            times[EDGES.length]++;
        }
    }

    private Snapshot look(int tick, int weight, boolean isCounted) {
        List<Series> series = new ArrayList<>();
        List<BusinessCount> work = new ArrayList<>();
        for (int route = 0; route < ROUTES; route++) {
            for (String version : List.of("v1", "v2")) {
                long[] times = (version.equals("v1") ? stable : canary)[route];
                Map<String, Long> buckets = new LinkedHashMap<>();
                for (int edge = 0; edge < EDGES.length; edge++) {
                    buckets.put(Double.toString(EDGES[edge]), times[edge]);
                }
                long all = times[EDGES.length];
                buckets.put("+Inf", all);
                series.add(new Series(version, "GET", "/a" + route, all, 0, buckets));
                work.add(new BusinessCount(version, Measure.BYTES, "GET /a" + route, 100.0 * all));
            }
        }
        return Snapshot.of(BEGAN.plusSeconds(10L * tick), weight)
                .series(series)
                .business(isCounted ? work : null)
                .build();
    }

    @Test
    void times_beyond_belief_hold_where_nothing_else_is_counted() {
        Verdict verdict = judge(0.003, ROUTES, false);
        assertThat(verdict).isInstanceOf(Verdict.Undecided.class);
        assertThat(verdict.sentence())
                .startsWith("too good to be true: v2 answers more than 4 times as fast as v1");
    }

    @Test
    void who_is_twice_as_fast_is_believed() {
        assertThat(judge(0.03, ROUTES, false)).isInstanceOf(Verdict.Healthy.class);
    }

    @Test
    void one_route_that_became_fast_is_believed() {
        assertThat(judge(0.003, 1, false)).isInstanceOf(Verdict.Healthy.class);
    }

    @Test
    void who_is_fast_and_answers_as_much_is_believed() {
        assertThat(judge(0.003, ROUTES, true)).isInstanceOf(Verdict.Healthy.class);
    }
}
