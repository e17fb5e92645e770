package canary.served;

import canary.agent.io.EntranceTakenException;
import canary.journal.JournalException;
import canary.operations.Place;
import canary.operations.RefusedException;
import canary.plan.PlanException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPOutputStream;

/** The agent's HTTP server: who may ask, what is asked, and how failures are answered. */
public final class AgentServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AgentServer.class);

    /** Requests at a time; health is answered beside them. */
    private static final int MOST_AT_A_TIME = 32;

    private static final int MOST_CONNECTIONS = 256;
    private static final int SECONDS_FOR_A_REQUEST = 30;
    private static final int SECONDS_FOR_AN_ANSWER = 60;

    /** Shorter answers are not worth the work. */
    private static final int LEAST_PACKED = 2048;

    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore free = new Semaphore(MOST_AT_A_TIME);
    private final CallerTokens tokens;
    private final ReleaseApi api;
    private final MetricsPage metrics;
    private final PageFiles page = PageFiles.read();

    private AgentServer(HttpServer server, CallerTokens tokens, Place place, Worker worker) {
        this.server = server;
        this.tokens = tokens;
        this.api = new ReleaseApi(place, worker);
        this.metrics = new MetricsPage(place);
    }

    /** Starts; throws {@link UncheckedIOException} where the port is taken. */
    public static AgentServer start(
            ServeSettings settings, CallerTokens tokens, Place place, Worker worker) {
        limit("sun.net.httpserver.maxReqTime", SECONDS_FOR_A_REQUEST);
        limit("sun.net.httpserver.maxRspTime", SECONDS_FOR_AN_ANSWER);
        limit("jdk.httpserver.maxConnections", MOST_CONNECTIONS);
        try {
            HttpServer http =
                    HttpServer.create(
                            new InetSocketAddress(
                                    InetAddress.getByName(settings.address()), settings.port()),
                            0);
            AgentServer server = new AgentServer(http, tokens, place, worker);
            http.setExecutor(server.threads);
            http.createContext("/", server::handle);
            http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot listen at %s port %d: %s"
                            .formatted(settings.address(), settings.port(), e.getMessage()),
                    e);
        }
    }

    /** The server of the JDK takes its limits from there when its first one is made. */
    private static void limit(String property, int value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, String.valueOf(value));
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            send(exchange, answer(exchange));
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("event=caller_gone cause={}", e.toString());
        }
    }

    private static void send(HttpExchange exchange, ServedAnswer answer) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", answer.type());
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        answer.headers().forEach(headers::set);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        if (body.length > LEAST_PACKED && accepted != null && accepted.contains("gzip")) {
            headers.set("Content-Encoding", "gzip");
            headers.set("Vary", "Accept-Encoding");
            body = packed(body);
        }
        boolean isEmpty = answer.status() == 304;
        exchange.sendResponseHeaders(answer.status(), isEmpty ? -1 : body.length);
        if (!isEmpty) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private static byte[] packed(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        }
        return bytes.toByteArray();
    }

    /** The edge where nothing passes: whatever fails is a problem of its own kind. */
    private ServedAnswer answer(HttpExchange exchange) {
        try {
            return route(exchange);
        } catch (ProblemException e) {
            return problem(e);
        } catch (PlanException e) {
            return problem(
                    new ProblemException(
                            422, "plan-refused", "the plan cannot be carried out", e.problems()));
        } catch (RefusedException e) {
            return problem(
                    new ProblemException(
                            409,
                            e.isForHarm() ? "harm-known" : "refused",
                            e.isForHarm()
                                    ? e.getMessage()
                                            + "; acceptHarm with a reason goes on all the same"
                                    : String.valueOf(e.getMessage())));
        } catch (EntranceTakenException | JournalException e) {
            return problem(new ProblemException(409, "under-way", String.valueOf(e.getMessage())));
        } catch (UncheckedIOException e) {
            LOG.warn("event=store_away cause={}", e.toString());
            return problem(new ProblemException(503, "store-away", String.valueOf(e.getMessage())))
                    .with("Retry-After", "5");
        } catch (RuntimeException e) {
            LOG.error("event=request_failed path={}", exchange.getRequestURI().getPath(), e);
            return problem(
                    new ProblemException(500, "unexpected", "the agent failed; its log says why"));
        }
    }

    private static ServedAnswer problem(ProblemException problem) {
        ServedAnswer answer = ServedAnswer.problem(problem);
        return problem.status() == 401
                ? answer.with("WWW-Authenticate", "Bearer, Basic realm=\"canary-agent\"")
                : answer;
    }

    private ServedAnswer route(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return switch (path) {
            case "/health/live" -> only(exchange, ServedAnswer.text(200, "text/plain", "alive\n"));
            case "/health/ready" -> only(exchange, ready());
            case "/metrics" -> only(exchange, metrics.answer());
            default -> {
                ServedAnswer file = page.answer(exchange);
                yield file == null ? limited(exchange) : only(exchange, file);
            }
        };
    }

    private static ServedAnswer only(HttpExchange exchange, ServedAnswer answer) {
        if (!exchange.getRequestMethod().equals("GET")) {
            throw ReleaseApi.notAllowed("GET");
        }
        return answer;
    }

    /** Who cannot see the releases can take no orders; one that runs goes on all the same. */
    private ServedAnswer ready() {
        List<String> problems = tokens.problems();
        if (!problems.isEmpty()) {
            throw new ProblemException(503, "no-tokens", String.join("; ", problems));
        }
        api.look();
        return ServedAnswer.text(200, "text/plain", "ready\n");
    }

    private ServedAnswer limited(HttpExchange exchange) {
        if (!free.tryAcquire()) {
            throw new ProblemException(
                    503, "busy", "more than %d requests at a time".formatted(MOST_AT_A_TIME));
        }
        try {
            Caller caller = caller(exchange);
            if (!caller.mayOperate() && !exchange.getRequestMethod().equals("GET")) {
                throw new ProblemException(
                        403,
                        "only-views",
                        "%s may look on, and not operate".formatted(caller.name()));
            }
            return api.answer(new Call(exchange, caller));
        } finally {
            free.release();
        }
    }

    /** By token; by name and token only to look on, since browsers send these unasked. */
    private Caller caller(HttpExchange exchange) {
        String shown = exchange.getRequestHeaders().getFirst("Authorization");
        Caller caller = shown == null ? null : known(shown, exchange.getRequestMethod());
        if (caller == null) {
            throw new ProblemException(
                    401,
                    "no-token",
                    "send a token that the agent knows: Authorization: Bearer ...");
        }
        return caller;
    }

    private @Nullable Caller known(String shown, String method) {
        if (shown.startsWith(BEARER)) {
            return tokens.caller("", shown.substring(BEARER.length()).strip());
        }
        if (!shown.startsWith(BASIC) || !method.equals("GET")) {
            return null;
        }
        String[] pair = decoded(shown.substring(BASIC.length()).strip()).split(":", 2);
        return pair.length == 2 && !pair[0].isEmpty() ? tokens.caller(pair[0], pair[1]) : null;
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
