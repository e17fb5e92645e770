/** The chart of accounts, and what a line of an entry is posted to. */
@NullMarked
package erp.finance.accounts;

import org.jspecify.annotations.NullMarked;
