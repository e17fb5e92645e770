package canary.demo.fault;

import static org.assertj.core.api.Assertions.assertThat;

import canary.cluster.Cluster;
import canary.cluster.Pod;
import canary.demo.StandInErp;
import canary.mesh.Split;
import canary.mesh.Split.Routing;
import canary.router.Router;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;

/** What each fault does to requests through the router. */
class FaultsTest {

    private static final Split NOBODY = new Split("v1", "v2", 0, Routing.COHORT);
    private static final Split A_FEW = new Split("v1", "v2", 5, Routing.COHORT);
    private static final int MANY = 1000;
    private static final String ORDER = "{\"customerId\":\"c\",\"lines\":[{\"itemId\":\"i\"}]}";

    private final StandInErp v1 = StandInErp.start("v1", 0, 0);
    private final StandInErp v2 = StandInErp.start("v2", 0, 0);
    private final URI v2Root = v2.api(); // it is asked for when nobody listens there, too
    private final HttpClient http = HttpClient.newHttpClient();
    private Fault fault = new Fault() {};
    private final Router router =
            new Router(0, A_FEW, version -> fault.front(version, copies(version))).start();

    @AfterEach
    void stop() {
        http.shutdownNow();
        router.close();
        fault.close();
        v1.close();
        v2.close();
    }

    @Test
    void errors_hit_a_fiftieth_of_the_canarys_requests() throws Exception {
        begin(new ErrorAnswers());
        // 20 expected, standard deviation 4.4
        assertThat(failuresOf(3, MANY)).isBetween(2, 45);
        assertThat(failuresOf(70, 200)).isZero();
        router.shift(NOBODY);
        assertThat(failuresOf(3, 200)).isZero();
    }

    @Test
    void an_incident_hits_both_versions_and_stays() throws Exception {
        begin(new Incident(Duration.ZERO));
        router.shift(NOBODY);
        assertThat(failuresOf(70, 200)).isZero();
        router.shift(A_FEW);
        // 80 expected, standard deviation 8
        assertThat(failuresOf(3, 400)).isBetween(45, 120);
        assertThat(failuresOf(70, 400)).isBetween(45, 120);
        router.shift(NOBODY);
        assertThat(failuresOf(70, 400)).isBetween(45, 120);
    }

    @Test
    void stray_traffic_ends_at_the_canary_although_the_router_sent_it_to_stable() throws Exception {
        begin(new StrayTraffic());
        int strays = 0;
        for (int i = 0; i < MANY; i++) {
            strays += versionOf(get(70)).equals("v2") ? 1 : 0;
        }
        // 180 expected, standard deviation 12
        assertThat(strays).isBetween(120, 240);
        assertThat(router.metrics()).doesNotContain("status=\"200\",version=\"v2\"");
        router.shift(NOBODY);
        assertThat(versionOf(get(70))).isEqualTo("v1");
    }

    @Test
    void only_sales_of_the_canary_are_slow() {
        FaultTarget target = begin(new SlowAnswers());
        SlowAnswers slow = (SlowAnswers) fault;
        ProxiedRequest sales = new ProxiedRequest("GET", "/api/v1/sales/orders");
        assertThat(slow.action(target, "v2", sales)).isInstanceOf(ProxyAction.Stretch.class);
        assertThat(slow.action(target, "v1", sales)).isEqualTo(new ProxyAction.Pass());
        ProxiedRequest stock = new ProxiedRequest("GET", "/api/v1/inventory/stock");
        assertThat(slow.action(target, "v2", stock)).isEqualTo(new ProxyAction.Pass());
        router.shift(NOBODY);
        assertThat(slow.action(target, "v2", sales)).isEqualTo(new ProxyAction.Pass());
    }

    @Test
    void only_one_route_of_the_canary_is_dead() {
        Route approval = Route.parse("POST /api/v1/hr/leave-requests/{id}/approve").orElseThrow();
        FaultTarget target = begin(new DeadRoute(approval));
        DeadRoute dead = (DeadRoute) fault;
        ProxiedRequest approved = new ProxiedRequest("POST", "/api/v1/hr/leave-requests/7/approve");
        assertThat(dead.action(target, "v2", approved)).isEqualTo(new ProxyAction.Fail(500));
        assertThat(dead.action(target, "v1", approved)).isEqualTo(new ProxyAction.Pass());
        for (ProxiedRequest other :
                List.of(
                        new ProxiedRequest("GET", "/api/v1/hr/leave-requests/7/approve"),
                        new ProxiedRequest("POST", "/api/v1/hr/leave-requests/7"),
                        new ProxiedRequest("POST", "/api/v1/hr/leave-requests/7/approve/now"),
                        new ProxiedRequest("POST", "/api/v1/hr/leave-requests/7/reject"))) {
            assertThat(dead.action(target, "v2", other))
                    .as("%s", other)
                    .isEqualTo(new ProxyAction.Pass());
        }
        router.shift(NOBODY);
        assertThat(dead.action(target, "v2", approved)).isEqualTo(new ProxyAction.Pass());
        assertThat(dead.deeds()).contains("1 requests to " + approval + " were answered 500");
    }

