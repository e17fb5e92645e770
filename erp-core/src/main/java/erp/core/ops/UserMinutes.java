package erp.core.ops;

import io.micrometer.core.instrument.Counter;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Counts minutes of users' work: a minute in which a user called is bad when one of the calls
 * failed by our fault, else good. A minute is counted when it is over. Calls of nobody (sign-in, no
 * token or a bad one) and of the release agent's probes are no user's.
 */
final class UserMinutes {
    /** More users than this in one minute are not told apart: memory is bounded. */
    static final int LIMIT = 100_000;

    private static final long MINUTE_MILLIS = 60_000;

    private final Clock clock;
    private final Counter good;
    private final Counter bad;
    private final Runnable overflow;
    private final Map<UUID, Boolean> failedByUser = new HashMap<>();
    private long minute;

    /**
     * @param overflow told of each call of a user who is not told apart
     */
    UserMinutes(Clock clock, Counter good, Counter bad, Runnable overflow) {
        this.clock = clock;
        this.overflow = overflow;
        this.good = good;
        this.bad = bad;
        this.minute = clock.millis() / MINUTE_MILLIS;
    }

    synchronized void seen(UUID user, boolean failed) {
        roll();
        if (failedByUser.size() < LIMIT || failedByUser.containsKey(user)) {
            failedByUser.merge(user, failed, Boolean::logicalOr);
        } else {
            overflow.run();
        }
    }

    /** Counts the minute that is over, if one is. */
    synchronized void roll() {
        long now = clock.millis() / MINUTE_MILLIS;
        if (now == minute) {
            return;
        }
        failedByUser.values().forEach(failed -> (failed ? bad : good).increment());
        failedByUser.clear();
        minute = now;
    }
}
