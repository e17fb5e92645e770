/**
 * Documents that are held for review, such as those that a bad release wrote: everybody reads them,
 * nobody goes on with them until a person has looked at them and released them.
 *
 * <pre>
 *   (none) --put--> HELD --release, with a reason--> RELEASED
 *                    ^                                  |  it can be held again: a new row
 *                    +----------------------------------+
 * </pre>
 *
 * <p>Who refuses is {@code erp.core.tx}: a transaction writes nothing that names a held document
 * ({@code HoldGuard}). This room says what is held, by whom, because of which release, and why it
 * was released; nothing of that is deleted.
 */
@NullMarked
package erp.core.quarantine;

import org.jspecify.annotations.NullMarked;
