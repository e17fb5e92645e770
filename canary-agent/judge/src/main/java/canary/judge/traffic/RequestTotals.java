package canary.judge.traffic;

import java.io.Serializable;
import java.util.Arrays;

/** One version's requests over a span of time, all routes together. */
public final class RequestTotals implements Serializable {
    private long requests;
    private long errors;
    private final long[] times;

    RequestTotals(int edges) {
        times = new long[edges + 1];
    }

    void add(Increase more, int sign) {
        requests += sign * more.requests();
        errors += sign * more.errors();
        for (int route = 0; route < more.routes(); route++) {
            long[] counts = more.times(route);
            for (int edge = 0; edge < times.length; edge++) {
                times[edge] += sign * counts[edge];
            }
        }
    }

    void add(RequestTotals more, int sign) {
        requests += sign * more.requests;
        errors += sign * more.errors;
        for (int edge = 0; edge < times.length; edge++) {
            times[edge] += sign * more.times[edge];
        }
    }

    void clear() {
        requests = 0;
        errors = 0;
        Arrays.fill(times, 0);
    }

    public long requests() {
        return requests;
    }

    /** Answers of status 5xx. */
    public long errors() {
        return errors;
    }

    /** Share of 5xx answers; 0 where nothing was answered. */
    public double errorShare() {
        return requests == 0 ? 0 : (double) errors / requests;
    }

    /** How many answers the histogram holds. */
    public long timed() {
        return times[times.length - 1];
    }

    /** How many answers were slower than an edge. */
    public long slower(int edge) {
        return timed() - times[edge];
    }

    public long[] times() {
        return times;
    }
}
