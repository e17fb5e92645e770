/**
 * Checks that may take longer than a tick, run beside the ticks: data, smoke tests, integrations.
 */
@NullMarked
package canary.agent.background;

import org.jspecify.annotations.NullMarked;
