package canary.agent;

import canary.cluster.Cluster;
import canary.cluster.Pod;
import canary.control.StandInControl;
import canary.mesh.Mesh;
import canary.mesh.Split;
import canary.smoke.TinyShop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A mesh, a cluster and two versions of a service behind real HTTP. Its users come in bursts: a
 * hundred requests whenever the mesh is asked for its split, which is before it is scraped, so that
 * nothing depends on time and all pages of a look agree.
 */
public final class TinyWorld implements Mesh, Cluster, AutoCloseable {

    private static final int BURST = 100;

    private final Map<String, HttpServer> servers = new TreeMap<>();
    private final Map<String, Integer> replicas = new TreeMap<>();
    private final Map<String, long[]> counts = new TreeMap<>();
    private final List<Integer> weights = new ArrayList<>();
    private final HttpServer entrance;
    private final StandInControl control;
    private int usersOfCanary;
    private Split split = new Split("v1", "v0", 0, Split.Routing.COHORT);

    /** Share of the canary's answers that are 500. */
    public volatile double canaryErrors;

    /** Share of stable's answers that are 500. */
    volatile double stableErrors;

    /** What /info of the canary says. */
    volatile String canaryInfo = "v2";

    /** Whether the pods' metrics can be read. */
    public volatile boolean isVisible = true;

    /** Whether looking at metrics ends in a fault of the agent. */
    volatile boolean isLookFaulty;

    /** Whether the mesh counts requests on its page. */
    public volatile boolean isMeshShown = true;

    /** Whether anybody shows how long answers take. */
    volatile boolean areTimesShown = true;

    /** Whether the pods show what they use and ask of their database. */
    volatile boolean isUseShown = true;

    /** What {@link #failingVersion} answers with 500. */
    volatile String failingPath = "";

    volatile String failingVersion = "v2";

    /** How the canary refuses orders that stable takes; it does not where it is empty. */
    volatile String canaryRefusal = "";

    /** What both versions find in their database. */
    final TinyShop shop = new TinyShop();

    /** Further lines of the pods' metrics; %s is the version. */
    public volatile String extraOfPods = "jvm_gc_max_data_size_bytes{version=\"%s\"} 1E9\n";

    /** Further lines of the mesh's metrics. */
    public volatile String extraOfMesh = "";

    /** Restarts of canary pods. */
    volatile int restarts;

    /** When the pods' processes began; null where the cluster does not tell. */
    public volatile @Nullable Instant podsBegan;

    /**
     * Called before anything else is asked or done than how many pods are wanted, from whatever
     * thread serves it.
     */
    public volatile Runnable onCall = () -> {};

    /** Called in the middle of an act that moves traffic. */
    public volatile Runnable onShift = () -> {};

    public TinyWorld() throws IOException {
        for (String version : List.of("v1", "v2")) {
            counts.put(version, new long[2]);
            HttpServer server = listen();
            server.createContext("/", exchange -> pod(version, exchange));
            server.start();
            servers.put(version, server);
        }
        replicas.put("v1", 1);
        replicas.put("v2", 0);
        entrance = listen();
        entrance.createContext("/", this::enter);
        entrance.start();
        control = new StandInControl(this, this, this::meshMetrics);
    }

    private static HttpServer listen() throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    public URI control() {
        return control.uri();
    }

    public URI metrics() {
        return URI.create(control.uri() + "/metrics");
    }

    public URI entrance() {
        return uri(entrance);
    }

