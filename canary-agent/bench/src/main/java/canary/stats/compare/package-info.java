/** How other tools judge, rebuilt from their sources for the benchmark; no gate depends on it. */
@NullMarked
package canary.stats.compare;

import org.jspecify.annotations.NullMarked;
