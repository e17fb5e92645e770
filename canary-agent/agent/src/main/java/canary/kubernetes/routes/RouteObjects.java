package canary.kubernetes.routes;

import canary.kubernetes.api.ApiKind;

/** The kinds of objects that routes are kept in. */
public final class RouteObjects {

    public static final ApiKind VIRTUAL_SERVICE =
            new ApiKind("networking.istio.io", "v1", "VirtualService", "virtualservices");

    public static final ApiKind HTTP_ROUTE =
            new ApiKind("gateway.networking.k8s.io", "v1", "HTTPRoute", "httproutes");

    static final ApiKind DESTINATION_RULE =
            new ApiKind("networking.istio.io", "v1", "DestinationRule", "destinationrules");

    static final ApiKind GATEWAY = new ApiKind("networking.istio.io", "v1", "Gateway", "gateways");

    private RouteObjects() {}
}
