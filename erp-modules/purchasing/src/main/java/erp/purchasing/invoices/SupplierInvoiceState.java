package erp.purchasing.invoices;

/** Where a supplier's invoice stands. */
public enum SupplierInvoiceState {
    BLOCKED,
    POSTED,
    REJECTED
}
