/** Parties that buy, and what is agreed with them. */
@NullMarked
package erp.sales.customers;

import org.jspecify.annotations.NullMarked;
