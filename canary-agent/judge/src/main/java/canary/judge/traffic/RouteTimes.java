package canary.judge.traffic;

import java.io.Serializable;
import java.util.Arrays;

/** Timed answers of both versions by route, at most as slow as each edge and in all. */
public final class RouteTimes implements Serializable {
    private final int edges;
    private long[][] canary = new long[0][];
    private long[][] stable = new long[0][];

    public RouteTimes(int edges) {
        this.edges = edges;
    }

    public void add(Increase canaryMore, Increase stableMore) {
        int routes = Math.max(canaryMore.routes(), stableMore.routes());
        int before = canary.length;
        if (routes > before) {
            canary = Arrays.copyOf(canary, routes);
            stable = Arrays.copyOf(stable, routes);
            for (int route = before; route < routes; route++) {
                canary[route] = new long[edges + 1];
                stable[route] = new long[edges + 1];
            }
        }
        for (int route = 0; route < routes; route++) {
            add(canary[route], canaryMore.times(route));
            add(stable[route], stableMore.times(route));
        }
    }

    private static void add(long[] sums, long[] more) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += more[i];
        }
    }

    /** Of the canary on one route; all 0 where it was never called. */
    public long[] canary(int route) {
        return route < canary.length ? canary[route].clone() : new long[edges + 1];
    }

    public long[] stable(int route) {
        return route < stable.length ? stable[route].clone() : new long[edges + 1];
    }

    /** Of the canary on the routes of a module. */
    public long[] canary(Routes routes, int module) {
        return sum(canary, routes, module);
    }

    public long[] stable(Routes routes, int module) {
        return sum(stable, routes, module);
    }

    private long[] sum(long[][] of, Routes routes, int module) {
        long[] sum = new long[edges + 1];
        for (int route = 0; route < of.length; route++) {
            if (routes.module(route) == module) {
                add(sum, of[route]);
            }
        }
        return sum;
    }
}
