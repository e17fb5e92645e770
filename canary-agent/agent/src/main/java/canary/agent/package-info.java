/** The thin shell around the pure core: observe, decide, journal, act, every tick. */
@NullMarked
package canary.agent;

import org.jspecify.annotations.NullMarked;
