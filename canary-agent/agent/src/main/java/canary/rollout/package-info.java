/**
 * A rollout as data: plan, phase, observation, and the pure function that decides.
 *
 * <pre>
 * preflight -> deploying -> smoke -> shifting <-> watching -> baking -> promoting -> promoted
 *     |            |          |          |           |           |          |
 *     v            v          v          +-----+-----+-----------+          v
 *  refused <- withdrawing <---+                |    ^                    failed
 *                                              v    |
 *                                    held (a person decides)
 *                                              |
 *  any of shifting, watching, baking, held: restoring -> verifying -> reporting -> rolled-back
 * </pre>
 *
 * Backup and expand migration will stand between preflight and deploying, the contract migration
 * between baking and promoting.
 */
@NullMarked
package canary.rollout;

import org.jspecify.annotations.NullMarked;
