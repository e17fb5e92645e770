package erp.core.jobs;

import java.time.Duration;

/**
 * Work that is done again and again. It may be broken off at any moment, by an interrupt or with
 * its process, and is done again then, so a piece of it must do no harm twice.
 *
 * @param name unique, for metrics and the log: {@code idempotency-keys}
 * @param every how long after a success it is due again; after a failure it is five minutes at most
 */
public record Job(String name, Duration every, Runnable work) {
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(5);

    Duration afterFailure() {
        return every.compareTo(AFTER_FAILURE) < 0 ? every : AFTER_FAILURE;
    }
}
