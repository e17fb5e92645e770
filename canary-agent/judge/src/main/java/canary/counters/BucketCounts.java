package canary.counters;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/** Counts by upper edge in a tenth of the memory of a map: hours of them are kept. */
final class BucketCounts extends AbstractMap<String, Long> implements Serializable {

    private final String[] edges;
    private final long[] counts;

    private BucketCounts(String[] edges, long[] counts) {
        this.edges = edges;
        this.counts = counts;
    }

    static BucketCounts of(Map<String, Long> buckets) {
        if (buckets instanceof BucketCounts counts) {
            return counts;
        }
        String[] edges = buckets.keySet().toArray(String[]::new);
        long[] counts = new long[edges.length];
        int at = 0;
        for (Long count : buckets.values()) {
            counts[at++] = count;
        }
        return new BucketCounts(edges, counts);
    }

    /** With more of each, in the order of the edges. */
    BucketCounts plus(long[] more) {
        long[] sums = counts.clone();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += more[i];
        }
        return new BucketCounts(edges, sums);
    }

    boolean hasEdgesOf(BucketCounts other) {
        return Arrays.equals(edges, other.edges);
    }

    @Override
    public @Nullable Long get(@Nullable Object edge) {
        for (int i = 0; i < edges.length; i++) {
            if (edges[i].equals(edge)) {
                return counts[i];
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object edge) {
        return get(edge) != null;
    }

    @Override
    public Set<Map.Entry<String, Long>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, Long>> iterator() {
                return new Iterator<>() {
                    private int at;

                    @Override
                    public boolean hasNext() {
                        return at < edges.length;
                    }

                    @Override
                    public Map.Entry<String, Long> next() {
                        if (!hasNext()) {
                            throw new NoSuchElementException();
                        }
                        Map.Entry<String, Long> entry = Map.entry(edges[at], counts[at]);
                        at++;
                        return entry;
                    }
                };
            }

            @Override
            public int size() {
                return edges.length;
            }
        };
    }
}
