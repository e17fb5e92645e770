package canary.demo;

import static org.assertj.core.api.Assertions.assertThat;

import canary.demo.FaultProxy.Fate;

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

class FaultProxyTest {

    private final StandInErp erp = StandInErp.start("v2", 0, 0);
    private final AtomicReference<Fate> fate = new AtomicReference<>(new Fate.Pass());
    private final FaultProxy proxy = new FaultProxy("v2", fate::get);

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
        fate.set(new Fate.Fail());
        URI front = proxy.before(List.of(erp.api())).getFirst();
        erp.close();
        HttpResponse<String> answer = post(front);
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("ERP-Version")).hasValue("v2");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
    }

    @Test
    void what_waits_is_answered_by_the_server_later() throws Exception {
        fate.set(new Fate.Wait(Duration.ofMillis(300)));
        long start = System.nanoTime();
        assertThat(post().statusCode()).isEqualTo(201);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(299));
    }

    @Test
    void before_no_copy_there_is_nothing_to_stand() {
        assertThat(proxy.before(List.of())).isEmpty();
    }

    private HttpResponse<String> post() throws Exception {
        return post(proxy.before(List.of(erp.api())).getFirst());
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
