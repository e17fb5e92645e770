package canary.bench;

import canary.bench.simulate.RandomCounts;
import canary.counters.Refusal;
import canary.judge.Answer;
import canary.judge.Judge;
import canary.judge.Settings;
import canary.judge.traffic.Increase;
import canary.judge.traffic.Routes;
import canary.stats.BucketEdges;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * What one judgement costs: both versions' increases in one second, 200 routes of 14 edges and the
 * infinite one, observed and answered. {@code ops/bin/bench-judgement --cost} runs it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xmx256m"})
public class JudgementBenchmark {
    private static final int ROUTES = 200;
    private static final int MODULES = 8;
    private static final int EDGES = 14;
    private static final int INTERVALS = 64;
    private static final int WEIGHT = 20;
    private static final double ERRORS = 0.001;

    /** Share of each kind of 4xx. */
    private static final double REFUSED = 0.003;

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Requests of both versions together in the second. */
    @Param({"200", "5000"})
    private int requests;

    private final Increase[] canary = new Increase[INTERVALS];
    private final Increase[] stable = new Increase[INTERVALS];
    private Judge judge = judge();
    private Instant at = Instant.EPOCH;
    private int interval;

    private static Judge judge() {
        Routes routes = new Routes();
        for (int route = 0; route < ROUTES; route++) {
            routes.number("GET", "/api/v1/module" + route % MODULES + "/route" + route);
        }
        double[] seconds = new double[EDGES];
        Arrays.setAll(seconds, j -> 0.005 * Math.pow(2, j));
        return new Judge(Settings.STANDARD, routes, BucketEdges.of(seconds));
    }

    /** Draws the traffic beforehand: only the judge is timed. */
    @Setup
    public void draw() {
        judge = judge();
        RandomCounts draws = new RandomCounts(1);
        for (int i = 0; i < INTERVALS; i++) {
            canary[i] = increase(draws, requests * WEIGHT / 100.0 / ROUTES);
            stable[i] = increase(draws, requests * (100 - WEIGHT) / 100.0 / ROUTES);
        }
    }

    private static Increase increase(RandomCounts draws, double meanOfRoute) {
        Increase increase = new Increase(EDGES);
        long bad = 0;
        for (int route = 0; route < ROUTES; route++) {
            long n = draws.poisson(meanOfRoute);
            long errors = draws.binomial(n, ERRORS);
            increase.add(route, n, errors);
            for (Refusal each : Refusal.values()) {
                increase.addRefusals(route, each, draws.binomial(n - errors, REFUSED));
            }
            increase.addTimes(route, times(draws, n));
            bad += errors;
        }
        increase.addUserMinutes(increase.requests() / 3, bad);
        return increase;
    }

    private static long[] times(RandomCounts draws, long n) {
        long[] counts = new long[EDGES + 1];
        long left = n;
        for (int j = 0; j < EDGES; j++) {
            left -= draws.binomial(left, 0.3);
            counts[j] = n - left;
        }
        counts[EDGES] = n;
        return counts;
    }

    /** One interval more, and what follows from all so far. */
    @Benchmark
    public Answer judgement() {
        int i = interval++ % INTERVALS;
        at = at.plus(SECOND);
        judge.observe(at, SECOND, WEIGHT, canary[i], stable[i]);
        return judge.answer();
    }
}
