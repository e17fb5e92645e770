package erp.core.quarantine;

import erp.core.ErrorCode;

/** What the quarantine refuses, as a whole or for one document of many. */
public enum QuarantineError implements ErrorCode {
    QUARANTINE_NOT_FOUND(Kind.NOT_FOUND),
    /** It was released before. */
    QUARANTINE_ENDED(Kind.CONFLICT),
    /** The company has no such document. */
    UNKNOWN_DOCUMENT(Kind.INVALID),
    /** Users, companies and what is theirs are no documents: to hold them would lock people out. */
    NEVER_HELD(Kind.INVALID),
    /** It is not in quarantine. */
    NOT_HELD(Kind.INVALID);

    private final Kind kind;

    QuarantineError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String module() {
        return "core";
    }
}
