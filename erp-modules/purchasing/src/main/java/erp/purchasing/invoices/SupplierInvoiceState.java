package erp.purchasing.invoices;

/** Where a supplier's invoice stands. */
public enum SupplierInvoiceState {
    BLOCKED,
    POSTED,
    REJECTED,
    /** Posted and taken back. Shown; kept as rejected, which a version before this one can read. */
    REVERSED
}
