/** What stock is worth on any day, beside what the ledger says of it (decision 0051). */
@NullMarked
package erp.inventory.reports;

import org.jspecify.annotations.NullMarked;