    @Test
    void slow_sales_are_answered_as_ever() throws Exception {
        begin(new SlowAnswers());
        assertThat(get(3).statusCode()).isEqualTo(200);
        assertThat(versionOf(get(3))).isEqualTo("v2");
    }

    @Test
    void metrics_of_a_canary_with_traffic_vanish_and_it_stays_healthy() throws Exception {
        begin(new NoMetrics());
        Pod seen = fault.before(new TwoPods()).pods("v2").getFirst();
        assertThat(page(seen, "/metrics").statusCode()).isEqualTo(503);
        assertThat(page(seen, "/health/ready").statusCode()).isEqualTo(200);
        assertThat(versionOf(get(3))).isEqualTo("v2");
        router.shift(NOBODY);
        assertThat(page(seen, "/metrics").statusCode()).isEqualTo(200);
        Pod stable = new TwoPods().pods("v1").getFirst();
        assertThat(fault.before(new TwoPods()).pods("v1")).containsExactly(stable);
        assertThat(fault.before(new TwoPods()).desired("v2")).hasValue(1);
    }

    @Test
    void orders_of_the_canarys_users_arrive_empty_and_are_refused_by_itself() throws Exception {
        begin(new RefusedOrders());
        assertThat(post(3, "/api/v1/sales/orders", ORDER).statusCode()).isEqualTo(422);
        assertThat(versionOf(post(3, "/api/v1/sales/orders", ORDER))).isEqualTo("v2");
        assertThat(post(3, "/api/v1/sales/orders?dryRun=true", ORDER).statusCode()).isEqualTo(201);
        assertThat(post(3, "/api/v1/sales/orders/7/confirm", "{}").statusCode()).isEqualTo(201);
        assertThat(post(70, "/api/v1/sales/orders", ORDER).statusCode()).isEqualTo(201);
        assertThat(get(3).statusCode()).isEqualTo(200);
        router.shift(NOBODY);
        assertThat(post(3, "/api/v1/sales/orders", ORDER).statusCode()).isEqualTo(201);
        assertThat(fault.deeds()).contains("2 orders reached v2 without their content");
    }

