/**
 * The schema: its migrations in pairs, the tool that runs them, the checks on the data, and the
 * embedded database.
 */
@NullMarked
package erp.migrations;

import org.jspecify.annotations.NullMarked;
