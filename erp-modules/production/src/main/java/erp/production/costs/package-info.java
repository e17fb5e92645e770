/** What items cost to make: standard, average or rolled up. */
@NullMarked
package erp.production.costs;

import org.jspecify.annotations.NullMarked;
