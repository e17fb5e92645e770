package erp.purchasing.invoices;

/** Why an invoice is blocked. */
public enum BlockReason {
    /** It bills more than was received and is not invoiced yet. */
    QUANTITY,

    /** A line is dearer than it was ordered at. */
    PRICE,

    /** A line bears another tax code than it was ordered with. */
    TAX,

    /** All of it is dearer than it was ordered at. */
    TOTAL
}
