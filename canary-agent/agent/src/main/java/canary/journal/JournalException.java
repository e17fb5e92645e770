package canary.journal;

/** A journal that cannot be used: damaged before its end, or held by another agent. */
public final class JournalException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public JournalException(String message) {
        super(message);
    }
}
