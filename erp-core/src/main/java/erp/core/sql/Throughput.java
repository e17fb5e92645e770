package erp.core.sql;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How many a second there were lately, counted in seconds. */
final class Throughput {
    private static final int SECONDS = 10;
    private static final Duration MOST = Duration.ofSeconds(60);

    private final LongSupplier nanos;
    private final long[] counts = new long[SECONDS];
    private final long start;
    private long second;

    Throughput(LongSupplier nanos) {
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    synchronized void count() {
        advance();
        counts[slot(second)]++;
    }

    /**
     * How long so many will take at the pace of the last ten seconds.
     *
     * @param unknown where there was none
     */
    synchronized Duration timeFor(int many, Duration unknown) {
        advance();
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        long seconds = Math.min(second + 1, SECONDS);
        if (sum == 0) {
            return unknown;
        }
        Duration time = Duration.ofMillis(1000L * many * seconds / sum);
        return time.compareTo(MOST) > 0 ? MOST : time;
    }

    private void advance() {
        long now = TimeUnit.NANOSECONDS.toSeconds(nanos.getAsLong() - start);
        for (long passed = Math.max(second + 1, now - SECONDS + 1); passed <= now; passed++) {
            counts[slot(passed)] = 0;
        }
        second = Math.max(second, now);
    }

    private static int slot(long second) {
        return (int) (second % SECONDS);
    }
}
