package canary.kubernetes;

import canary.agent.io.Connections;
import canary.kubernetes.api.KubernetesApi;
import canary.kubernetes.metrics.GatewayPages;
import canary.kubernetes.routes.HttpRouteMesh;
import canary.kubernetes.routes.IstioMesh;
import canary.kubernetes.workloads.JobRunner;
import canary.kubernetes.workloads.KubernetesCluster;
import canary.kubernetes.workloads.PodAddresses;
import canary.kubernetes.workloads.PodProxy;
import canary.mesh.Mesh;
import canary.metrics.MetricSource;
import canary.metrics.ScrapedSource;
import canary.metrics.Scraper;
import canary.plan.Plan;

import org.jspecify.annotations.Nullable;

import java.net.http.HttpClient;
import java.time.Duration;

/** The parts of a plan whose ERP runs in a cluster; closed, they let go of the API server. */
public final class ClusterConnections implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final KubernetesApi api;
    private final @Nullable PodProxy proxy;
    private final ClusterAnnouncer announcer;
    private final Connections connections;

    private ClusterConnections(Plan plan, Plan.Kubernetes cluster, KubernetesApi api) {
        this.api = api;
        this.proxy =
                cluster.podAccess() == Plan.Kubernetes.PodAccess.PROXY
                        ? PodProxy.open(api, cluster.entrance())
                        : null;
        PodAddresses addresses = proxy == null ? PodAddresses.direct() : proxy;
        boolean isIstio = cluster.router() == Plan.Kubernetes.Router.ISTIO;
        Mesh mesh =
                isIstio ? new IstioMesh(api, plan.split(0)) : new HttpRouteMesh(api, plan.split(0));
        this.announcer = new ClusterAnnouncer(api, plan, isIstio);
        this.connections =
                Connections.of(
                        mesh,
                        new KubernetesCluster(api, plan.stable(), plan.canary(), addresses),
                        source(plan, cluster, api, addresses),
                        cluster.entrance(),
                        cluster.probe(),
                        new JobRunner(api),
                        announcer);
    }

    /**
     * Asks nothing of the cluster yet. Throws {@link java.io.UncheckedIOException} where the
     * kubeconfig does not know the plan's context.
     *
     * @param plan with a section cluster
     */
    public static ClusterConnections of(Plan plan) {
        Plan.Kubernetes cluster = cluster(plan);
        return new ClusterConnections(plan, cluster, KubernetesApi.of(cluster));
    }

    /** The same over a connection, which is taken over. */
    public static ClusterConnections of(Plan plan, KubernetesApi api) {
        return new ClusterConnections(plan, cluster(plan), api);
    }

    private static Plan.Kubernetes cluster(Plan plan) {
        Plan.Kubernetes cluster = plan.cluster();
        if (cluster == null) {
            throw new IllegalArgumentException("the plan has no section cluster");
        }
        return cluster;
    }

    private static MetricSource source(
            Plan plan, Plan.Kubernetes cluster, KubernetesApi api, PodAddresses addresses) {
        Plan.Prometheus prometheus = plan.prometheus();
        if (prometheus != null) {
            return Connections.source(prometheus, plan.gates().telemetry().staleAfter());
        }
        Plan.Kubernetes.Gateway gateway = cluster.gateway();
        HttpClient http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .build();
        return new ScrapedSource(
                new Scraper(http, ANSWER),
                new GatewayPages(
                        api,
                        gateway == null ? Plan.Kubernetes.Gateway.ISTIO : gateway,
                        addresses::at),
                ANSWER);
    }

    public Connections connections() {
        return connections;
    }

    public KubernetesApi api() {
        return api;
    }

    @Override
    public void close() {
        announcer.close();
        if (proxy != null) {
            proxy.close();
        }
        api.close();
    }
}
