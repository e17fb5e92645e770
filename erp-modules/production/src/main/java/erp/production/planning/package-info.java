/** Demands, planning runs and what they propose; load of work centres. */
@NullMarked
package erp.production.planning;

import org.jspecify.annotations.NullMarked;
