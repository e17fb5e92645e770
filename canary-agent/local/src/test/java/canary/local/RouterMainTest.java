package canary.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.cluster.LocalCluster;
import canary.mesh.LocalMesh;
import canary.mesh.Split;
import canary.mesh.Split.Routing;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

class RouterMainTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpServer v1 = version("v1");
    private final HttpServer v2 = version("v2");
    private final RouterMain.Running running =
            RouterMain.start(List.of("0", "0", "v1=" + both(v1), "v2=" + both(v2)));
    private final LocalMesh mesh = new LocalMesh(running.control().uri());
    private final LocalCluster cluster = new LocalCluster(running.control().uri());

    @AfterEach
    void stop() {
        running.close();
        v1.stop(0);
        v2.stop(0);
    }

    /** A server that says which version it is, whatever is asked. */
    private static HttpServer version(String name) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            byte[] answer = name.getBytes(StandardCharsets.UTF_8);
            server.createContext(
                    "/",
                    exchange -> {
                        exchange.sendResponseHeaders(200, answer.length);
                        exchange.getResponseBody().write(answer);
                        exchange.close();
                    });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String both(HttpServer server) {
        String root = "http://127.0.0.1:" + server.getAddress().getPort();
        return root + "," + root;
    }

    private String asked() {
        URI uri = running.router().uri().resolve("/api/v1/sales/orders");
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier isSo) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isSo.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    @Test
    void users_are_on_the_first_version_until_an_agent_takes_the_second_in() {
        await(() -> asked().equals("v1"));
        assertThat(cluster.pods("v2")).isEmpty();
        assertThat(cluster.desired("v2")).hasValue(0);
        cluster.scale("v2", 1);
        await(() -> cluster.pods("v2").getFirst().ready());
        mesh.shift(new Split("v1", "v2", 100, Routing.WEIGHT));
        assertThat(asked()).isEqualTo("v2");
        cluster.scale("v2", 0);
        assertThat(asked()).contains("\"status\":503");
    }

    @Test
    void a_version_that_does_not_answer_is_not_ready_and_one_copy_is_all_there_is() {
        await(() -> cluster.pods("v1").getFirst().ready());
        v1.stop(0);
        await(() -> !cluster.pods("v1").getFirst().ready());
        assertThatThrownBy(() -> cluster.scale("v1", 2)).hasMessageContaining("one copy");
        assertThatThrownBy(() -> cluster.scale("v3", 1)).hasMessageContaining("v3");
    }

    @Test
    void words_that_are_wrong_are_refused_before_anything_listens() {
        String good = "v1=http://a:1,http://a:2";
        for (List<String> words :
                List.of(
                        List.of("1", "2", good),
                        List.of("x", "2", good, good.replace("v1", "v2")),
                        List.of("1", "2", good, good),
                        List.of("1", "2", good, "v2=http://a:1"),
                        List.of("1", "2", good, "v2=a,b"))) {
            assertThatThrownBy(() -> RouterMain.start(words))
                    .as("%s", words)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
