/**
 * What the books say on any day: trial balance, general ledger, balance sheet, profit and loss,
 * ageing, taxes, cash flow. Each is read from the ledgers at one moment and kept nowhere; what is
 * on the accounts at the end of closed periods is rolled up (decision 0051).
 */
@NullMarked
package erp.finance.reports;

import org.jspecify.annotations.NullMarked;
