package canary.judge;

/**
 * Which comparison tells most against the canary.
 *
 * @param level what was compared
 * @param number of the route or module; 0 for the others
 * @param logE natural logarithm of its own evidence
 */
public record StrongestComparison(Level level, int number, double logE) {

    /** What the versions were compared on. */
    public enum Level {
        USERS,
        ALL,
        MODULE,
        ROUTE
    }
}
