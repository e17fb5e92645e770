package canary.replay;

/** A recording that cannot be judged; the message names the line, the field and the rule. */
public final class RecordingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    RecordingException(String message) {
        super(message);
    }
}
