/** What finance tells others of payments. */
@NullMarked
package erp.finance.events;

import org.jspecify.annotations.NullMarked;
