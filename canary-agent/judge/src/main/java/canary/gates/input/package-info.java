/**
 * What gates look at: the plan's limits, what was gathered in a tick, and how well it was gathered.
 */
@NullMarked
package canary.gates.input;

import org.jspecify.annotations.NullMarked;
