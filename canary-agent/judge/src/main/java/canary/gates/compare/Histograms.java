package canary.gates.compare;

import canary.stats.BucketEdges;

import java.io.Serializable;
import java.util.Map;
import java.util.Optional;

/** Prometheus' cumulative buckets as arrays. */
final class Histograms implements Serializable {

    private static final String ALL = "+Inf";

    private Histograms() {}

    /** The finite edges that both have; empty where there is none. */
    static Optional<BucketEdges> commonEdges(Map<String, Long> one, Map<String, Long> other) {
        double[] edges =
                one.keySet().stream()
                        .filter(le -> !le.equals(ALL) && other.containsKey(le))
                        .mapToDouble(Double::parseDouble)
                        .filter(edge -> edge > 0 && Double.isFinite(edge))
                        .sorted()
                        .distinct()
                        .limit(BucketEdges.MAX_EDGES)
                        .toArray();
        return edges.length == 0 ? Optional.empty() : Optional.of(BucketEdges.of(edges));
    }

    /**
     * What was added at or below each edge, then in all. A bucket that was not there before says
     * nothing of when its answers came. Pages are not read in one instant, so the counts are made
     * to rise where they do not.
     */
    static long[] added(BucketEdges edges, Map<String, Long> before, Map<String, Long> now) {
        long[] added = new long[edges.size() + 1];
        for (Map.Entry<String, Long> bucket : now.entrySet()) {
            int at = index(edges, bucket.getKey());
            if (at >= 0) {
                added[at] =
                        Math.max(
                                0,
                                bucket.getValue()
                                        - before.getOrDefault(bucket.getKey(), bucket.getValue()));
            }
        }
        for (int i = 1; i < added.length; i++) {
            added[i] = Math.max(added[i], added[i - 1]);
        }
        return added;
    }

    private static int index(BucketEdges edges, String le) {
        if (le.equals(ALL)) {
            return edges.size();
        }
        double edge = Double.parseDouble(le);
        for (int i = 0; i < edges.size(); i++) {
            if (edges.edge(i) == edge) {
                return i;
            }
        }
        return -1;
    }
}
