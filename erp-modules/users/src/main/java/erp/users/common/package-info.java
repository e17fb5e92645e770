/** What all rooms of users share: refusals, rights, a user's state. */
@NullMarked
package erp.users.common;

import org.jspecify.annotations.NullMarked;
