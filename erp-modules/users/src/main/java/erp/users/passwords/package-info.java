/** What a password must be, and how it is kept. */
@NullMarked
package erp.users.passwords;

import org.jspecify.annotations.NullMarked;
