package erp.purchasing.common;

import erp.core.ErrorCode;

/** What purchasing refuses. */
public enum PurchasingError implements ErrorCode, OfPurchasing {
    POLICY_NOT_FOUND(Kind.NOT_FOUND),
    SUPPLIER_NOT_FOUND(Kind.NOT_FOUND),
    SUPPLIER_ITEM_NOT_FOUND(Kind.NOT_FOUND),
    REQUISITION_NOT_FOUND(Kind.NOT_FOUND),
    REORDER_RULE_NOT_FOUND(Kind.NOT_FOUND),
    RFQ_NOT_FOUND(Kind.NOT_FOUND),
    AGREEMENT_NOT_FOUND(Kind.NOT_FOUND),
    ORDER_NOT_FOUND(Kind.NOT_FOUND),
    RECEIPT_NOT_FOUND(Kind.NOT_FOUND),
    INVOICE_NOT_FOUND(Kind.NOT_FOUND),
    CREDIT_NOT_FOUND(Kind.NOT_FOUND),
    RETURN_NOT_FOUND(Kind.NOT_FOUND),
    UNKNOWN_SUPPLIER(Kind.INVALID),
    UNKNOWN_REQUISITION(Kind.INVALID),
    INACTIVE_SUPPLIER(Kind.INVALID),
    UNKNOWN_TAX_CODE(Kind.INVALID),
    INVALID_SUPPLIER_ITEM(Kind.INVALID),
    INVALID_POLICY(Kind.INVALID),
    CURRENCY(Kind.INVALID),
    INVALID_LINES(Kind.INVALID),
    INVALID_INVOICE(Kind.INVALID),
    SUPPLIER_ITEM_EXISTS(Kind.CONFLICT),
    REORDER_RULE_EXISTS(Kind.CONFLICT),
    NOTHING_TO_REORDER(Kind.CONFLICT),
    REQUISITION_STATE(Kind.CONFLICT),
    RFQ_STATE(Kind.CONFLICT),
    /** Nobody has offered it, or not any more. */
    NO_QUOTE(Kind.CONFLICT),
    AGREEMENT_STATE(Kind.CONFLICT),
    OVER_CALL_OFF(Kind.CONFLICT),
    ORDER_STATE(Kind.CONFLICT),
    REVISION_PENDING(Kind.CONFLICT),
    NO_REVISION(Kind.CONFLICT),
    /** Who entered or submitted a document does not approve or release it. */
    OWN_DOCUMENT(Kind.FORBIDDEN),
    APPROVED_ALREADY(Kind.CONFLICT),
    ALREADY_RECEIVED(Kind.CONFLICT),
    NOTHING_RECEIVED(Kind.CONFLICT),
    NOTHING_TO_RECEIVE(Kind.CONFLICT),
    OVER_RECEIPT(Kind.CONFLICT),
    INVOICE_EXISTS(Kind.CONFLICT),
    INVOICE_STATE(Kind.CONFLICT),
    OVER_INVOICING(Kind.CONFLICT),
    OVER_RETURN(Kind.CONFLICT),
    OVER_CREDIT(Kind.CONFLICT),
    /** It is matched with invoices or sent back, which must be taken back first. */
    RECEIPT_USED(Kind.CONFLICT),
    /** A credit lowers it. */
    INVOICE_CREDITED(Kind.CONFLICT);

    private final Kind kind;

    PurchasingError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
