package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SIGKILL of the embedded database under a server that runs. */
class EmbeddedServerIT {
    private static final Pattern RUNNING = Pattern.compile("pid=(\\d+) port=\\d+\\s*");

    @TempDir Path folder;

    private void killDatabase() throws IOException {
        Matcher running = RUNNING.matcher(Files.readString(folder.resolve("mariadb.running")));
        assertThat(running.matches()).isTrue();
        ProcessHandle database = ProcessHandle.of(Long.parseLong(running.group(1))).orElseThrow();
        database.destroyForcibly();
        database.onExit().join();
    }

    private static int ready(ServerProcess server) {
        return Api.anonymous(server.management()).get("/health/ready").status();
    }

    @Test
    void a_killed_database_is_started_again_and_the_log_stays_readable() throws Exception {
        try (ServerProcess server = ServerProcess.embedded(folder, "v1").awaitReady()) {
            Api api = Api.signedIn(server.base(), ErpIT.ADMIN, ErpIT.PASSWORD);
            api.send("POST", "/api/v1/finance/chart/default", Map.of(), "Idempotency-Key", "1");
            int before = server.logged().size();
            killDatabase();
            Instant end = Instant.now().plus(Duration.ofSeconds(60));
            int away = 0;
            while (api.get("/api/v1/finance/accounts").status() != 200) {
                assertThat(Instant.now()).isBefore(end);
                ready(server);
                away++;
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            server.awaitReady();
            assertThat(api.get("/api/v1/finance/accounts").is(200).body().at("/items"))
                    .isNotEmpty();
            List<String> lines = server.logged();
            List<String> since = lines.subList(before, lines.size());
            assertThat(since).anyMatch(line -> line.contains("embedded database has ended"));
            assertThat(since.stream().filter(line -> line.contains("trouble=health")).count())
                    .as("%d requests failed meanwhile", away)
                    .isLessThan(12);
            assertThat(server.stop()).isZero();
        }
    }

    @Test
    void a_database_that_cannot_be_started_again_ends_the_server_with_a_sentence()
            throws Exception {
        try (ServerProcess server = ServerProcess.embedded(folder, "v1").awaitReady()) {
            Files.move(folder.resolve("mariadb"), folder.resolve("elsewhere"));
            Files.createFile(folder.resolve("mariadb"));
            killDatabase();
            assertThat(server.awaitEnd()).isEqualTo(1);
            assertThat(server.logged().getLast())
                    .startsWith("erp-server ends: The embedded database has ended")
                    .contains("cannot be started again");
        }
    }

    @Test
    void metrics_are_shown_on_loopback_and_nowhere_else() throws Exception {
        try (ServerProcess server = ServerProcess.embedded(folder, "v1").awaitReady()) {
            Api.anonymous(server.management()).get("/metrics").is(200);
            assertThat(listens("127.0.0.2", server.base().getPort())).isTrue();
            assertThat(listens("127.0.0.2", server.management().getPort())).isFalse();
            assertThat(server.stop()).isZero(); // and its database, before its folder goes
        }
    }

    private static boolean listens(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
