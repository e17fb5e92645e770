/**
 * Who may use the ERP and for what: users, roles, sign-in. Depends on {@code core} alone.
 *
 * <pre>
 * user:           ACTIVE  -- disable -->  DISABLED  -- enable -->  ACTIVE     (never deleted)
 * refresh token:  fresh  -- refresh -->  used, and its successor is fresh
 *                 fresh, used  -- logout, new password, disable, used twice -->  revoked
 * sign-in:        open  -- failures -->  blocked, each time twice as long
 *                 blocked  -- time, then success or a quiet day -->  open
 *                 address with many failures  -->  strangers behind it take turns
 * </pre>
 *
 * A token says who calls; what they may do is read at each write, and for reads every two seconds.
 * Whatever ends a user's sessions raises the access version, and older tokens are refused.
 */
@NullMarked
package erp.users;

import org.jspecify.annotations.NullMarked;
