/** SQL at its lowest: statements, the pool of connections, what a failure means. */
@NullMarked
package erp.core.sql;

import org.jspecify.annotations.NullMarked;
