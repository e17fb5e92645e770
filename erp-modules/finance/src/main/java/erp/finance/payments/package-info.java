/** Open items and the payments that settle them. */
@NullMarked
package erp.finance.payments;

import org.jspecify.annotations.NullMarked;
