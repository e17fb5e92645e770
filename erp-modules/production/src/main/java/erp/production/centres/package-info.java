/** Work centres: their calendars, capacity and rates. */
@NullMarked
package erp.production.centres;

import org.jspecify.annotations.NullMarked;
