package canary.judge.traffic;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Timed answers of both versions by route that wait until there are enough to compare: counts of
 * one or two carry next to no information. The rule looks at how many there are, never at how slow.
 */
public final class PendingAnswers implements Serializable {
    /** So many answers of each version are compared at once. */
    public static final long ENOUGH = 3;

    private final int edges;
    private long[][] canary = new long[0][];
    private long[][] stable = new long[0][];

    public PendingAnswers(int edges) {
        this.edges = edges;
    }

    public int routes() {
        return canary.length;
    }

    public void add(int route, long[] canaryMore, long[] stableMore) {
        if (route >= canary.length) {
            int before = canary.length;
            canary = Arrays.copyOf(canary, route + 1);
            stable = Arrays.copyOf(stable, route + 1);
            for (int i = before; i <= route; i++) {
                canary[i] = new long[edges + 1];
                stable[i] = new long[edges + 1];
            }
        }
        for (int edge = 0; edge <= edges; edge++) {
            canary[route][edge] += canaryMore[edge];
            stable[route][edge] += stableMore[edge];
        }
    }

    public long[] canary(int route) {
        return canary[route];
    }

    public long[] stable(int route) {
        return stable[route];
    }

    public void clear(int route) {
        Arrays.fill(canary[route], 0);
        Arrays.fill(stable[route], 0);
    }

    public void clear() {
        for (int route = 0; route < canary.length; route++) {
            clear(route);
        }
    }
}
