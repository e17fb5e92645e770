/**
 * What both versions did, by route and in total: increases of one interval, of a stage, of the
 * recent past. No verdicts here.
 */
@NullMarked
package canary.judge.traffic;

import org.jspecify.annotations.NullMarked;
