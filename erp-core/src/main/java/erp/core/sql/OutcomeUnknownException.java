package erp.core.sql;

/**
 * A transaction was sent to be committed and the answer never came: it may be written or not. Only
 * what finds out by itself whether it was done before may be run again.
 */
public final class OutcomeUnknownException extends RuntimeException {
    public OutcomeUnknownException(Throwable cause) {
        super("whether the transaction was committed is not known", cause);
    }
}
