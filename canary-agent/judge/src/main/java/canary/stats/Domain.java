package canary.stats;

/**
 * Refuses what a formula is not defined for, by name and rule: a wrong number would look like
 * evidence.
 */
public final class Domain {
    private Domain() {}

    public static void check(boolean valid, String name, String rule, Object value) {
        if (!valid) {
            throw outside(name, rule, value);
        }
    }

    /** For tests on every tick: the message is only put together once it is needed. */
    public static IllegalArgumentException outside(String name, String rule, Object value) {
        return new IllegalArgumentException(name + " is " + rule + ", not " + value);
    }

    /** NaN is outside of every range. */
    public static void between(double value, double low, double high, String name) {
        if (!(value >= low && value <= high)) {
            throw outside(name, low + " to " + high, value);
        }
    }

    public static void openUnit(double value, String name) {
        if (!(value > 0 && value < 1)) {
            throw outside(name, "above 0 and below 1", value);
        }
    }

    public static void sameLength(int actual, int expected, String name) {
        if (actual != expected) {
            throw outside(name, expected + " values", actual);
        }
    }
}
