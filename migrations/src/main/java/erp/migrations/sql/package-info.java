/** What all of the schema's tools stand on: connections, statements, scripts, accounts. */
@NullMarked
package erp.migrations.sql;

import org.jspecify.annotations.NullMarked;
