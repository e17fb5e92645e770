/** The database that comes along: its binaries, its folder, its process. */
@NullMarked
package erp.migrations.server;

import org.jspecify.annotations.NullMarked;