    @Test
    void an_empty_canary_answers_well_and_does_nothing() throws Exception {
        begin(new EmptyAnswers());
        int before = v2.posts();
        HttpResponse<String> made = post(3, "/api/v1/sales/orders", ORDER);
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.body()).contains("\"id\":\"").contains("\"amount\":\"0.00\"");
        assertThat(versionOf(made)).isEqualTo("v2");
        assertThat(post(3, "/api/v1/sales/orders/7/confirm", "{}").statusCode()).isEqualTo(200);
        assertThat(get(3).body()).isEqualTo("{\"items\":[]}");
        assertThat(v2.posts()).isEqualTo(before);
        post(3, "/api/v1/users/refresh", "{}");
        post(3, "/api/v1/sales/orders?dryRun=true", ORDER);
        assertThat(v2.posts()).as("sign-in and tests").isEqualTo(before + 2);
        assertThat(post(70, "/api/v1/sales/orders", ORDER).body()).contains("12.50");
        assertThat(fault.deeds()).contains("3 requests to v2 were answered for nothing");
    }

    @Test
    void an_empty_canary_that_is_down_is_no_success() throws Exception {
        begin(new EmptyAnswers());
        v2.close();
        assertThat(get(3).statusCode()).isEqualTo(502);
    }

    @Test
    void a_cold_canary_is_slow_at_first_and_gets_better_until_it_is_well() {
        long[] now = {77};
        FaultTarget target = begin(new ColdStart(Duration.ofSeconds(10), () -> now[0]));
        ColdStart cold = (ColdStart) fault;
        ProxiedRequest any = new ProxiedRequest("GET", "/api/v1/inventory/stock");
        router.shift(NOBODY);
        assertThat(cold.action(target, "v2", any)).isEqualTo(new ProxyAction.Pass());
        now[0] += 60_000_000_000L;
        router.shift(A_FEW);
        assertThat(cold.action(target, "v1", any)).isEqualTo(new ProxyAction.Pass());
        assertThat(cold.action(target, "v2", any))
                .isEqualTo(new ProxyAction.Stretch(2, Duration.ofMillis(25)));
        now[0] += 5_000_000_000L;
        assertThat(cold.action(target, "v2", any))
                .isEqualTo(new ProxyAction.Stretch(1, Duration.ofNanos(12_500_000)));
        now[0] += 5_000_000_000L;
        assertThat(cold.action(target, "v2", any)).isEqualTo(new ProxyAction.Pass());
    }

    @Test
    void some_scrapes_of_the_canary_and_the_router_fail_and_nothing_else() throws Exception {
        begin(new Gaps());
        Pod canary = fault.before(new TwoPods()).pods("v2").getFirst();
        URI routerPage = fault.beforeRouterPage(v1.management()).resolve("/metrics");
        Pod behindRouter = canary.withManagement(routerPage);
        for (Pod page : List.of(canary, behindRouter)) {
            int missed = 0;
            for (int i = 0; i < 400; i++) {
                missed += page(page, "/metrics").statusCode() == 503 ? 1 : 0;
            }
            // 60 expected, standard deviation 7
            assertThat(missed).isBetween(25, 100);
            assertThat(page(page, "/health/ready").statusCode()).isEqualTo(200);
        }
        Pod stable = new TwoPods().pods("v1").getFirst();
        assertThat(fault.before(new TwoPods()).pods("v1")).containsExactly(stable);
        assertThat(failuresOf(3, 50)).isZero();
    }

    @Test
    void users_of_the_canary_complain_far_more_often() {
        begin(new UnhappyUsers());
        assertThat(fault.satisfaction().complaintsPerAnswer("v2"))
                .isGreaterThan(20 * fault.satisfaction().complaintsPerAnswer("v1"));
        assertThat(fault.satisfaction().complaintsPerAnswer(null))
                .isEqualTo(fault.satisfaction().complaintsPerAnswer("v1"));
    }

    private FaultTarget begin(Fault wanted) {
        fault = wanted;
        FaultTarget target = new FaultTarget(this::copies, _ -> List.of(), router, "v1", "v2");
        fault.begin(target);
        return target;
    }

    private List<URI> copies(String version) {
        return List.of(version.equals("v1") ? v1.api() : v2Root);
    }

    private int failuresOf(int cohort, int requests) throws Exception {
        int failures = 0;
        for (int i = 0; i < requests; i++) {
            HttpResponse<String> answer = get(cohort);
            assertThat(versionOf(answer)).isEqualTo(cohort < 5 ? expected() : "v1");
            failures += answer.statusCode() == 500 ? 1 : 0;
        }
        return failures;
    }

    private String expected() {
        return router.split().canaryPercent() > 0 ? "v2" : "v1";
    }

    private static String versionOf(HttpResponse<String> answer) {
        return answer.headers().firstValue("ERP-Version").orElse("none");
    }

    private HttpResponse<String> get(int cohort) throws Exception {
        return send(request(cohort, "/api/v1/sales/orders"));
    }

    private HttpResponse<String> post(int cohort, String path, String body) throws Exception {
        return send(
                request(cohort, path)
                        .header("Idempotency-Key", "k")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(int cohort, String path) {
        String claims = "{\"sub\":\"u%d\",\"cohort\":\"%02d\"}".formatted(cohort, cohort);
        byte[] bytes = claims.getBytes(StandardCharsets.UTF_8);
        String token = "a." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + ".c";
        return HttpRequest.newBuilder(router.uri().resolve(path))
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> page(Pod pod, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(pod.management().resolve(path)).build(),
                BodyHandlers.ofString());
    }

    /** A copy of each version. */
    private final class TwoPods implements Cluster {

        @Override
        public List<Pod> pods(String version) {
            StandInErp erp = version.equals("v1") ? v1 : v2;
            return List.of(new Pod(version, version, true, 0, erp.api(), erp.management()));
        }

        @Override
        public OptionalInt desired(String version) {
            return OptionalInt.of(1);
        }

        @Override
        public void scale(String version, int replicas) {
            throw new UnsupportedOperationException();
        }
    }
}
