/** Where backups are kept. */
@NullMarked
package erp.migrations.backup.store;

import org.jspecify.annotations.NullMarked;
