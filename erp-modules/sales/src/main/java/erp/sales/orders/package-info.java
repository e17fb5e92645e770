/** Orders, from a draft to the end: what is delivered, billable and within the credit limit. */
@NullMarked
package erp.sales.orders;

import org.jspecify.annotations.NullMarked;
