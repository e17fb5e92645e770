/**
 * Draws releases of a scenario, tick by tick, into counters as a monitoring system would have them.
 */
@NullMarked
package canary.bench.simulate;

import org.jspecify.annotations.NullMarked;
