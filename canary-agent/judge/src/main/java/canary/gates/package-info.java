/**
 * Judges one question each, on counters and facts that others gathered: pure, so that a recording
 * can be judged like a live release.
 */
@NullMarked
package canary.gates;

import org.jspecify.annotations.NullMarked;
