package erp.core.openapi;

/**
 * Expressions that say what the server reads, in what ECMA 262 (with {@code u}), Java and the usual
 * validators all understand alike.
 */
final class Patterns {
    /** Years of four digits; that it is a day of the calendar, the format says. */
    static final String DATE = "^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$";

    /** The "next" of a page: sixteen bytes or more in base64url. */
    static final String CURSOR = "^[A-Za-z0-9_-]{22,}$";

    /** A header's value that is kept as it is. */
    static final String KEY = "^[!-~]([ -~]*[!-~])?$";

    /**
     * What is in no text: controls, what turns the direction, private use (erp.core.value.Texts).
     */
    private static final String NEVER = "\\u202A-\\u202E\\u2066-\\u2069\\uE000-\\uF8FF";

    private static final String NOT_IN_LINE =
            "\\u0000-\\u001F\\u007F-\\u009F\\u2028\\u2029" + NEVER;
    private static final String NOT_IN_LINES =
            "\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u0084\\u0086-\\u009F" + NEVER;

    private Patterns() {}

    /** A text, which is empty or has something to see. */
    static String text(boolean manyLines) {
        return "^(" + visible(manyLines) + ")?$";
    }

    /** A text with something to see. */
    static String notBlank(boolean manyLines) {
        return "^" + visible(manyLines) + "$";
    }

    private static String visible(boolean manyLines) {
        String not = manyLines ? NOT_IN_LINES : NOT_IN_LINE;
        return "[^%s]*[^%s\\s][^%s]*".formatted(not, not, not);
    }

    /**
     * A decimal below ten to the power of {@code digits}; zeros behind its last place may be
     * written.
     */
    static String decimal(Sign sign, int digits, int places) {
        return "^" + sign.before + below(digits, places) + "$";
    }

    /** A decimal up to ten to the power of {@code digits} and this itself. */
    static String decimalUpTo(Sign sign, int digits, int places) {
        return "^%s(%s|10{%d}(\\.0{1,40})?)$".formatted(sign.before, below(digits, places), digits);
    }

    private static String below(int digits, int places) {
        String whole = digits == 0 ? "0" : "(0|[1-9][0-9]{0,%d})".formatted(digits - 1);
        return whole + "(\\.[0-9]{1,%d}0{0,%d})?".formatted(places, 40 - places);
    }

    /** Which signs a decimal may have. */
    enum Sign {
        ANY("", "-?"),
        NOT_ZERO("NonZero", "(?!-?0(\\.0*)?$)-?"),
        POSITIVE("Positive", "(?!0(\\.0*)?$)"),
        NOT_NEGATIVE("NotNegative", ""),
        NEGATIVE("Negative", "(?!-0(\\.0*)?$)-"),
        NOT_POSITIVE("NotPositive", "(-|(?=0(\\.0*)?$))");

        /** How the schema of such values is called: {@code PositiveQuantity}. */
        final String name;

        private final String before;

        Sign(String name, String before) {
            this.name = name;
            this.before = before;
        }
    }
}
