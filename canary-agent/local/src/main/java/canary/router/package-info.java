/**
 * The local router: splits the traffic by weight or cohort and counts it, as a mesh does in a
 * cluster.
 *
 * <p>What is not the users' ({@link canary.router.LeftOut}, and the release's own probes) is served
 * and not counted. Behind Istio the same is done outside the agent: a {@code Telemetry} that tags
 * {@code REQUEST_COUNT} and {@code REQUEST_DURATION} by {@code request.headers['user-agent']}, and
 * a plan whose {@code metrics.mesh} selects the series without the tag's value; or a route of the
 * {@code VirtualService} that matches such agents first and names a host of their own.
 */
@NullMarked
package canary.router;

import org.jspecify.annotations.NullMarked;
