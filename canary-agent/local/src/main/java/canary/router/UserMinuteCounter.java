package canary.router;

import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;

/**
 * Counts the minutes of users with a version: one in which a user got an answer is bad when one of
 * the answers was 5xx or none was a success, else good, so that a user's burst of failures is one
 * event. A minute is counted when it is over.
 */
final class UserMinuteCounter {

    /** Further users of one minute are not counted: memory is bounded. */
    static final int MOST = 200_000;

    private static final long MINUTE_MILLIS = 60_000;
    private static final int FIRST_REFUSAL = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int CLIENT_GONE = 499;
    private static final int FIRST_SERVER_FAILURE = 500;

    /** What a user got in a minute: a success makes up for refusals, nothing for a failure. */
    private enum Got {
        REFUSALS,
        SUCCESS,
        FAILURE;

        static Got of(int status) {
            if (status >= FIRST_SERVER_FAILURE) {
                return FAILURE;
            }
            return status >= FIRST_REFUSAL ? REFUSALS : SUCCESS;
        }

        Got and(Got other) {
            return compareTo(other) > 0 ? this : other;
        }

        boolean isBad() {
            return this != SUCCESS;
        }
    }

    private final Clock clock;
    private final Users recognised;
    private final Map<Long, Got> minuteByUser = new HashMap<>();
    // In the order of their minutes, so that the oldest are forgotten first.
    private final SequencedSet<Long> badLast = new LinkedHashSet<>();
    private long minute;
    private long good;
    private long bad;
    private long again;

    /**
     * @param recognised users whom either version has known by their token
     */
    UserMinuteCounter(Clock clock, Users recognised) {
        this.clock = clock;
        this.recognised = recognised;
        this.minute = now();
    }

    /**
     * A user was answered. What the user did not await is no answer. A token that no version has
     * ever accepted may be forged: that it is refused says nothing of a user.
     */
    synchronized void answered(String subject, int status) {
        countWhatIsOver();
        if (status == CLIENT_GONE) {
            return;
        }
        if (status != UNAUTHORIZED) {
            recognised.saw(subject);
        } else if (!recognised.has(subject)) {
            return;
        }
        Long user = Users.hash(subject);
        if (minuteByUser.size() < MOST || minuteByUser.containsKey(user)) {
            minuteByUser.merge(user, Got.of(status), Got::and);
        }
    }

    /** Minutes without a failure and with a success, of all minutes that are over. */
    synchronized long good() {
        countWhatIsOver();
        return good;
    }

    /** All other minutes that are over. */
    synchronized long bad() {
        countWhatIsOver();
        return bad;
    }

    /** Those of the bad ones whose user had a bad minute the last time as well. */
    synchronized long again() {
        countWhatIsOver();
        return again;
    }

    private void countWhatIsOver() {
        long now = now();
        if (now == minute) {
            return;
        }
        minuteByUser.forEach(this::count);
        minuteByUser.forEach(this::remember);
        minuteByUser.clear();
        minute = now;
    }

    private void count(Long user, Got got) {
        good += got.isBad() ? 0 : 1;
        bad += got.isBad() ? 1 : 0;
        again += badLast.remove(user) && got.isBad() ? 1 : 0;
    }

    /** Once all are counted: of those who were bad last, none of this minute is forgotten. */
    private void remember(Long user, Got got) {
        if (!got.isBad()) {
            return;
        }
        if (badLast.size() >= MOST) {
            badLast.removeFirst();
        }
        badLast.add(user);
    }

    private long now() {
        return Math.floorDiv(clock.millis(), MINUTE_MILLIS);
    }
}
