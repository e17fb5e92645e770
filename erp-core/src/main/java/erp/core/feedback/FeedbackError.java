package erp.core.feedback;

import erp.core.ErrorCode;

/** Why feedback is not taken. */
public enum FeedbackError implements ErrorCode {
    TOO_MUCH_FEEDBACK(Kind.TOO_MANY),
    FEEDBACK_NOT_FOUND(Kind.NOT_FOUND);

    private final Kind kind;

    FeedbackError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String module() {
        return "feedback";
    }
}
