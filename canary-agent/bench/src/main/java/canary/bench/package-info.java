/**
 * The benchmark of the judgement: simulated releases with known faults, judged on the same counters
 * by this project and by the rules of other tools ({@code ops/bin/bench-judgement}).
 *
 * <pre>
 * {@link canary.bench.simulate.Scenario}   what befalls a release, and which verdict would be right
 * {@link canary.bench.simulate.Simulator}  seeded traffic of a release, by tick, version and route
 * {@link canary.bench.simulate.Scrapes}    what a monitoring system saw of it: all that a judge may know
 * {@link canary.bench.rules.Contender}    a judge; each tool's rule is one
 * {@link canary.bench.Cell}       one scenario at one rate: many releases, all judges
 * </pre>
 */
@NullMarked
package canary.bench;

import org.jspecify.annotations.NullMarked;
