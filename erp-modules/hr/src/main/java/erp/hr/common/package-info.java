/** What all of hr shares. */
@NullMarked
package erp.hr.common;

import org.jspecify.annotations.NullMarked;
