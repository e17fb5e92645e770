/**
 * A release in a Kubernetes cluster, behind the same seams as one on this machine. Everything is
 * asked for anew at each tick; nothing is watched, so that no watch can end unseen.
 *
 * <p>What the calls need, and the Role of the agent allows in the app's namespace:
 *
 * <pre>
 * apps deployments                              get, create, patch, delete
 * apps deployments/status                       patch           (condition CanaryRelease)
 * autoscaling horizontalpodautoscalers          get, list, create, patch, delete
 * policy poddisruptionbudgets                   get, create, delete
 * core pods                                     list
 * core pods/log                                 get
 * core pods/proxy                               get             (podAccess: proxy only)
 * core services                                 get, create     (router: gateway-api only)
 * events.k8s.io events                          create
 * networking.istio.io virtualservices           get, patch
 * networking.istio.io destinationrules          get, patch
 * networking.istio.io gateways                  get
 * gateway.networking.k8s.io httproutes          get, patch      (router: gateway-api only)
 * in the gateway's namespace: core pods         list            (no section metrics)
 *                             core pods/proxy   get             (and podAccess: proxy)
 * </pre>
 */
@NullMarked
package canary.kubernetes;

import org.jspecify.annotations.NullMarked;
