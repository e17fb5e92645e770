/** Work orders and what is posted to them. */
@NullMarked
package erp.production.orders;

import org.jspecify.annotations.NullMarked;
