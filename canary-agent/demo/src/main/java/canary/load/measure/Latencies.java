package canary.load.measure;

import canary.load.RequestKind;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/** How long requests took, by kind; each client has its own, so that none waits for another. */
final class Latencies {

    private static final double NANOS_PER_MILLI = 1e6;

    private final Map<RequestKind, Series> series = new EnumMap<>(RequestKind.class);
    private final Series flows = new Series();
    private long errors;

    /** A growing list of nanoseconds. */
    static final class Series {
        private long[] values = new long[256];
        private int size;

        void add(long nanos) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = nanos;
        }

        private void addAll(Series other) {
            for (int i = 0; i < other.size; i++) {
                add(other.values[i]);
            }
        }

        int size() {
            return size;
        }

        /** Milliseconds that this share of the requests took at most; NaN where there is none. */
        double millis(double quantile) {
            if (size == 0) {
                return Double.NaN;
            }
            long[] sorted = Arrays.copyOf(values, size);
            Arrays.sort(sorted);
            int at = (int) Math.ceil(quantile * size) - 1;
            return sorted[Math.clamp(at, 0, size - 1)] / NANOS_PER_MILLI;
        }
    }

    void took(RequestKind kind, long nanos) {
        of(kind).add(nanos);
    }

    void flowTook(long nanos) {
        flows.add(nanos);
    }

    void failed() {
        errors++;
    }

    Series of(RequestKind kind) {
        return series.computeIfAbsent(kind, _ -> new Series());
    }

    Series flows() {
        return flows;
    }

    long errors() {
        return errors;
    }

    static Latencies sum(Collection<Latencies> parts) {
        Latencies sum = new Latencies();
        for (Latencies part : parts) {
            part.series.forEach((kind, values) -> sum.of(kind).addAll(values));
            sum.flows.addAll(part.flows);
            sum.errors += part.errors;
        }
        return sum;
    }
}
