/** Migrations in pairs: running them, recovering half-done ones, taking them back. */
@NullMarked
package erp.migrations.schema;

import org.jspecify.annotations.NullMarked;
