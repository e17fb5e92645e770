package canary.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** How long the newest answers took. */
final class AnswerTimes {

    /** Half a minute's at the demo's usual pace. */
    static final int MOST = 1_000;

    private static final double SHARE = 0.95;

    private final long[] nanos = new long[MOST];
    private long count;

    synchronized void took(long took) {
        nanos[(int) (count++ % MOST)] = took;
    }

    /** What 95 % of them took at most; empty where there is none. */
    synchronized Optional<Duration> p95() {
        int size = (int) Math.min(count, MOST);
        if (size == 0) {
            return Optional.empty();
        }
        long[] sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        return Optional.of(Duration.ofNanos(sorted[(int) Math.ceil(SHARE * size) - 1]));
    }
}
