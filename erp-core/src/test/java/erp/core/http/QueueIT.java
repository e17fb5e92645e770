package erp.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.TestServer;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** More clients at once than the pool has connections for. */
class QueueIT {
    private static final int CLIENTS = 64;

    @Test
    void who_waits_in_vain_is_told_that_it_is_busy_and_for_how_long() throws Exception {
        Endpoint<?> hold =
                Endpoint.get("/api/v1/test/hold", "hold", "Keeps a connection for 300 ms")
                        .anyUser()
                        .answersNothing()
                        .read(
                                (tx, _) -> {
                                    tx.session()
                                            .createNativeQuery("select 1", Integer.class)
                                            .getSingleResult();
                                    LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
                                    return Reply.nothing();
                                });
        try (TestServer server = TestServer.of().connections(2, Duration.ofSeconds(1)).start(hold);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Http.Response>> running = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                running.add(threads.submit(() -> server.as().get("/api/v1/test/hold")));
            }
            int served = 0;
            int longest = 0;
            for (Future<Http.Response> one : running) {
                Http.Response answer = one.get();
                if (answer.status() == 204) {
                    served++;
                } else {
                    assertThat(answer.expect(503).code()).isEqualTo("core.BUSY");
                    assertThat(answer.json().at("/retryable").asBoolean()).isTrue();
                    int wait = Integer.parseInt(answer.header("Retry-After").orElseThrow());
                    assertThat(wait).isBetween(1, 60);
                    longest = Math.max(longest, wait);
                }
            }
            assertThat(served).isBetween(2, CLIENTS - 10);
            // Two at a time for 300 ms each: sixty take nine seconds, not one.
            assertThat(longest).isBetween(4, 20);
        }
    }
}
