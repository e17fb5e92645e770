package erp.purchasing.quotations;

/** Where a request for quotation stands. */
public enum RfqState {
    OPEN,
    AWARDED,
    CANCELLED
}
