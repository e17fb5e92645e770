package erp.production.common;

import erp.core.ErrorCode;

/** What production refuses. */
public enum ProductionError implements ErrorCode, OfProduction {
    WORK_CENTRE_NOT_FOUND(Kind.NOT_FOUND),
    ROUTING_NOT_FOUND(Kind.NOT_FOUND),
    BILL_NOT_FOUND(Kind.NOT_FOUND),
    ITEM_PLAN_NOT_FOUND(Kind.NOT_FOUND),
    DEMAND_NOT_FOUND(Kind.NOT_FOUND),
    ORDER_NOT_FOUND(Kind.NOT_FOUND),
    POSTING_NOT_FOUND(Kind.NOT_FOUND),
    RUN_NOT_FOUND(Kind.NOT_FOUND),
    PLANNED_ORDER_NOT_FOUND(Kind.NOT_FOUND),
    ITEM_NOT_FOUND(Kind.NOT_FOUND),
    UNKNOWN_WORK_CENTRE(Kind.INVALID),
    UNKNOWN_ROUTING(Kind.INVALID),
    UNKNOWN_BILL(Kind.INVALID),
    INVALID_LINES(Kind.INVALID),
    INVALID_LOT(Kind.INVALID),
    INVALID_DATES(Kind.INVALID),
    /** The item has no bill of material that is valid on the day. */
    NO_BILL(Kind.INVALID),
    WORK_CENTRE_EXISTS(Kind.CONFLICT),
    ROUTING_EXISTS(Kind.CONFLICT),
    ITEM_PLAN_EXISTS(Kind.CONFLICT),
    BILL_STATE(Kind.CONFLICT),
    /** An item would be, in some way, a component of itself. */
    BILL_CYCLE(Kind.CONFLICT),
    /** Two versions of one item would be valid on the same day. */
    BILL_OVERLAP(Kind.CONFLICT),
    /** An explosion would have more levels or lines than there may be. */
    BILL_TOO_LARGE(Kind.CONFLICT),
    /** Something would cost more than books can hold. */
    COST_LIMIT(Kind.CONFLICT),
    DEMAND_STATE(Kind.CONFLICT),
    ORDER_STATE(Kind.CONFLICT),
    OVER_RECEIPT(Kind.CONFLICT),
    NOTHING_TO_ISSUE(Kind.CONFLICT),
    ALREADY_REVERSED(Kind.CONFLICT),
    NOT_REVERSIBLE(Kind.CONFLICT),
    RUN_STATE(Kind.CONFLICT),
    ALREADY_FIRMED(Kind.CONFLICT);

    private final Kind kind;

    ProductionError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
