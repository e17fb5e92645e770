package canary.judge;

import canary.judge.traffic.Routes;
import canary.stats.sequential.StratifiedTest;

/**
 * Which comparison tells most against the canary.
 *
 * @param level what was compared
 * @param number of the route or module; 0 for the others
 * @param logE natural logarithm of its own evidence
 */
public record StrongestComparison(Level level, int number, double logE) {

    /** What was compared, as it stands behind "requests"; empty for all of them. */
    public String where(Routes routes) {
        return switch (level) {
            case USERS, ALL -> "";
            case MODULE -> " of module " + routes.moduleName(number);
            case ROUTE -> " to " + routes.name(number);
        };
    }

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
