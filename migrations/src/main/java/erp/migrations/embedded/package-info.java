/** The embedded database: its binaries, its folder, its process. */
@NullMarked
package erp.migrations.embedded;

import org.jspecify.annotations.NullMarked;
