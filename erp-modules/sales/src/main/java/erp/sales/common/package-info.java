/** What all of sales shares: its refusals and its rights. */
@NullMarked
package erp.sales.common;

import org.jspecify.annotations.NullMarked;
