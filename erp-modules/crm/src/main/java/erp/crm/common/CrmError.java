package erp.crm.common;

import erp.core.ErrorCode;

/** What CRM refuses. */
public enum CrmError implements ErrorCode, OfCrm {
    SOURCE_NOT_FOUND(Kind.NOT_FOUND),
    SOURCE_EXISTS(Kind.CONFLICT),
    CAMPAIGN_NOT_FOUND(Kind.NOT_FOUND),
    CAMPAIGN_EXISTS(Kind.CONFLICT),
    LOST_REASON_NOT_FOUND(Kind.NOT_FOUND),
    LOST_REASON_EXISTS(Kind.CONFLICT),
    REPRESENTATIVE_NOT_FOUND(Kind.NOT_FOUND),
    REPRESENTATIVE_EXISTS(Kind.CONFLICT),
    TERRITORY_NOT_FOUND(Kind.NOT_FOUND),
    TERRITORY_EXISTS(Kind.CONFLICT),
    PIPELINE_NOT_FOUND(Kind.NOT_FOUND),
    PIPELINE_EXISTS(Kind.CONFLICT),
    ORGANISATION_NOT_FOUND(Kind.NOT_FOUND),
    CONTACT_NOT_FOUND(Kind.NOT_FOUND),
    LEAD_NOT_FOUND(Kind.NOT_FOUND),
    OPPORTUNITY_NOT_FOUND(Kind.NOT_FOUND),
    ACTIVITY_NOT_FOUND(Kind.NOT_FOUND),
    SNAPSHOT_NOT_FOUND(Kind.NOT_FOUND),

    /** A field names what is not there, or no longer used. */
    UNKNOWN_REFERENCE(Kind.INVALID),
    INVALID_PARTY(Kind.INVALID),
    INVALID_PIPELINE(Kind.INVALID),
    INVALID_DATES(Kind.INVALID),
    INVALID_QUERY(Kind.INVALID),
    CURRENCY(Kind.INVALID),

    /** The e-mail, phone or tax number is another's already. */
    DUPLICATE(Kind.CONFLICT),

    /** What was asked for has been merged into another, which the problem names. */
    MERGED(Kind.CONFLICT),
    MERGE_REFUSED(Kind.CONFLICT),
    LEAD_STATE(Kind.CONFLICT),
    OPPORTUNITY_STATE(Kind.CONFLICT),
    ACTIVITY_STATE(Kind.CONFLICT),

    /** A stage asks for fields that the opportunity has not. */
    STAGE_GATE(Kind.CONFLICT),
    STAGE_IN_USE(Kind.CONFLICT),
    /** A quotation goes on: it is declined, expires or is ordered first. */
    QUOTATION_EXISTS(Kind.CONFLICT),
    ORDER_EXISTS(Kind.CONFLICT),
    SNAPSHOT_EXISTS(Kind.CONFLICT),
    USER_TAKEN(Kind.CONFLICT),
    CUSTOMER_LINKED(Kind.CONFLICT);

    private final Kind kind;

    CrmError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
