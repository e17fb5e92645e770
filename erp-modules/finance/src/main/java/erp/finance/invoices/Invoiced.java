package erp.finance.invoices;

import java.math.BigDecimal;

/** What the invoices of a document have of one tax code. */
record Invoiced(String taxCode, BigDecimal net, BigDecimal tax) {}
