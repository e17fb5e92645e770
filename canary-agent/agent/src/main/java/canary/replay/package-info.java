/**
 * Judges a recording of counters as if it were live.
 *
 * <pre>
 * file -> {@link canary.replay.Recording} (checked lines) -> {@link canary.replay.Replay} (gates) -> printed
 * </pre>
 */
@NullMarked
package canary.replay;

import org.jspecify.annotations.NullMarked;
