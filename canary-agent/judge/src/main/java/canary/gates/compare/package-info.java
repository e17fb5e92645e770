/**
 * Comparisons of the canary with stable on cumulative counters, snapshot by snapshot, each at its
 * own share of the budget for false alarms. Pure.
 */
@NullMarked
package canary.gates.compare;

import org.jspecify.annotations.NullMarked;
