package canary.kubernetes.metrics;

import canary.counters.scrape.Sample;
import canary.kubernetes.api.KubernetesApi;
import canary.metrics.MeshPages;
import canary.plan.Plan;

import io.fabric8.kubernetes.api.model.Pod;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The statistics of the ingress gateway's pods. */
public final class GatewayPages implements MeshPages {

    private static final String PATH = "/stats/prometheus";

    private final KubernetesApi api;
    private final Plan.Kubernetes.Gateway gateway;
    private final BiFunction<Pod, Integer, URI> address;
    private final EnvoySeries series;

    /**
     * @param address root of a pod's port
     */
    public GatewayPages(
            KubernetesApi api,
            Plan.Kubernetes.Gateway gateway,
            BiFunction<Pod, Integer, URI> address) {
        this.api = api;
        this.gateway = gateway;
        this.address = address;
        this.series = new EnvoySeries(api.app(), api.namespace());
    }

    @Override
    public Map<String, URI> pages() {
        List<Pod> pods =
                api.call(
                        "list the gateway's pods (%s in %s)"
                                .formatted(gateway.labels(), gateway.namespace()),
                        () ->
                                api.client()
                                        .pods()
                                        .inNamespace(gateway.namespace())
                                        .withLabelSelector(gateway.labels())
                                        .list()
                                        .getItems());
        Map<String, URI> pages = new LinkedHashMap<>();
        for (Pod pod : pods) {
            if (pod.getStatus() != null && "Running".equals(pod.getStatus().getPhase())) {
                pages.put(
                        pod.getMetadata().getName(),
                        URI.create(address.apply(pod, gateway.port()) + PATH));
            }
        }
        return pages;
    }

    @Override
    public List<Sample> translated(List<Sample> page) {
        return series.translated(page);
    }
}
