/** Reads mesh, cluster and metrics once a tick into snapshots. */
@NullMarked
package canary.agent.telemetry;

import org.jspecify.annotations.NullMarked;
