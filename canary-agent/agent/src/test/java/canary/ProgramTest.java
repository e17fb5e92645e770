package canary;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

class ProgramTest {
    private static final String PATH = "/usr/bin/canary-agent";

    @Test
    void takes_the_words_after_the_path_that_the_kernel_adds() {
        assertThat(Program.words(List.of(PATH, "release", "status")))
                .containsExactly("release", "status");
        assertThat(Program.words(List.of(PATH))).isEmpty();
        assertThat(Program.words(List.of())).isEmpty();
    }

    @Test
    void takes_its_own_name_once_where_the_caller_wrote_it() {
        assertThat(Program.words(List.of(PATH, "canary-agent", "release")))
                .containsExactly("release");
        assertThat(Program.words(List.of(PATH, "canary-agent", "canary-agent")))
                .containsExactly("canary-agent");
        assertThat(Program.words(List.of(PATH, "release", "canary-agent")))
                .containsExactly("release", "canary-agent");
    }

    @Test
    void is_ready_where_the_agent_beside_it_says_so() throws IOException {
        AtomicInteger status = new AtomicInteger(200);
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext(
                "/health/ready",
                exchange -> {
                    exchange.sendResponseHeaders(status.get(), -1);
                    exchange.close();
                });
        server.start();
        var there = Map.of("ERP_AGENT_PORT", "" + server.getAddress().getPort());
        assertThat(ReadyCommand.run(there)).isZero();
        status.set(503);
        assertThat(ReadyCommand.run(there)).isEqualTo(1);
        server.stop(0);
        assertThat(ReadyCommand.run(there)).isEqualTo(1);
    }
}
