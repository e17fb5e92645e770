package canary.kubernetes.store;

import java.time.Duration;

/**
 * @param renew time between two renewals
 * @param duration a record that has not changed for so long is nobody's any more
 * @param look time between two looks at another's record
 */
record LeaseTiming(Duration renew, Duration duration, Duration look) {

    static final LeaseTiming STANDARD =
            new LeaseTiming(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(1));

    /** For so much the clocks of two machines may differ. */
    static final Duration CLOCKS = Duration.ofMinutes(1);

    LeaseTiming {
        if (renew.multipliedBy(2).compareTo(duration) > 0) {
            throw new IllegalArgumentException("duration is at least two renewals");
        }
    }

    int durationSeconds() {
        return Math.toIntExact(Math.max(1, duration.toSeconds()));
    }
}
