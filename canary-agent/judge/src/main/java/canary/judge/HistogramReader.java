package canary.judge;

import canary.counters.Series;
import canary.stats.BucketEdges;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads histograms at the edges that both versions have, whatever else each of them has. */
final class HistogramReader implements Serializable {
    private static final BucketEdges NO_TIMES = BucketEdges.of(1);
    private static final long[] NOTHING = {};
    private static final String[] NO_LABELS = {};

    private final String stable;
    private final String canary;
    private final Map<String, Set<Double>> edgesOf = new HashMap<>();
    private BucketEdges edges = NO_TIMES;

    HistogramReader(String stable, String canary) {
        this.stable = stable;
        this.canary = canary;
    }

    BucketEdges edges() {
        return edges;
    }

    /**
     * Finds the common edges until both versions have shown theirs; whether they are others now.
     */
    boolean align(List<Series> all) {
        if (edgesOf.containsKey(stable) && edgesOf.containsKey(canary)) {
            return false;
        }
        for (Series one : all) {
            boolean isOurs = one.version().equals(stable) || one.version().equals(canary);
            if (isOurs && !one.buckets().isEmpty() && !edgesOf.containsKey(one.version())) {
                Set<Double> finite = new TreeSet<>();
                one.buckets().keySet().stream()
                        .map(HistogramReader::edge)
                        .filter(edge -> edge > 0 && Double.isFinite(edge))
                        .forEach(finite::add);
                edgesOf.put(one.version(), finite);
            }
        }
        BucketEdges common = common(edgesOf.get(stable), edgesOf.get(canary));
        boolean isChanged = !common.equals(edges);
        edges = common;
        return isChanged;
    }

    private static BucketEdges common(@Nullable Set<Double> a, @Nullable Set<Double> b) {
        Set<Double> both = new TreeSet<>(a == null ? (b == null ? Set.of() : b) : a);
        if (b != null) {
            both.retainAll(b);
        }
        double[] kept =
                both.stream()
                        .limit(BucketEdges.MAX_EDGES)
                        .mapToDouble(Double::doubleValue)
                        .toArray();
        return kept.length == 0 ? NO_TIMES : BucketEdges.of(kept);
    }

    private static double edge(String le) {
        if (le.equals("+Inf")) {
            return Double.POSITIVE_INFINITY;
        }
        try {
            return Double.parseDouble(le);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** How a series writes the common edges, then all; empty for one that it lacks. */
    String[] labels(Map<String, Long> buckets) {
        if (buckets.isEmpty() || edges.equals(NO_TIMES)) {
            return NO_LABELS;
        }
        String[] labels = new String[edges.size() + 1];
        for (String label : buckets.keySet()) {
            double edge = edge(label);
            for (int i = 0; i < edges.size(); i++) {
                if (edges.edge(i) == edge) {
                    labels[i] = label;
                }
            }
            if (edge == Double.POSITIVE_INFINITY) {
                labels[edges.size()] = label;
            }
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == null) {
                labels[i] = "";
            }
        }
        return labels;
    }

    /** Counts at the common edges, then all; empty where the series lacks one of them. */
    long[] read(Map<String, Long> buckets, String[] labels) {
        if (buckets.isEmpty() || labels.length == 0) {
            return NOTHING;
        }
        long[] counts = new long[labels.length];
        for (int i = 0; i < counts.length; i++) {
            Long count = buckets.get(labels[i]);
            if (count == null) {
                return NOTHING;
            }
            counts[i] = count;
        }
        return counts;
    }

    /** Pages are read while they are counted on: what would decrease is lifted. */
    static long[] increase(long[] now, long[] before, boolean isAnew) {
        long[] added = new long[now.length];
        long below = 0;
        for (int i = 0; i < now.length; i++) {
            below = Math.max(below, now[i] - (isAnew ? 0 : before[i]));
            added[i] = below;
        }
        return added;
    }
}
