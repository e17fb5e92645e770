package erp.purchasing.returns;

/** Whose document makes an invoice less. */
public enum CreditKind {
    /** The supplier's. */
    CREDIT_NOTE,

    /** Ours, for goods that were sent back. */
    DEBIT_NOTE
}
