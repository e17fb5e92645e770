package erp.core.value;

/**
 * A text or number that is no value of its type. At the HTTP edge it becomes a violation of the
 * field it came in.
 */
public final class InvalidValue extends IllegalArgumentException {
    private final String rule;

    public InvalidValue(String rule, String message) {
        super(message);
        this.rule = rule;
    }

    /** Stable name of the rule, such as {@code scale}. */
    public String rule() {
        return rule;
    }
}
