package erp.finance.payments;

/** What settles open items. */
public enum PaymentMethod {
    /** Money. */
    BANK,

    /** What a supplier credits: for goods sent back, or a price that was too high. */
    CREDIT,

    /** What is taken off: for paying in time, or written off. Nothing of it is left unallocated. */
    DISCOUNT
}
