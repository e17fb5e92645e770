package canary.load.measure;

import canary.load.HttpConnection;
import canary.load.Reply;
import canary.mesh.Split;
import canary.mesh.Split.Routing;
import canary.router.Router;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * What the router costs: the same requests straight to a backend and through the router, in turns
 * within one run, and the medians of both. Backend, router and clients share this process.
 */
public final class RouterBench {

    private static final int WARM_UP_SECONDS = 5;
    private static final int ROUND_SECONDS = 2;
    private static final int ROUNDS = 5;
    private static final int[] CLIENTS = {1, 4, 16};
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private RouterBench() {}

    /** Prints a table; takes no arguments. */
    public static void main(String[] args) throws Exception {
        Server backend = new Server();
        ServerConnector connector = new ServerConnector(backend);
        connector.setHost("127.0.0.1");
        backend.addConnector(connector);
        backend.setHandler(new Orders());
        backend.start();
        URI direct = URI.create("http://127.0.0.1:" + connector.getLocalPort());
        Split split = new Split("v1", "v2", 50, Routing.COHORT);
        try (Router router = new Router(0, split, _ -> List.of(direct)).start()) {
            System.out.println(
                    "| clients | direct p50 ms | p99 | per s | routed p50 ms | p99 | per s | added"
                            + " p50 ms |");
            System.out.println("|---|---|---|---|---|---|---|---|");
            for (int clients : CLIENTS) {
                measure(direct, router.uri(), clients);
            }
        } finally {
            backend.stop();
        }
    }

    private static void measure(URI direct, URI routed, int clients) throws Exception {
        run(direct, clients, WARM_UP_SECONDS);
        run(routed, clients, WARM_UP_SECONDS);
        List<Double> straight = new ArrayList<>();
        List<Double> through = new ArrayList<>();
        long[] bestStraight = {};
        long[] bestThrough = {};
        for (int round = 0; round < ROUNDS; round++) {
            bestStraight = run(direct, clients, ROUND_SECONDS);
            straight.add(millis(bestStraight, 0.5));
            bestThrough = run(routed, clients, ROUND_SECONDS);
            through.add(millis(bestThrough, 0.5));
        }
        System.out.printf(
                Locale.ROOT,
                "| %d | %.3f | %.3f | %d | %.3f | %.3f | %d | %.3f |%n",
                clients,
                median(straight),
                millis(bestStraight, 0.99),
                bestStraight.length / ROUND_SECONDS,
                median(through),
                millis(bestThrough, 0.99),
                bestThrough.length / ROUND_SECONDS,
                median(through) - median(straight));
    }

    /** The nanoseconds that each request took, sorted. */
    private static long[] run(URI root, int clients, int seconds)
            throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Future<List<Long>>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                String token = token(i * 100 / clients);
                running.add(threads.submit(() -> client(root, token, seconds)));
            }
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> each : running) {
                all.addAll(each.get());
            }
            return all.stream().mapToLong(Long::longValue).sorted().toArray();
        }
    }

    private static List<Long> client(URI root, String token, int seconds) throws IOException {
        List<Long> took = new ArrayList<>();
        Map<String, String> headers = Map.of("Authorization", token);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        try (HttpConnection http = new HttpConnection(root, TIMEOUT)) {
            for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
                Reply reply = http.send("GET", "/api/v1/sales/orders/42", headers, null);
                if (reply.status() != 200) {
                    throw new IOException("answers " + reply.status());
                }
                took.add(System.nanoTime() - start);
            }
        }
        return took;
    }

    /** As long as a real one: about 700 characters. */
    private static String token(int cohort) {
        String payload =
                """
                {"sub":"0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b","name":"clerk","cohort":"%02d",\
                "perms":["sales.orders.read","sales.orders.write","inventory.stock.read"]}\
                """
                        .formatted(cohort);
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String middle = encoder.encodeToString(payload.getBytes(StandardCharsets.UTF_8));
        return "Bearer eyJhbGciOiJSUzI1NiJ9." + middle + "." + "s".repeat(342);
    }

    private static double millis(long[] sorted, double quantile) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(sorted.length * quantile))]
                / 1e6;
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElse(Double.NaN);
    }

    /** Answers at once with a body of an order's size. */
    private static final class Orders extends Handler.Abstract.NonBlocking {

        private final byte[] body =
                ("{\"id\":\"42\",\"note\":\"" + "x".repeat(800) + "\"}")
                        .getBytes(StandardCharsets.UTF_8);

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            response.write(true, BufferUtil.toBuffer(body), callback);
            return true;
        }
    }
}
