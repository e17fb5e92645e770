package canary.agent;

import canary.cluster.Cluster;
import canary.cluster.Pod;
import canary.mesh.Mesh;
import canary.mesh.Split;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** A pod of each version and a router, which expose what a test makes them count. */
public final class ExposedWorld implements Mesh, Cluster, AutoCloseable {

    private static final double BOOT = 1.7e9;

    /** A process whose page is read over HTTP; not yet started again, it counts from 0. */
    private static final class Exposed {
        private final HttpServer server;
        private final Map<String, Double> counters = new TreeMap<>();
        private double started = BOOT;
        private boolean isRouter;
        private String timestamp = "";

        Exposed() throws IOException {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/metrics", this::answer);
            server.start();
        }

        synchronized void add(String series, double count) {
            counters.merge(series, count, Double::sum);
        }

        synchronized void restart() {
            counters.clear();
            started += 100;
        }

        private synchronized String page() {
            StringBuilder page = new StringBuilder();
            counters.forEach(
                    (series, count) -> page.append(series + " " + count + timestamp).append('\n'));
            if (!isRouter) {
                page.append("process_start_time_seconds " + started + timestamp).append('\n');
            }
            return page.toString();
        }

        private void answer(HttpExchange exchange) throws IOException {
            byte[] bytes = page().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, bytes.length);
            try (var body = exchange.getResponseBody()) {
                body.write(bytes);
            }
        }

        String address() {
            return "127.0.0.1:" + server.getAddress().getPort();
        }
    }

    private final Map<String, Exposed> pods = new TreeMap<>();
    private final Exposed router = new Exposed();

    public ExposedWorld() throws IOException {
        router.isRouter = true;
        for (String version : List.of("v1", "v2")) {
            pods.put(version, new Exposed());
            answer(version, 0, 0, 0);
        }
    }

    /** A version answers: so many well and at once, so many with 500, so many slowly. */
    void answer(String version, int well, int badly, int slowly) {
        for (Exposed counting : List.of(pod(version), router)) {
            String labels =
                    "app=\"erp-system\",version=\"%s\",method=\"GET\",route=\"/orders\""
                            .formatted(version);
            counting.add("http_requests_total{" + labels + ",status=\"200\"}", well + slowly);
            counting.add("http_requests_total{" + labels + ",status=\"500\"}", badly);
            String bucket = "http_request_duration_seconds_bucket{" + labels + ",le=\"%s\"}";
            counting.add(bucket.formatted("0.1"), well + badly);
            counting.add(bucket.formatted("2.5"), well + badly + slowly);
            counting.add(bucket.formatted("+Inf"), well + badly + slowly);
            String user =
                    "erp_user_minutes_total{app=\"erp-system\",version=\"%s\",outcome=\"%s\"}";
            counting.add(user.formatted(version, "good"), well + slowly);
            counting.add(user.formatted(version, "bad"), badly);
        }
        String mine = "{app=\"erp-system\",version=\"" + version + "\"";
        pod(version).add("db_query_duration_seconds_count" + mine + "}", 3 * well);
        pod(version).add("erp_feedback_total" + mine + ",kind=\"complaint\"}", badly);
        pod(version).add("process_cpu_time_ns_total" + mine + "}", 1e6 * well);
        router.add("mesh_users_total{version=\"" + version + "\"}", well);
    }

    private Exposed pod(String version) {
        return pods.computeIfAbsent(
                version,
                it -> {
                    throw new IllegalArgumentException(it);
                });
    }

    /** The pod's process ends and begins anew, with every counter at 0. */
    void restart(String version) {
        pod(version).restart();
        answer(version, 0, 0, 0);
    }

    /** Nobody listens any more. */
    void vanish(String version) {
        pod(version).server.stop(0);
    }

    /** Its page says when its samples were taken, and that stays so. */
    void freeze(String version, long millis) {
        pod(version).timestamp = " " + millis;
    }

    String address(String version) {
        return pod(version).address();
    }

    String page(String version) {
        return pod(version).page();
    }

    String routerAddress() {
        return router.address();
    }

    URI routerPage() {
        return URI.create("http://" + router.address() + "/metrics");
    }

    @Override
    public Split split() {
        return new Split("v1", "v2", 50, Split.Routing.WEIGHT);
    }

    @Override
    public List<Pod> pods(String version) {
        URI root = URI.create("http://" + address(version));
        return new ArrayList<>(
                List.of(new Pod("erp-" + version + "-0", version, true, 0, root, root)));
    }

    @Override
    public void shift(Split split) {
        throw new IllegalStateException("nobody shall touch this world");
    }

    @Override
    public OptionalInt desired(String version) {
        return OptionalInt.of(1);
    }

    @Override
    public void scale(String version, int replicas) {
        throw new IllegalStateException("nobody shall touch this world");
    }

    @Override
    public void close() {
        pods.values().forEach(pod -> pod.server.stop(0));
        router.server.stop(0);
    }
}
