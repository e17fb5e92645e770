package erp.core.ops;

import io.micrometer.core.instrument.Counter;

import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
import java.util.UUID;

/**
 * Counts minutes of users' work: a minute in which a user called is bad when one of the calls
 * failed by our fault or none succeeded, else good. A minute is counted when it is over. Calls of
 * nobody (sign-in, no token or a bad one) and of the release agent's probes are no user's.
 */
final class UserMinutes {
    /** More users than this in one minute are not told apart: memory is bounded. */
    static final int LIMIT = 100_000;

    private static final long MINUTE_MILLIS = 60_000;
    private static final int FIRST_REFUSAL = 400;
    private static final int FIRST_FAILURE = 500;

    /** What a user got in a minute: a success makes up for refusals, nothing for a failure. */
    private enum Got {
        REFUSALS,
        SUCCESS,
        FAILURE;

        static Got of(int status) {
            if (status >= FIRST_FAILURE) {
                return FAILURE;
            }
            return status >= FIRST_REFUSAL ? REFUSALS : SUCCESS;
        }

        Got and(Got other) {
            return compareTo(other) > 0 ? this : other;
        }
    }

    private final Clock clock;
    private final Counter good;
    private final Counter bad;
    private final Counter again;
    private final Runnable overflow;
    private final Map<UUID, Got> minuteByUser = new HashMap<>();
    // In the order of their minutes, so that the oldest are forgotten first.
    private final SequencedSet<UUID> badLast = new LinkedHashSet<>();
    private long minute;

    /**
     * @param again counts those of the bad minutes whose user had a bad one the last time as well
     * @param overflow told of each call of a user who is not told apart
     */
    UserMinutes(Clock clock, Counter good, Counter bad, Counter again, Runnable overflow) {
        this.clock = clock;
        this.overflow = overflow;
        this.good = good;
        this.bad = bad;
        this.again = again;
        this.minute = clock.millis() / MINUTE_MILLIS;
    }

    synchronized void seen(UUID user, int status) {
        roll();
        if (minuteByUser.size() < LIMIT || minuteByUser.containsKey(user)) {
            minuteByUser.merge(user, Got.of(status), Got::and);
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
        minuteByUser.forEach(this::count);
        minuteByUser.forEach(this::remember);
        minuteByUser.clear();
        minute = now;
    }

    private void count(UUID user, Got got) {
        boolean wasBad = badLast.remove(user);
        if (got == Got.SUCCESS) {
            good.increment();
            return;
        }
        bad.increment();
        if (wasBad) {
            again.increment();
        }
    }

    /** Once all are counted: of those who were bad last, none of this minute is forgotten. */
    private void remember(UUID user, Got got) {
        if (got == Got.SUCCESS) {
            return;
        }
        if (badLast.size() >= LIMIT) {
            badLast.removeFirst();
        }
        badLast.add(user);
    }
}
