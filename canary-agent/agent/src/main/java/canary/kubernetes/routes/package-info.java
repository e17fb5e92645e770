/**
 * A split of traffic as a cluster's routers take it: Istio's VirtualService, Gateway API's
 * HTTPRoute. What a route looks like is pure; the meshes read and write it.
 */
@NullMarked
package canary.kubernetes.routes;

import org.jspecify.annotations.NullMarked;
