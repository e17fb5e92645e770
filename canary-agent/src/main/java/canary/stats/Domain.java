package canary.stats;

/** Refuses what a formula is not defined for. */
final class Domain {
    private Domain() {}

    static void check(boolean valid, String name, String rule, Object value) {
        if (!valid) {
            throw new IllegalArgumentException(name + " is " + rule + ", not " + value);
        }
    }

    /** NaN is outside of every range. */
    static void between(double value, double low, double high, String name) {
        check(value >= low && value <= high, name, low + " to " + high, value);
    }

    static void openUnit(double value, String name) {
        check(value > 0 && value < 1, name, "above 0 and below 1", value);
    }

    static void sameLength(int actual, int expected, String name) {
        check(actual == expected, name, expected + " values", actual);
    }
}
