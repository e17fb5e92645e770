package erp.core.value;

/**
 * A text or number that is no value of its type. At the HTTP edge it becomes a violation of the
 * field it came in.
 */
public final class InvalidValue extends IllegalArgumentException {
    private final String rule;
    private final String member;

    public InvalidValue(String rule, String message) {
        this(rule, message, "");
    }

    private InvalidValue(String rule, String message, String member) {
        super(message);
        this.rule = rule;
        this.member = member;
    }

    /** Stable name of the rule, such as {@code scale}. */
    public String rule() {
        return rule;
    }

    /** Which member of the value is wrong, such as {@code amount}; empty where it is the whole. */
    public String member() {
        return member;
    }

    /** The same, said of one member of the value. */
    public InvalidValue in(String part) {
        return new InvalidValue(rule, String.valueOf(getMessage()), part);
    }
}
