/** Pending migrations tried on a copy of the schema with many rows, while others read and write. */
@NullMarked
package erp.migrations.rehearsal;

import org.jspecify.annotations.NullMarked;
