package canary.demo.fault;

import canary.cluster.Cluster;
import canary.cluster.Pod;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Stands before a page of metrics; all else passes, and before the canary has traffic that too. */
final class MetricsProxy implements AutoCloseable {

    private static final String PAGE = "/metrics";

    private final Supplier<ProxyAction> scraped;
    private @Nullable FaultProxy proxy;
    private String canary = "";

    /**
     * @param scraped what happens to a scrape
     */
    MetricsProxy(Supplier<ProxyAction> scraped) {
        this.scraped = scraped;
    }

    void begin(FaultTarget target) {
        canary = target.canary();
        proxy =
                new FaultProxy(
                        canary,
                        request ->
                                request.isBelow(PAGE) && target.hasTraffic()
                                        ? scraped.get()
                                        : new ProxyAction.Pass());
    }

    List<URI> before(List<URI> roots) {
        return Objects.requireNonNull(proxy, "it has not begun").before(roots);
    }

    /** The cluster as who scrapes the canary through this proxy sees it. */
    Cluster before(Cluster cluster) {
        return new Cluster() {
            @Override
            public List<Pod> pods(String version) {
                List<Pod> pods = cluster.pods(version);
                return version.equals(canary)
                        ? pods.stream().map(MetricsProxy.this::behind).toList()
                        : pods;
            }

            @Override
            public OptionalInt desired(String version) {
                return cluster.desired(version);
            }

            @Override
            public void scale(String version, int replicas) {
                cluster.scale(version, replicas);
            }
        };
    }

    private Pod behind(Pod pod) {
        return pod.withManagement(before(List.of(pod.management())).getFirst());
    }

    @Override
    public void close() {
        if (proxy != null) {
            proxy.close();
        }
    }
}
