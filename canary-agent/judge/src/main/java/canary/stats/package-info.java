/**
 * Counts, margins and bounds: what the sequential tests are given, and what needs no sequence.
 * Pure: no input, output, clock or log.
 */
@NullMarked
package canary.stats;

import org.jspecify.annotations.NullMarked;