    private static URI uri(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public synchronized Split split() {
        onCall.run();
        int toCanary = BURST * toCanary() / 100;
        count("v2", toCanary, canaryErrors);
        count("v1", BURST - toCanary, stableErrors);
        usersOfCanary = toCanary;
        return split;
    }

    @Override
    public synchronized void shift(Split wanted) {
        onCall.run();
        onShift.run();
        split = wanted;
        weights.add(toCanary());
    }

    /** Somebody else sets the canary's share. */
    synchronized void meddle(int percent) {
        split = new Split("v1", "v2", percent, Split.Routing.COHORT);
    }

    /** Every share that was asked for, in order. */
    public synchronized List<Integer> weights() {
        return List.copyOf(weights);
    }

    synchronized int toCanary() {
        return split.stable().equals("v2")
                ? 100
                : split.canary().equals("v2") ? split.canaryPercent() : 0;
    }

    @Override
    public synchronized List<Pod> pods(String version) {
        onCall.run();
        List<Pod> pods = new ArrayList<>();
        for (int i = 0; i < replicas.getOrDefault(version, 0); i++) {
            URI root = uri(servers.get(version));
            int ended = version.equals("v2") ? restarts : 0;
            pods.add(
                    new Pod(
                            version + "-" + i,
                            version,
                            true,
                            ended,
                            root,
                            root,
                            podsBegan,
                            ended == 0 ? null : "exit 137"));
        }
        return pods;
    }

    @Override
    public synchronized OptionalInt desired(String version) {
        return OptionalInt.of(replicas.getOrDefault(version, 0));
    }

    @Override
    public synchronized void scale(String version, int wanted) {
        onCall.run();
        replicas.put(version, wanted);
    }

    private synchronized String meshMetrics() {
        onCall.run();
        return (isMeshShown ? page("v1") + page("v2") : "")
                + "mesh_users_total{version=\"v2\"} "
                + usersOfCanary
                + "\n"
                + extraOfMesh;
    }

    private void count(String version, int requests, double errorShare) {
        long[] sums = counts.get(version);
        sums[0] += requests;
        sums[1] += Math.round(requests * errorShare);
    }

    private String page(String version) {
        long[] sums = counts.get(version);
        String labels =
                "app=\"erp-system\",version=\"%s\",method=\"GET\",route=\"/x\"".formatted(version);
        String times =
                """
                http_request_duration_seconds_bucket{%1$s,le="0.1"} %2$d
                http_request_duration_seconds_bucket{%1$s,le="+Inf"} %2$d
                """;
        return """
        http_requests_total{%1$s,status="200"} %2$d
        http_requests_total{%1$s,status="500"} %3$d
        """
                        .formatted(labels, sums[0] - sums[1], sums[1])
                + (areTimesShown ? times.formatted(labels, sums[0]) : "");
    }

    /**
     * What a pod says beside its requests: five statements and a hundredth of a second for each.
     */
    private String use(String version) {
        long requests = counts.get(version)[0];
        if (!isUseShown) {
            return "";
        }
        return """
        db_query_duration_seconds_bucket{version="%1$s",le="0.005"} %2$d
        db_query_duration_seconds_bucket{version="%1$s",le="+Inf"} %2$d
        db_query_duration_seconds_count{version="%1$s"} %2$d
        hikaricp_connections_acquire_seconds_count{version="%1$s",pool="erp"} %3$d
        hikaricp_connections_max{version="%1$s",pool="erp"} 16
        erp_user_minutes_total{version="%1$s",outcome="good"} 0
        process_cpu_time_ns_total{version="%1$s"} %3$d0000000
        """
                .formatted(version, 5 * requests, requests);
    }

    private void enter(HttpExchange exchange) throws IOException {
        String probe = exchange.getRequestHeaders().getFirst("ERP-Release-Probe");
        String version;
        synchronized (this) {
            version = probe == null ? split.stable() : probe;
            count(version, 1, 0);
        }
        api(version, exchange);
    }

    private void pod(String version, HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String said = version.equals("v2") ? canaryInfo : version;
        switch (path) {
            case "/metrics" -> {
                String page;
                synchronized (this) {
                    page = page(version) + use(version) + extraOfPods.formatted(version);
                }
                new TinyShop.Reply(isVisible ? 200 : 404, page).send(exchange, version);
            }
            case "/health/ready" ->
                    new TinyShop.Reply(200, "{\"status\":\"UP\"}").send(exchange, version);
            case "/info" ->
                    new TinyShop.Reply(200, "{\"version\":\"" + said + "\"}")
                            .send(exchange, version);
            default -> api(version, exchange);
        }
    }

    private void api(String version, HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        URI uri = exchange.getRequestURI();
        boolean isCanary = version.equals("v2");
        TinyShop.Reply reply =
                version.equals(failingVersion) && uri.getPath().equals(failingPath)
                        ? TinyShop.problem(500, "core.INTERNAL")
                        : isCanary && uri.getPath().endsWith("/orders") && !canaryRefusal.isEmpty()
                                ? TinyShop.problem(422, canaryRefusal)
                                : uri.getPath().startsWith("/api/")
                                        ? shop.answer(exchange.getRequestMethod(), uri, body)
                                        : new TinyShop.Reply(200, "{}");
        reply.send(exchange, version);
    }

    @Override
    public void close() {
        control.close();
        entrance.stop(0);
        servers.values().forEach(server -> server.stop(0));
    }
}
