/** What all of sales shares: its refusals, its rights, and tax as documents show it. */
@NullMarked
package erp.sales.common;

import org.jspecify.annotations.NullMarked;
