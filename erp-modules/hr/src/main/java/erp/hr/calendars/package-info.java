/** On which days, and for how many hours, is worked. */
@NullMarked
package erp.hr.calendars;

import org.jspecify.annotations.NullMarked;
