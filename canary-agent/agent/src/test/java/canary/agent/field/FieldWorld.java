package canary.agent.field;

import canary.cluster.Cluster;
import canary.cluster.Pod;
import canary.control.StandInControl;
import canary.mesh.Mesh;
import canary.mesh.Split;
import canary.smoke.TinyShop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Two versions with several pods each, a router, and users at work, behind real HTTP. Time passes
 * by {@link #pass} alone, and what users do is drawn from a seed. What tests ask for is answered
 * well, whatever users get: what is wrong passes every test.
 */
public final class FieldWorld implements Mesh, Cluster, AutoCloseable {

    static final String ORDER = "POST /api/v1/sales/orders";
    static final String ORDERS = "GET /api/v1/sales/orders";

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final Duration LONG_AGO = Duration.ofDays(3);
    private static final List<String> ROUTES =
            List.of(ORDERS, ORDER, "GET /api/v1/inventory/stock", "POST /api/v1/finance/payments");
    private static final double[] UP_TO = {0.4, 0.6, 0.9, 1};
    private static final int USERS = 300;

    private final RandomGenerator random;
    private final FieldVersion stable = new FieldVersion("v1");
    private final FieldVersion canary = new FieldVersion("v2");
    private final Map<String, List<FieldPod>> pods = new TreeMap<>();
    private final FieldCounters router = new FieldCounters();
    private final Map<String, FieldUsers> users = new TreeMap<>();
    private final List<Integer> weights = new ArrayList<>();
    private final TinyShop shop = new TinyShop();
    private final HttpServer entrance = FieldPod.listen();
    private final StandInControl control;
    private Split split = new Split("v1", "v0", 0, Split.Routing.COHORT);
    private Predicate<String> missed = _ -> false;
    private Instant now = START;
    private double rate = 20;
    private int created;

    /** With two pods of stable; whoever works in it is drawn from the seed. */
    FieldWorld(long seed) throws IOException {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (FieldVersion version : List.of(stable, canary)) {
            users(version);
            router.add("mesh_left_out_requests_total", version.name, "", 0);
        }
        add(stable, START.minus(LONG_AGO));
        add(stable, START.minus(LONG_AGO));
        entrance.createContext("/", this::enter);
        entrance.start();
        control = new StandInControl(this, this, this::routerPage);
    }

    synchronized FieldVersion stable() {
        return stable;
    }

    synchronized FieldVersion canary() {
        return canary;
    }

    synchronized void rate(double requestsPerSecond) {
        rate = requestsPerSecond;
    }

    /** Scrapes that fail from now on, by pod or {@code router}. */
    synchronized void miss(Predicate<String> scrape) {
        missed = scrape;
    }

    /** Somebody else sets the canary's share. */
    synchronized void meddle(int percent) {
        split = new Split("v1", "v2", percent, Split.Routing.COHORT);
    }

    /** The first pod of a version dies and is started again. */
    synchronized void restart(FieldVersion version, String why) {
        copies(version.name).getFirst().restart(now, why);
    }

    /** A pod of a version is replaced by one of another name. */
    synchronized void replace(FieldVersion version) {
        copies(version.name).removeFirst().close();
        add(version, now);
    }

    /** Every share that was asked for, in order. */
    synchronized List<Integer> weights() {
        return List.copyOf(weights);
    }

    synchronized int toCanary() {
        return split.stable().equals("v2")
                ? 100
                : split.canary().equals("v2") ? split.canaryPercent() : 0;
    }

    URI control() {
        return control.uri();
    }

    URI entrance() {
        return URI.create("http://127.0.0.1:" + entrance.getAddress().getPort());
    }

    /** Users work for so long. */
    synchronized void pass(Duration length) {
        Instant end = now.plus(length);
        double mean = rate * length.toMillis() / 1000.0;
        long requests = Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        for (long i = 0; i < requests; i++) {
            work(random.nextInt(USERS));
        }
        if (end.getEpochSecond() / 60 != now.getEpochSecond() / 60) {
            users.values().forEach(FieldUsers::endMinute);
        }
        now = end;
    }

    private void work(int user) {
        FieldVersion version = user % 100 < toCanary() ? canary : stable;
        List<FieldPod> copies = copies(version.name);
        String route = route();
        if (copies.isEmpty()) {
            router.answered(version.name, route, 503, 0.001);
            users(version).answered(user, 503);
            return;
        }
        FieldPod pod = copies.get(random.nextInt(copies.size()));
        double usual = 0.03 * Math.exp(0.6 * random.nextGaussian());
        double slowness = version.slowness.apply(Duration.between(pod.startedAt(), now));
        double seconds = version.isEmpty ? usual / 10 : usual * slowness;
        Integer refusal = version.refusals.get(route);
        int failed = random.nextDouble() < version.errors ? 500 : 200;
        int status = refusal == null ? failed : refusal;
        router.answered(version.name, route, status, seconds);
        pod.counters.answered(version.name, route, status, seconds);
        users(version).answered(user, status);
        use(pod);
        if (status == 200) {
            business(pod, route);
        }
    }

    private List<FieldPod> copies(String version) {
        return pods.computeIfAbsent(version, _ -> new ArrayList<>());
    }

    private FieldUsers users(FieldVersion version) {
        return users.computeIfAbsent(version.name, name -> new FieldUsers(name, router));
    }

    private String route() {
        double drawn = random.nextDouble();
        int at = 0;
        while (UP_TO[at] < drawn) {
            at++;
        }
        return ROUTES.get(at);
    }

    /** Five statements and a hundredth of a second of a processor for each request. */
    private static void use(FieldPod pod) {
        pod.count("db_query_duration_seconds_count", "", 5);
        pod.count("db_query_duration_seconds_bucket", ",le=\"0.005\"", 5);
        pod.count("db_query_duration_seconds_bucket", ",le=\"+Inf\"", 5);
        pod.count("hikaricp_connections_acquire_seconds_count", ",pool=\"erp\"", 1);
        pod.count("process_cpu_time_ns_total", "", 1e7);
    }

    private void business(FieldPod pod, String route) {
        boolean isEmpty = pod.version.isEmpty;
        String asked = FieldCounters.asked(route);
        if (route.startsWith("GET")) {
            int rows = isEmpty ? 0 : 10 + random.nextInt(10);
            pod.count("erp_rows_returned_total", asked, rows);
            pod.count("http_response_bytes_total", asked, 20 + 120.0 * rows);
            return;
        }
        String what =
                route.equals(ORDER)
                        ? ",module=\"sales\",kind=\"order\""
                        : ",module=\"finance\",kind=\"payment\"";
        double amount = 100 * Math.exp(random.nextGaussian());
        pod.count("http_response_bytes_total", asked, isEmpty ? 60 : 600);
        pod.count("erp_documents_posted_total", what, isEmpty ? 0 : 1);
        pod.count("erp_documents_amount_total", what, isEmpty ? 0 : amount);
    }

    private void add(FieldVersion version, Instant startedAt) {
        FieldPod pod = new FieldPod(version.name + "-" + created++, version, startedAt);
        copies(version.name).add(pod.serve(exchange -> serve(pod, exchange)));
    }

    @Override
    public synchronized Split split() {
        return split;
    }

    @Override
    public synchronized void shift(Split wanted) {
        split = wanted;
        weights.add(toCanary());
    }

    @Override
    public synchronized List<Pod> pods(String version) {
        return copies(version).stream().map(FieldPod::told).toList();
    }

    @Override
    public synchronized OptionalInt desired(String version) {
        return OptionalInt.of(copies(version).size());
    }

    /** What an autoscaler asks for, too. */
    @Override
    public synchronized void scale(String version, int wanted) {
        List<FieldPod> copies = copies(version);
        while (copies.size() > wanted) {
            copies.removeFirst().close();
        }
        while (copies.size() < wanted) {
            add(version.equals("v1") ? stable : canary, now);
        }
    }

    private synchronized String routerPage() {
        if (missed.test("router")) {
            throw new IllegalStateException("this scrape fails");
        }
        return router.page();
    }

    private void serve(FieldPod pod, HttpExchange exchange) throws IOException {
        String version = pod.version.name;
        switch (exchange.getRequestURI().getPath()) {
            case "/metrics" -> {
                String page;
                boolean isMissed;
                synchronized (this) {
                    isMissed = missed.test(pod.name);
                    page = pod.counters.page() + gauges(pod);
                }
                new TinyShop.Reply(isMissed ? 503 : 200, page).send(exchange, version);
            }
            case "/health/ready" ->
                    new TinyShop.Reply(200, "{\"status\":\"UP\"}").send(exchange, version);
            case "/info" ->
                    new TinyShop.Reply(200, "{\"version\":\"" + version + "\"}")
                            .send(exchange, version);
            default -> {
                synchronized (this) {
                    tested(pod);
                }
                api(version, exchange);
            }
        }
    }

    /** What a process shows before anybody calls. */
    private static String gauges(FieldPod pod) {
        return """
        process_start_time_seconds %2$d
        jvm_gc_max_data_size_bytes{version="%1$s"} 1E9
        jvm_gc_live_data_size_bytes{version="%1$s"} 1E8
        hikaricp_connections_max{version="%1$s",pool="erp"} 16
        hikaricp_connections_active{version="%1$s",pool="erp"} 2
        erp_feedback_total{version="%1$s",kind="complaint"} 0
        """
                .formatted(pod.version.name, pod.startedAt().getEpochSecond());
    }

    private void enter(HttpExchange exchange) throws IOException {
        String probe = exchange.getRequestHeaders().getFirst("ERP-Release-Probe");
        String version = probe == null ? split().stable() : probe;
        synchronized (this) {
            router.add("mesh_left_out_requests_total", version, "", 1);
            copies(version).stream().findFirst().ifPresent(FieldWorld::tested);
        }
        api(version, exchange);
    }

    /** The pods count what tests ask, and know nothing of users. */
    private static void tested(FieldPod pod) {
        pod.counters.answered(pod.version.name, ORDERS, 200, 0.02);
    }

    private void api(String version, HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        URI uri = exchange.getRequestURI();
        TinyShop.Reply reply =
                uri.getPath().startsWith("/api/")
                        ? shop.answer(exchange.getRequestMethod(), uri, body)
                        : new TinyShop.Reply(200, "{}");
        reply.send(exchange, version);
    }

    @Override
    public void close() {
        control.close();
        entrance.stop(0);
        pods.values().forEach(copies -> copies.forEach(FieldPod::close));
    }
}
