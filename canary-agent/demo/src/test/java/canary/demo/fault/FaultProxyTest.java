package canary.demo.fault;

import static org.assertj.core.api.Assertions.assertThat;

import canary.demo.StandInErp;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

class FaultProxyTest {

    private final StandInErp erp = StandInErp.start("v2", 0, 0);
    private final AtomicReference<ProxyAction> action =
            new AtomicReference<>(new ProxyAction.Pass());
    private final FaultProxy proxy = new FaultProxy("v2", _ -> action.get());

    @AfterEach
    void stop() {
        proxy.close();
        erp.close();
    }

    @Test
    void what_passes_is_answered_by_the_server() throws Exception {
        assertThat(post().statusCode()).isEqualTo(201);
    }

    @Test
    void what_fails_is_a_500_of_that_version_and_never_reaches_the_server() throws Exception {
        action.set(new ProxyAction.Fail(500));
        URI front = proxy.before(List.of(erp.api())).getFirst();
        erp.close();
        HttpResponse<String> answer = post(front);
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("ERP-Version")).hasValue("v2");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
    }

    @Test
    void what_is_stretched_is_answered_by_the_server_later() throws Exception {
        action.set(new ProxyAction.Stretch(0, Duration.ofMillis(300)));
        long start = System.nanoTime();
        assertThat(post().statusCode()).isEqualTo(201);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(299));
    }

    @Test
    void an_answer_is_stretched_by_a_share_of_the_time_that_it_took() throws Exception {
        action.set(new ProxyAction.Stretch(2, Duration.ZERO));
        URI front = proxy.before(List.of(erp.api())).getFirst();
        long start = System.nanoTime();
        URI slow = front.resolve("/api/v1/sales/orders?takesMillis=100");
        assertThat(get(slow).statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(299));
    }

    @Test
    void what_is_diverted_is_answered_by_another_version() throws Exception {
        try (StandInErp other = StandInErp.start("v3", 0, 0)) {
            action.set(new ProxyAction.Divert(other.api()));
            assertThat(post().headers().firstValue("ERP-Version")).hasValue("v3");
        }
    }

    @Test
    void fate_is_told_what_is_asked() throws Exception {
        AtomicReference<ProxiedRequest> seen = new AtomicReference<>();
        Function<ProxiedRequest, ProxyAction> actions =
                request -> {
                    seen.set(request);
                    return new ProxyAction.Pass();
                };
        try (FaultProxy curious = new FaultProxy("v2", actions)) {
            post(curious.before(List.of(erp.api())).getFirst());
        }
        assertThat(seen.get())
                .isEqualTo(new ProxiedRequest("POST", "/api/v1/inventory/warehouses"));
    }

    @Test
    void before_no_copy_there_is_nothing_to_stand() {
        assertThat(proxy.before(List.of())).isEmpty();
    }

    private HttpResponse<String> post() throws Exception {
        return post(proxy.before(List.of(erp.api())).getFirst());
    }

    private static HttpResponse<String> get(URI uri) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(uri).header("Authorization", "Bearer a.e30.c").build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(URI front) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(front.resolve("/api/v1/inventory/warehouses"))
                        .headers("Authorization", "Bearer a.e30.c", "Idempotency-Key", "k")
                        .POST(BodyPublishers.ofString("{\"code\":\"A\"}"))
                        .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
