package erp.finance.common;

import erp.core.ErrorCode;

/** What finance refuses. */
public enum FinanceError implements ErrorCode, OfFinance {
    ACCOUNT_NOT_FOUND(Kind.NOT_FOUND),
    ENTRY_NOT_FOUND(Kind.NOT_FOUND),
    OPEN_ITEM_NOT_FOUND(Kind.NOT_FOUND),
    PAYMENT_NOT_FOUND(Kind.NOT_FOUND),
    REFUND_NOT_FOUND(Kind.NOT_FOUND),
    PERIOD_NOT_FOUND(Kind.NOT_FOUND),
    TAX_CODE_NOT_FOUND(Kind.NOT_FOUND),
    RUN_NOT_FOUND(Kind.NOT_FOUND),
    /** The company has no account of that role: its chart is not set up. */
    NO_ACCOUNT_OF_ROLE(Kind.CONFLICT),
    NO_PERIOD(Kind.INVALID),
    PERIOD_CLOSED(Kind.CONFLICT),
    PERIOD_ORDER(Kind.CONFLICT),
    INVALID_PERIOD(Kind.INVALID),
    PERIOD_STATE(Kind.CONFLICT),
    /** Entries were posted into it, so it stays as it is. */
    PERIOD_USED(Kind.CONFLICT),
    UNBALANCED(Kind.INVALID),
    INVALID_ENTRY(Kind.INVALID),
    CONTROL_ACCOUNT(Kind.INVALID),
    ALREADY_REVERSED(Kind.CONFLICT),
    /** The entry belongs to a document, which is what must be undone. */
    DOCUMENT_ENTRY(Kind.CONFLICT),
    NUMBER_ORDER(Kind.CONFLICT),
    ACCOUNT_EXISTS(Kind.CONFLICT),
    INVALID_ACCOUNT(Kind.INVALID),
    TAX_CODE_EXISTS(Kind.CONFLICT),
    INVALID_PAYMENT(Kind.INVALID),
    OVER_ALLOCATION(Kind.CONFLICT),
    NOTHING_DUE(Kind.CONFLICT),
    RUN_STATE(Kind.CONFLICT),
    /** What a run takes off can no longer be taken off. */
    DISCOUNT_EXPIRED(Kind.CONFLICT),
    /** Who entered a document does not release it. */
    OWN_DOCUMENT(Kind.FORBIDDEN),
    /** The opening run has no date yet, so that nothing else can be put into it. */
    OPENING_NOT_STARTED(Kind.CONFLICT),
    OPENING_CLOSED(Kind.CONFLICT),
    OPENING_UNBALANCED(Kind.CONFLICT),
    /** Accounts have balances on the opening's date already. */
    OPENING_AFTER_POSTING(Kind.CONFLICT),
    INVALID_OPENING(Kind.INVALID),
    INVALID_REVERSAL(Kind.INVALID),
    /** What settled it must be taken back first. */
    STILL_ALLOCATED(Kind.CONFLICT),
    NOTHING_ALLOCATED(Kind.CONFLICT),
    /** It goes back with the document that it belongs to, or in another way. */
    NOT_REVERSIBLE(Kind.CONFLICT);

    private final Kind kind;

    FinanceError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
