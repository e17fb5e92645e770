package canary.judge;

import canary.stats.sequential.StratifiedTest;

/**
 * Which comparison tells most against the canary.
 *
 * @param level what was compared
 * @param number of the route or module; 0 for the others
 * @param logE natural logarithm of its own evidence
 */
public record StrongestComparison(Level level, int number, double logE) {

    /** The event that tells most, in the test that the comparison is of. */
    int tellingEvent(StratifiedTest test) {
        return switch (level) {
            case USERS, ALL -> test.tellingEvent();
            case MODULE -> test.tellingEventOfGroup(number);
            case ROUTE -> test.tellingEventOfStratum(number);
        };
    }

    /** What the versions were compared on. */
    public enum Level {
        USERS,
        ALL,
        MODULE,
        ROUTE
    }
}
