/**
 * Backups that are proven: read in one snapshot, kept as a file with checksums and a manifest,
 * restored elsewhere and compared before anybody relies on them.
 */
@NullMarked
package erp.migrations.backup;

import org.jspecify.annotations.NullMarked;
