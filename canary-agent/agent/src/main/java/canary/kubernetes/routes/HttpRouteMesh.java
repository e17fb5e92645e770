package canary.kubernetes.routes;

import canary.kubernetes.api.KubernetesApi;
import canary.mesh.Mesh;
import canary.mesh.Split;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.dsl.ServiceResource;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Gateway API: the app's HTTPRoute, of which only {@code spec.rules} is written, and a Service for
 * each version, made when it is missing. It draws single requests: whole users cannot be told by a
 * standard HTTPRoute, and neither can a probe's token be asked for a claim, so whoever says the
 * header reaches the version.
 */
public final class HttpRouteMesh implements Mesh {

    private static final String HTTP = "http";
    private static final int DEFAULT_PORT = 80;

    private final KubernetesApi api;
    private final Split expected;
    private final GuardedField rules;
    private volatile @Nullable Integer port;

    /**
     * @param expected any split of the release: names the versions where the rules do not
     */
    public HttpRouteMesh(KubernetesApi api, Split expected) {
        this.api = api;
        this.expected = expected;
        this.rules =
                new GuardedField(
                        api,
                        "HTTPRoute " + api.app(),
                        "one must bind the app's host to a Gateway",
                        "rules",
                        () -> RouteObjects.HTTP_ROUTE.named(api, api.app()));
    }

    @Override
    public Split split() {
        return RouteRules.read(api.app(), port(), rules.valueOf(rules.read()), expected);
    }

    @Override
    public void shift(Split split) {
        Object before = rules.valueOf(rules.lastRead());
        Object wanted = RouteRules.of(api.app(), port(), split);
        if (Objects.equals(before, wanted)) {
            return;
        }
        if (RouteRules.read(api.app(), port(), before, expected).routing()
                != Split.Routing.WEIGHT) {
            List.of(split.stable(), split.canary()).forEach(this::provide);
        }
        rules.write(wanted);
    }

    /** A version's Service, as the app's own but for the version. */
    private void provide(String version) {
        String name = api.name(version);
        ServiceResource<Service> its = service(name);
        if (api.find("get Service " + name, its::get) != null) {
            return;
        }
        Service wanted =
                new ServiceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(api.namespace())
                        .addToLabels(Map.of("app", api.app(), "version", version))
                        .endMetadata()
                        .withNewSpec()
                        .addToSelector(Map.of("app", api.app(), "version", version))
                        .withPorts(ports())
                        .endSpec()
                        .build();
        api.call(
                "create Service " + name,
                () -> api.client().resource(wanted).inNamespace(api.namespace()).create());
    }

    /** Port {@code http} of the app's Service, which versions' Services have too; asked once. */
    private int port() {
        Integer known = port;
        if (known == null) {
            known =
                    ports().stream()
                            .filter(it -> HTTP.equals(it.getName()))
                            .map(ServicePort::getPort)
                            .findFirst()
                            .orElse(DEFAULT_PORT);
            port = known;
        }
        return known;
    }

    private List<ServicePort> ports() {
        Service whole = api.find("get Service " + api.app(), () -> service(api.app()).get());
        if (whole == null) {
            throw KubernetesApi.failure(
                    "there is no Service %s in namespace %s".formatted(api.app(), api.namespace()));
        }
        for (ServicePort each : whole.getSpec().getPorts()) {
            each.setNodePort(null);
        }
        return whole.getSpec().getPorts();
    }

    private ServiceResource<Service> service(String name) {
        return api.client().services().inNamespace(api.namespace()).withName(name);
    }
}
