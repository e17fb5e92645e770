/**
 * What is read from a schema and put into one: definitions, rows, and the proof that they are the
 * same.
 */
@NullMarked
package erp.migrations.backup.dump;

import org.jspecify.annotations.NullMarked;
