/**
 * What was counted: from the text of a page to counters that survive restarts, snapshots and
 * windows of the recent past. Pure: no input, output, clock or log.
 */
@NullMarked
package canary.counters;

import org.jspecify.annotations.NullMarked;
