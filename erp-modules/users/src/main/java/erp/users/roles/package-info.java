/** Roles, and what a user may do now. */
@NullMarked
package erp.users.roles;

import org.jspecify.annotations.NullMarked;
