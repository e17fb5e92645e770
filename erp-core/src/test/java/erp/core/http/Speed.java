package erp.core.http;

import erp.core.TestServer;
import erp.core.TestTokens;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Prints what one request costs: {@code java -cp … erp.core.http.Speed [seconds] [clients]}. */
final class Speed {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Speed() {}

    public static void main(String[] args) throws Exception {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        int clients = args.length > 1 ? Integer.parseInt(args[1]) : 4;
        try (TestServer server = TestServer.of(Note.class).start(NoteRoutes.all())) {
            NoteRoutes.createTable(server.schema());
            String base = "http://127.0.0.1:" + server.server().port() + "/api/v1/test";
            String made = server.as("*").post("/api/v1/test/notes", "{\"text\":\"x\"}").text("/id");
            for (String round : new String[] {"warm-up", "measured"}) {
                System.out.println(round);
                run(
                        "GET without transaction",
                        seconds,
                        clients,
                        () -> request(base + "/ping").GET());
                run("GET by id", seconds, clients, () -> request(base + "/notes/" + made).GET());
                run("POST with history", seconds, clients, () -> post(base + "/notes"));
                run(
                        "POST with key",
                        seconds,
                        clients,
                        () ->
                                post(base + "/payments")
                                        .header("Idempotency-Key", UUID.randomUUID().toString()));
            }
        }
    }

    private static HttpRequest.Builder request(String uri) {
        return HttpRequest.newBuilder(URI.create(uri))
                .header("Authorization", TestTokens.of(TestServer.USER, TestServer.COMPANY, "*"));
    }

    private static HttpRequest.Builder post(String uri) {
        String text = UUID.randomUUID().toString().substring(0, 18);
        return request(uri)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"text\":\"" + text + "\"}"));
    }

    private static void run(
            String name, int seconds, int clients, Supplier<HttpRequest.Builder> next)
            throws Exception {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        long[] nanos = new long[4_000_000];
        AtomicInteger count = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            for (int i = 0; i < clients; i++) {
                threads.submit(
                        () -> {
                            while (System.nanoTime() < end) {
                                long start = System.nanoTime();
                                int status =
                                        CLIENT.send(next.get().build(), BodyHandlers.ofByteArray())
                                                .statusCode();
                                nanos[count.getAndIncrement()] = System.nanoTime() - start;
                                if (status >= 300) {
                                    failed.incrementAndGet();
                                }
                            }
                            return null;
                        });
            }
        }
        long[] sorted = Arrays.copyOf(nanos, count.get());
        Arrays.sort(sorted);
        System.out.printf(
                "%-24s %6d/s  p50 %.2f ms  p95 %.2f ms  p99 %.2f ms  failed %d%n",
                name,
                sorted.length / seconds,
                sorted[sorted.length / 2] / 1e6,
                sorted[(int) (sorted.length * 0.95)] / 1e6,
                sorted[(int) (sorted.length * 0.99)] / 1e6,
                failed.get());
    }
}
