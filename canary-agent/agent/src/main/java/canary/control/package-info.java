/**
 * The client of a local world's control endpoint, by which the agent, a process of its own, drives
 * the router and the supervisor.
 *
 * <pre>
 * GET  /traffic                     the router's split
 * PUT  /traffic                     {"stable","canary","canaryPercent","routing":"COHORT|WEIGHT"}
 * GET  /pods?version=               [{"name","version","ready","restarts","api","management",
 *                                     "startedAt","lastEnd"}]
 * GET  /deployments/{version}       {"replicas":n}, 404 where there is no such version
 * PUT  /deployments/{version}       {"replicas":n}
 * GET  /metrics                     the router's counters
 * </pre>
 */
@NullMarked
package canary.control;

import org.jspecify.annotations.NullMarked;
