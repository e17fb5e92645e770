/** The servers on a schema: which run, and which versions may. */
@NullMarked
package erp.migrations.fleet;

import org.jspecify.annotations.NullMarked;
