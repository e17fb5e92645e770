/** The checks of the data, run while the server works, and what they found last. */
@NullMarked
package erp.core.checks;

import org.jspecify.annotations.NullMarked;
