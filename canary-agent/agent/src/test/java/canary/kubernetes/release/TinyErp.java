package canary.kubernetes.release;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of the ERP as a release needs, in the place of the server in an image: the ports, the
 * environment, the health, the metrics, the tokens and the smoke tests of the real one. It begins
 * within half a second and has no libraries, since each release starts several.
 *
 * <p>An image says by the first argument what harm it does, the manifests add {@code serve}.
 */
public final class TinyErp {

    /** What a bad version does. */
    enum Harm {
        NONE,
        /** Every third request of users fails. */
        ERRORS,
        /** Users wait for a third of a second more. */
        SLOW,
        NEVER_READY,
        CRASH
    }

    private static final int API = 8080;
    private static final int MANAGEMENT = 8081;

    /** As long as a real request, so that a busy machine does not make a version look slow. */
    private static final Duration WORK = Duration.ofMillis(12);

    private static final Duration SLOW_WORK = Duration.ofMillis(350);

    /** What users ask for. No smoke test does: the harm is for users to find. */
    static final String USERS_ROUTE = "/api/v1/inventory/items";

    private static final Pattern USER = Pattern.compile("\"username\"\\s*:\\s*\"([^\"]*)\"");

    private static final String SMOKE_TESTS =
            """
            {"tests":[
            {"name":"core","what":"companies","method":"GET","path":"/api/v1/core/companies?limit=1"},
            {"name":"order","what":"an order","method":"POST","path":"/api/v1/sales/orders?dryRun=true",
             "bodies":[{"customerId":"1"}],"missing":[]}]}
            """;

    private static final Map<String, String> READS =
            Map.of(
                    "/api/v1/core/smoke-tests",
                    SMOKE_TESTS,
                    "/api/v1/core/companies",
                    "{\"items\":[{\"id\":\"1\",\"code\":\"MAIN\"}]}",
                    USERS_ROUTE,
                    "{\"items\":[{\"id\":\"1\",\"active\":true}]}");

    private final String version;
    private final Harm harm;
    private final TinyTokens tokens;
    private final TinyMetrics metrics;
    private final AtomicLong asked = new AtomicLong();

    private TinyErp(String version, Harm harm, TinyTokens tokens) {
        this.version = version;
        this.harm = harm;
        this.tokens = tokens;
        this.metrics = new TinyMetrics(version);
    }

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        Harm harm =
                arguments[0].equals("serve")
                        ? Harm.NONE
                        : Harm.valueOf(arguments[0].toUpperCase(Locale.ROOT).replace('-', '_'));
        String version = setting("ERP_VERSION");
        if (harm == Harm.CRASH) {
            log("ERROR", version, "out of luck, cannot go on");
            System.exit(3);
        }
        new TinyErp(version, harm, TinyTokens.of(setting("ERP_SECRET"))).serve();
    }

    private static String setting(String name) {
        String value = System.getenv(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException(name + " is not set");
        }
        return value;
    }

    private static void log(String level, String version, String message) {
        System.out.printf(
                "{\"@timestamp\":\"%s\",\"level\":\"%s\",\"version\":\"%s\",\"message\":\"%s\"}%n",
                Instant.now(), level, version, message);
    }

    private void serve() throws IOException {
        listen(API, this::api);
        listen(MANAGEMENT, this::manage);
        log("INFO", version, "serves " + version);
    }

    private static void listen(int port, HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 1024);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", handler);
        server.start();
    }

    private void manage(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/metrics" -> send(exchange, 200, metrics.page());
            case "/info" -> send(exchange, 200, "{\"version\":\"%s\"}".formatted(version));
            case "/health/ready" ->
                    send(exchange, harm == Harm.NEVER_READY ? 503 : 200, "{\"status\":\"UP\"}");
            case "/health/live", "/health/startup" -> send(exchange, 200, "{\"status\":\"UP\"}");
            default -> send(exchange, 404, problem(404, "core.NOT_FOUND"));
        }
    }

    private void api(HttpExchange exchange) throws IOException {
        long began = System.nanoTime();
        String route = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int status = status(method, route);
        LockSupport.parkNanos(
                (harm == Harm.SLOW && route.equals(USERS_ROUTE) ? SLOW_WORK : WORK).toNanos());
        metrics.count(
                method, route, status, Duration.ofNanos(System.nanoTime() - began), isUsers(route));
        send(
                exchange,
                status,
                switch (status) {
                    case 500 -> problem(500, "core.INTERNAL");
                    case 404 -> problem(404, "core.NOT_FOUND");
                    default -> answer(route, body);
                });
    }

    private static boolean isUsers(String route) {
        return route.equals(USERS_ROUTE);
    }

    private int status(String method, String route) {
        if (isUsers(route) && harm == Harm.ERRORS && asked.incrementAndGet() % 3 == 0) {
            log("ERROR", version, "the stock cannot be read");
            return 500;
        }
        boolean isOrder = route.equals("/api/v1/sales/orders") && method.equals("POST");
        return isOrder
                ? 201
                : READS.containsKey(route) || route.endsWith("/login") || route.endsWith(".json")
                        ? 200
                        : 404;
    }

    private String answer(String route, String body) {
        if (route.endsWith("/login")) {
            Matcher user = USER.matcher(body);
            String name = user.find() ? user.group(1) : "";
            return "{\"accessToken\":\"%s\"}".formatted(tokens.of(name, Instant.now()));
        }
        if (route.equals("/.well-known/jwks.json")) {
            return tokens.keys();
        }
        return READS.getOrDefault(route, "{\"id\":\"1\"}");
    }

    private static String problem(int status, String code) {
        return "{\"status\":%d,\"code\":\"%s\"}".formatted(status, code);
    }

    private void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("ERP-Version", version);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
