package canary.agent.io;

/** Another release is under way at the same entrance; nothing was touched. */
public final class EntranceTakenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public EntranceTakenException(String message) {
        super(message);
    }
}
