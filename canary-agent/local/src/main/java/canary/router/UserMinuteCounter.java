package canary.router;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the minutes of users with a version: one in which a user got an answer is bad when at
 * least one of the answers was 5xx, else good, so that a user's burst of failures is one event. A
 * minute is counted when it is over.
 */
final class UserMinuteCounter {

    /** Further users of one minute are not counted: memory is bounded. */
    static final int MOST = 200_000;

    private static final long MINUTE_MILLIS = 60_000;
    private static final int UNAUTHORIZED = 401;
    private static final int CLIENT_GONE = 499;
    private static final int FIRST_SERVER_FAILURE = 500;

    private final Clock clock;
    private final Map<Long, Boolean> badByUser = new HashMap<>();
    private long minute;
    private long good;
    private long bad;

    UserMinuteCounter(Clock clock) {
        this.clock = clock;
        this.minute = now();
    }

    /**
     * A user was answered; what the server did not recognise or the user not await is no answer.
     */
    synchronized void answered(String subject, int status) {
        countWhatIsOver();
        if (status == UNAUTHORIZED || status == CLIENT_GONE) {
            return;
        }
        Long user = Users.hash(subject);
        if (badByUser.size() < MOST || badByUser.containsKey(user)) {
            badByUser.merge(user, status >= FIRST_SERVER_FAILURE, Boolean::logicalOr);
        }
    }

    /** Minutes without a failure, of all minutes that are over. */
    synchronized long good() {
        countWhatIsOver();
        return good;
    }

    /** Minutes with at least one failure, of all minutes that are over. */
    synchronized long bad() {
        countWhatIsOver();
        return bad;
    }

    private void countWhatIsOver() {
        long now = now();
        if (now == minute) {
            return;
        }
        long failed = badByUser.values().stream().filter(isBad -> isBad).count();
        bad += failed;
        good += badByUser.size() - failed;
        badByUser.clear();
        minute = now;
    }

    private long now() {
        return Math.floorDiv(clock.millis(), MINUTE_MILLIS);
    }
}
