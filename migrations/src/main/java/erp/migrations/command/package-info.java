/** The command line {@code erp db}. */
@NullMarked
package erp.migrations.command;

import org.jspecify.annotations.NullMarked;
