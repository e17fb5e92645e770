/** The journal: entries that balance and never change. */
@NullMarked
package erp.finance.ledger;

import org.jspecify.annotations.NullMarked;
