package erp.core.party;

import erp.core.ErrorCode;

/** What companies and parties refuse. */
public enum PartyError implements ErrorCode {
    COMPANY_NOT_FOUND(Kind.NOT_FOUND),
    COMPANY_EXISTS(Kind.CONFLICT),
    COMPANY_FORBIDDEN(Kind.FORBIDDEN),
    COMPANY_INVALID(Kind.INVALID),
    PARTY_NOT_FOUND(Kind.NOT_FOUND),
    PARTY_INVALID(Kind.INVALID);

    private final Kind kind;

    PartyError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String code() {
        return "core." + name();
    }

    @Override
    public String module() {
        return "party";
    }
}
