/**
 * Access tokens: who issues them, with which key, and how they are checked.
 *
 * <pre>
 * signing key:  published --(active_at)--> signing --(successor's active_at)--> verifying --> gone
 * </pre>
 *
 * A token says who calls, and when their sessions began; what they may do is asked for anew at each
 * request ({@link Access}).
 *
 * <p>All processes on one database share the keys, so that two versions of the ERP accept each
 * other's tokens while a release is going on.
 */
@NullMarked
package erp.core.auth;

import org.jspecify.annotations.NullMarked;
