package canary.kubernetes.routes;

import canary.kubernetes.api.KubernetesApi;
import canary.mesh.Mesh;
import canary.mesh.Split;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * Istio: the app's VirtualService, of which only {@code spec.http} is written, and the subsets of
 * its DestinationRule. A look is one call; a shift is one for the routes and one for the subsets.
 */
public final class IstioMesh implements Mesh {

    private static final String MESH = "mesh";

    private final KubernetesApi api;
    private final Split expected;
    private final GuardedField http;
    private final Subsets subsets;

    /**
     * @param expected any split of the release: names the versions and the routing where the routes
     *     do not
     */
    public IstioMesh(KubernetesApi api, Split expected) {
        this.api = api;
        this.expected = expected;
        this.http =
                new GuardedField(
                        api,
                        "VirtualService " + api.app(),
                        "apply istio/virtual-service-0.yaml",
                        "http",
                        () -> RouteObjects.VIRTUAL_SERVICE.named(api, api.app()));
        this.subsets = new Subsets(api);
    }

    @Override
    public Split split() {
        GenericKubernetesResource service = http.read();
        return routes(service).read(http.valueOf(service), expected);
    }

    /**
     * Takes effect at the next configuration that istiod sends. Before users are sent to a version
     * that the routes did not name yet, all that this needs is looked for.
     */
    @Override
    public void shift(Split split) {
        GenericKubernetesResource service = http.lastRead();
        Object before = http.valueOf(service);
        List<String> versions = List.of(split.stable(), split.canary());
        boolean isKnown = SplitRoutes.subsets(before).containsAll(versions);
        if (!isKnown) {
            requireBinding(service);
            subsets.declare(versions);
        }
        Object wanted = routes(service).of(split);
        if (!Objects.equals(before, wanted)) {
            http.write(wanted);
        }
        if (isKnown) {
            // Somebody may have taken one away; users who leave a bad canary do not wait for it.
            subsets.declare(versions);
        }
    }

    private SplitRoutes routes(GenericKubernetesResource service) {
        return new SplitRoutes(
                api.app(), names(service).stream().filter(it -> !it.equals(MESH)).toList());
    }

    private static List<String> names(GenericKubernetesResource service) {
        return service.get("spec", "gateways") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /**
     * SplitRoutes that are not bound to the mesh hold at the gateway alone: inside of the cluster
     * each version would get as much as it has pods. Those that are bound to no gateway know no
     * user.
     */
    private void requireBinding(GenericKubernetesResource service) {
        List<String> names = names(service);
        if (!names.contains(MESH)) {
            throw KubernetesApi.failure(
                    ("VirtualService %s is not bound to mesh: inside of the cluster its weights"
                                    + " do not hold (spec.gateways)")
                            .formatted(api.app()));
        }
        List<String> gateways = routes(service).gateways();
        if (gateways.isEmpty()) {
            throw KubernetesApi.failure(
                    ("VirtualService %s is bound to no Gateway, which alone knows users and"
                                    + " probes (spec.gateways)")
                            .formatted(api.app()));
        }
        for (String gateway : gateways) {
            // Others' namespaces are not the agent's to read.
            if (!gateway.contains("/") && find(gateway) == null) {
                throw KubernetesApi.failure(
                        "there is no Gateway %s in namespace %s, which VirtualService %s names"
                                .formatted(gateway, api.namespace(), api.app()));
            }
        }
    }

    private @Nullable GenericKubernetesResource find(String gateway) {
        return api.find(
                "get Gateway " + gateway, () -> RouteObjects.GATEWAY.named(api, gateway).get());
    }
}
