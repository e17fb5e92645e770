package erp.purchasing.invoices;

/**
 * What of an invoice is not as it was ordered and came.
 *
 * @param line number of the line, from 1; 0 for the whole invoice
 */
record Finding(int line, BlockReason reason, String expected, String actual) {}
