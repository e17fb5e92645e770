/** Transactions and what each leaves behind: rows with company and version, history, outbox. */
@NullMarked
package erp.core.tx;

import org.jspecify.annotations.NullMarked;
