/** What all of hr shares: its refusals, its rights, the log of who read personal data. */
@NullMarked
package erp.hr.common;

import org.jspecify.annotations.NullMarked;
