package canary.operations;

/** What was asked cannot be done as the release stands; nothing was touched. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean isForHarm;

    public RefusedException(String message) {
        this(message, false);
    }

    RefusedException(String message, boolean isForHarm) {
        super(message);
        this.isForHarm = isForHarm;
    }

    /** Whether it is done all the same once somebody accepts the harm, and says why. */
    public boolean isForHarm() {
        return isForHarm;
    }
}
