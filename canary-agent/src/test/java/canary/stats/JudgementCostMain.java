package canary.stats;

import java.util.Arrays;

/** Prints what one judgement costs: 200 routes, 15 edges and errors each, two versions. */
public final class JudgementCostMain {
    private static final int ROUTES = 200;
    private static final int EDGES = 15;
    private static final int DRAWN = 64;
    private static final int WARM_UP = 300;
    private static final int ROUNDS = 500;

    private final ErrorTest[] errors = new ErrorTest[ROUTES];
    private final LatencyTest[] latencies = new LatencyTest[ROUTES];
    private final Tick[][] ticks = new Tick[DRAWN][ROUTES];
    private final long[][][] canary = new long[DRAWN][ROUTES][];
    private final long[][][] stable = new long[DRAWN][ROUTES][];
    private final double[] logEs = new double[2 * ROUTES];

    private JudgementCostMain(Draws draws) {
        double[] seconds = new double[EDGES];
        double[] chance = new double[EDGES];
        Arrays.setAll(seconds, j -> 0.005 * Math.pow(2, j));
        Arrays.setAll(chance, j -> 1 - Math.pow(0.6, j + 1));
        BucketEdges edges = BucketEdges.of(seconds);
        for (int i = 0; i < ROUTES; i++) {
            errors[i] = ErrorTest.harm(new Margin(1.5, 0.001), Alternatives.STANDARD);
            latencies[i] = LatencyTest.harm(edges, new Margin(1.15, 0), Alternatives.STANDARD);
            for (int t = 0; t < DRAWN; t++) {
                long n = 3 + draws.poisson(5);
                long m = 3 + draws.poisson(50);
                canary[t][i] = draws.histogram(n, chance);
                stable[t][i] = draws.histogram(m, chance);
                ticks[t][i] =
                        ErrorTestTest.tick(n, draws.binomial(n, 0.01), m, draws.binomial(m, 0.01));
            }
        }
    }

    private double judge(int round) {
        int t = round % DRAWN;
        for (int i = 0; i < ROUTES; i++) {
            errors[i].observe(ticks[t][i]);
            latencies[i].observe(canary[t][i], stable[t][i]);
            logEs[2 * i] = errors[i].logE();
            logEs[2 * i + 1] = latencies[i].logE();
        }
        return EValues.logMean(logEs, logEs.length, logEs.length);
    }

    public static void main(String[] args) {
        JudgementCostMain routes = new JudgementCostMain(new Draws(1));
        double sink = 0;
        for (int i = 0; i < WARM_UP; i++) {
            sink += routes.judge(i);
        }
        var threads =
                (com.sun.management.ThreadMXBean)
                        java.lang.management.ManagementFactory.getThreadMXBean();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long[] nanos = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            sink += routes.judge(i);
            nanos[i] = System.nanoTime() - start;
        }
        allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
        Arrays.sort(nanos);
        System.out.printf(
                "%d routes x %d edges x %d ratios: median %.2f ms, p99 %.2f ms, %d bytes a"
                        + " judgement (%.1f)%n",
                ROUTES,
                EDGES,
                Alternatives.STANDARD.size(),
                nanos[ROUNDS / 2] / 1e6,
                nanos[ROUNDS * 99 / 100] / 1e6,
                allocated / ROUNDS,
                sink);
    }
}
