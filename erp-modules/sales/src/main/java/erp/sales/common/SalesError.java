package erp.sales.common;

import erp.core.ErrorCode;

/** What sales refuses. */
public enum SalesError implements ErrorCode, OfSales {
    CUSTOMER_NOT_FOUND(Kind.NOT_FOUND),
    ORDER_NOT_FOUND(Kind.NOT_FOUND),
    QUOTATION_NOT_FOUND(Kind.NOT_FOUND),
    DELIVERY_NOT_FOUND(Kind.NOT_FOUND),
    INVOICE_NOT_FOUND(Kind.NOT_FOUND),
    UNKNOWN_CUSTOMER(Kind.INVALID),
    UNKNOWN_TAX_CODE(Kind.INVALID),
    INVALID_CUSTOMER(Kind.INVALID),
    CURRENCY(Kind.INVALID),
    INVALID_LINES(Kind.INVALID),
    INVALID_DATE(Kind.INVALID),
    QUOTATION_STATE(Kind.CONFLICT),

    /** Its validity ends before today. */
    QUOTATION_EXPIRED(Kind.CONFLICT),
    QUOTATION_ORDERED(Kind.CONFLICT),
    ORDER_STATE(Kind.CONFLICT),
    OVER_DELIVERY(Kind.CONFLICT),
    NOTHING_DELIVERED(Kind.CONFLICT),
    NOTHING_TO_DELIVER(Kind.CONFLICT),
    NOTHING_TO_INVOICE(Kind.CONFLICT),
    ALREADY_DELIVERED(Kind.CONFLICT),
    CREDIT_LIMIT(Kind.CONFLICT),
    /** An invoice bills it, which must be taken back first. */
    STILL_INVOICED(Kind.CONFLICT),
    /** What the order was billed for later rests on it, and must be taken back first. */
    LATER_INVOICE(Kind.CONFLICT);

    private final Kind kind;

    SalesError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
