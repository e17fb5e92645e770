/**
 * When employees came and went, and when they were to. What was entered wrong is not changed: a
 * correction stands beside it, with its reason, and counts in its place.
 */
@NullMarked
package erp.hr.attendance;

import org.jspecify.annotations.NullMarked;
