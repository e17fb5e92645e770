/**
 * What a backup is made of: a stream of compressed, perhaps encrypted chunks, and the manifest that
 * makes it one.
 */
@NullMarked
package erp.migrations.backup.archive;

import org.jspecify.annotations.NullMarked;
