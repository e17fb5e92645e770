package canary.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;

import org.junit.jupiter.api.Test;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

class KubernetesApiTest {

    private static KubernetesApi at(int port) {
        return new KubernetesApi(
                new KubernetesClientBuilder()
                        .withConfig(
                                KubernetesApi.limited(
                                        new ConfigBuilder()
                                                .withMasterUrl("http://127.0.0.1:" + port)
                                                .build()))
                        .withHttpClientFactory(new JdkHttpClientFactory())
                        .build(),
                "erp",
                "erp-system");
    }

    private static Object look(KubernetesApi api) {
        return api.find(
                "get pod x", () -> api.client().pods().inNamespace("erp").withName("x").get());
    }

    @Test
    void who_hangs_is_asked_once_and_left() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                KubernetesApi api = at(silent.getLocalPort())) {
            Future<?> accepting =
                    threads.submit(
                            () -> {
                                while (true) {
                                    Socket held = silent.accept();
                                    connections.incrementAndGet();
                                    held.setKeepAlive(true);
                                }
                            });
            assertThatThrownBy(() -> look(api))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageStartingWith(
                            "cannot get pod x in namespace erp: the API server does not answer");
            assertThat(connections).hasValue(1);
            assertThat(accepting).isNotDone();
        }
    }

    @Test
    void who_is_not_there_is_named() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        try (KubernetesApi api = at(free)) {
            assertThatThrownBy(() -> look(api))
                    .isInstanceOf(ApiFailure.class)
                    .hasMessageContaining("the API server does not answer")
                    .satisfies(e -> assertThat(((ApiFailure) e).code()).isZero());
        }
    }

    @Test
    void a_context_that_nobody_knows_is_refused() {
        assertThatThrownBy(() -> KubernetesApi.of("no-such-context", "", "erp-system"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("the kubeconfig has no context no-such-context");
    }

    @Test
    void steps_of_a_patch_keep_what_has_a_meaning_there() {
        assertThat(JsonPatch.step("erp-release/a~b")).isEqualTo("/erp-release~1a~0b");
    }
}
