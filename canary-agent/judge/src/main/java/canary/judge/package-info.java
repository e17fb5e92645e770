/**
 * Judges a release from what both versions added between two looks. Pure: no input, output, clock
 * or log, so that live traffic, a recording and a simulation are judged by the same code.
 *
 * <pre>
 * snapshots (metrics) -> {@link canary.judge.traffic.Increase} of both versions -> sequential tests (stats)
 * </pre>
 */
@NullMarked
package canary.judge;

import org.jspecify.annotations.NullMarked;
