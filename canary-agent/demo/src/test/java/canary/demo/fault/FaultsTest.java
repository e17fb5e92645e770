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

    private final StandInErp v1 = StandInErp.start("v1", 0, 0);
    private final StandInErp v2 = StandInErp.start("v2", 0, 0);
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
        return List.of((version.equals("v1") ? v1 : v2).api());
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
        String claims = "{\"sub\":\"u%d\",\"cohort\":\"%02d\"}".formatted(cohort, cohort);
        byte[] bytes = claims.getBytes(StandardCharsets.UTF_8);
        String token = "a." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + ".c";
        return http.send(
                HttpRequest.newBuilder(router.uri().resolve("/api/v1/sales/orders"))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());
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
