/**
 * Who may use the ERP and for what: users, roles, sign-in. Depends on {@code core} alone.
 *
 * <pre>
 * user:           ACTIVE  -- disable -->  DISABLED  -- enable -->  ACTIVE     (never deleted)
 * refresh token:  fresh  -- refresh -->  used, and its successor is fresh
 *                 fresh, used  -- logout, new password, disable, used twice -->  revoked
 * sign-in:        open  -- failures -->  blocked, each time twice as long
 *                 blocked  -- time, then success or a quiet day -->  open
 * </pre>
 *
 * Access tokens are not looked up: what they allow ends with them, ten minutes at most.
 */
@NullMarked
package erp.users;

import org.jspecify.annotations.NullMarked;
