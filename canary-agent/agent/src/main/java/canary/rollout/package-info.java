/**
 * A rollout as data: plan, phase, observation, and the pure function that decides.
 *
 * <pre>
 * preflight -> deploying -> smoke -> shifting <-> watching -> baking -> promoting -> promoted
 *     |            |          |          |           |           |          |
 *     v            v          v          +-----+-----+-----------+          v
 *  refused <- withdrawing <---+                |    ^                    failed
 *                                              v    |
 *                                    held (a person decides, or its cause goes)
 *                                              |
 *  any of preflight, deploying, smoke: paused (a person decides), and on from deploying or preflight
 *  any of shifting, watching, baking, held: restoring -> verifying -> reporting -> rolled-back
 * </pre>
 *
 * A phase is one record, in the file of its group: {@link canary.rollout.Preparation} (preflight,
 * deploying, smoke, paused), {@link canary.rollout.Live} (shifting, watching, baking, held), {@link
 * canary.rollout.Promotion}, {@link canary.rollout.Rollback} (restoring, verifying, reporting,
 * withdrawing) and {@link canary.rollout.Ended}. Journal, console and reports know none of them by
 * name. Backup and expand migration will stand between preflight and deploying, the contract
 * migration between baking and promoting.
 */
@NullMarked
package canary.rollout;

import org.jspecify.annotations.NullMarked;
