package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

class ImageMainTest {
    private static final String PATH = "/usr/bin/erp-server";

    @Test
    void takes_the_words_after_the_path_that_the_kernel_adds() {
        assertThat(ImageMain.words(List.of(PATH, "db", "status"))).containsExactly("db", "status");
        assertThat(ImageMain.words(List.of(PATH))).isEmpty();
        assertThat(ImageMain.words(List.of())).isEmpty();
    }

    @Test
    void takes_its_own_name_once_where_the_caller_wrote_it() {
        assertThat(ImageMain.words(List.of(PATH, "erp-server", "serve"))).containsExactly("serve");
        assertThat(ImageMain.words(List.of(PATH, "erp-server", "erp-server")))
                .containsExactly("erp-server");
        assertThat(ImageMain.words(List.of(PATH, "db", "erp-server")))
                .containsExactly("db", "erp-server");
    }

    @Test
    void is_ready_where_the_server_beside_it_says_so() throws IOException {
        AtomicInteger status = new AtomicInteger(200);
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext(
                "/health/ready",
                exchange -> {
                    exchange.sendResponseHeaders(status.get(), -1);
                    exchange.close();
                });
        server.start();
        var there = Map.of("ERP_MANAGEMENT_PORT", "" + server.getAddress().getPort());
        assertThat(Ready.problem(there)).isEmpty();
        status.set(503);
        assertThat(Ready.problem(there)).isPresent();
        server.stop(0);
        assertThat(Ready.problem(there)).isPresent();
        assertThat(Ready.problem(Map.of("ERP_MANAGEMENT_PORT", "x"))).isPresent();
    }
}
