package canary.demo.fault;

import canary.cluster.Cluster;
import canary.cluster.Pod;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/** The canary works, is healthy and ready, but its page of metrics is gone once it has traffic. */
public final class NoMetrics implements Fault {

    private static final String PAGE = "/metrics";

    private @Nullable FaultProxy proxy;
    private String canary = "";

    @Override
    public void begin(FaultTarget target) {
        canary = target.canary();
        proxy =
                new FaultProxy(
                        canary,
                        request ->
                                request.isBelow(PAGE) && target.hasTraffic()
                                        ? new ProxyAction.Fail(503)
                                        : new ProxyAction.Pass());
    }

    @Override
    public Cluster before(Cluster cluster) {
        FaultProxy front = Objects.requireNonNull(proxy, "it has not begun");
        return new Cluster() {
            @Override
            public List<Pod> pods(String version) {
                List<Pod> pods = cluster.pods(version);
                return version.equals(canary)
                        ? pods.stream().map(pod -> behind(front, pod)).toList()
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

    private static Pod behind(FaultProxy proxy, Pod pod) {
        return pod.withManagement(proxy.before(List.of(pod.management())).getFirst());
    }

    @Override
    public void close() {
        if (proxy != null) {
            proxy.close();
        }
    }
}
