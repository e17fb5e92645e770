package erp.core.http;

import erp.core.Db;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;

import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.MDC;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * The API's HTTP server: typed endpoints only, one virtual thread and at most one transaction a
 * request, a problem for every failure.
 */
public final class Server implements AutoCloseable {
    static final String USER = "user";
    private static final String REQUEST_ID = "requestId";
    private static final String START = "start";

    private final Javalin javalin;
    private final TimeLimit limit;

    /**
     * How it listens.
     *
     * @param port 0 takes a free one
     * @param version of this release, said on every answer
     * @param drain how long requests in flight may take when it stops
     * @param limit how long a request may take at all
     * @param proxies whose word about a sender's address is believed
     */
    public record Options(
            int port, String version, Duration drain, Duration limit, TrustedProxies proxies) {
        public Options(int port, String version, Duration drain) {
            this(port, version, drain, Duration.ofSeconds(20));
        }

        public Options(int port, String version, Duration drain, Duration limit) {
            this(port, version, drain, limit, TrustedProxies.NONE);
        }

        /** The same behind these proxies. */
        public Options behind(TrustedProxies trusted) {
            return new Options(port, version, drain, limit, trusted);
        }
    }

    public Server(
            Options options,
            Db db,
            Authenticator authenticator,
            JsonMapper json,
            Traffic traffic,
            List<Endpoint<?>> endpoints) {
        Problems problems = new Problems(json);
        this.limit = new TimeLimit(options.limit());
        Route.Edge edge =
                new Route.Edge(
                        db,
                        authenticator,
                        json,
                        new BodyReader(json),
                        new Idempotency(json),
                        problems,
                        limit,
                        options.proxies());
        this.javalin =
                Javalin.create(
                        config -> {
                            listen(config, options, new JettyErrors(problems, options.version()));
                            before(config, options.version());
                            failures(config, problems);
                            endpoints.forEach(endpoint -> add(config, endpoint, edge));
                            config.requestLogger.http((ctx, _) -> ended(ctx, traffic));
                        });
    }

    private static void listen(JavalinConfig config, Options options, JettyErrors errors) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.defaultContentType = "application/json";
        config.http.prefer405over404 = true;
        QueuedThreadPool threads = new QueuedThreadPool(64, 4);
        threads.setName("jetty");
        threads.setVirtualThreadsExecutor(
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("http-", 1).factory()));
        config.jetty.threadPool = threads;
        config.jetty.addConnector((server, http) -> connector(server, http, options.port()));
        config.jetty.modifyServer(
                server -> {
                    server.setErrorHandler(errors);
                    server.setStopTimeout(options.drain().toMillis());
                    server.setStopAtShutdown(false);
                });
    }

    private static ServerConnector connector(
            org.eclipse.jetty.server.Server server, HttpConfiguration http, int port) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(16 * 1024);
        http.setResponseHeaderSize(16 * 1024);
        ServerConnector connector =
                new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setPort(port);
        connector.setAcceptQueueSize(512);
        connector.setIdleTimeout(30_000);
        return connector;
    }

    private static void before(JavalinConfig config, String version) {
        config.routes.before(
                ctx -> {
                    String requestId = RequestIds.of(ctx.header("Request-Id"));
                    ctx.attribute(REQUEST_ID, requestId);
                    ctx.attribute(START, System.nanoTime());
                    ctx.header("ERP-Version", version);
                    ctx.header("Request-Id", requestId);
                    ctx.header("X-Content-Type-Options", "nosniff");
                    MDC.put("request_id", requestId);
                    String trace = RequestIds.traceOf(ctx.header("traceparent"));
                    if (trace != null) {
                        MDC.put("trace_id", trace);
                    }
                });
    }

    private static void failures(JavalinConfig config, Problems problems) {
        config.routes.exception(
                HttpResponseException.class,
                (e, ctx) -> send(ctx, problems.of(e, ctx.path(), requestId(ctx))));
        config.routes.exception(
                Exception.class, (e, ctx) -> send(ctx, problems.of(e, ctx.path(), requestId(ctx))));
    }

    private static <B> void add(JavalinConfig config, Endpoint<B> endpoint, Route.Edge edge) {
        Route<B> route = new Route<>(endpoint, edge);
        HandlerType method = HandlerType.findOrCreate(endpoint.method().name());
        config.routes.addHttpHandler(method, endpoint.path(), route);
        if (endpoint.method() == Endpoint.Method.GET) {
            config.routes.addHttpHandler(HandlerType.HEAD, endpoint.path(), route);
        }
    }

    private static void ended(Context ctx, Traffic traffic) {
        var matched = ctx.endpoints().lastHttpEndpoint();
        Long start = ctx.attribute(START);
        traffic.ended(
                new Traffic.Request(
                        ctx.method().name(),
                        matched == null ? "none" : matched.path,
                        ctx.statusCode(),
                        start == null ? 0 : System.nanoTime() - start,
                        ctx.attribute(USER)));
        MDC.clear();
    }

    static String requestId(Context ctx) {
        String id = ctx.attribute(REQUEST_ID);
        return id == null ? RequestIds.of(null) : id;
    }

    static void send(Context ctx, Answer answer) {
        ctx.status(answer.status());
        answer.headers().forEach(ctx::header);
        if (answer.body() == null) {
            ctx.res().setContentType(null);
        } else {
            ctx.result(answer.body());
        }
    }

    public void start() {
        limit.start();
        javalin.start();
    }

    /** The port that it listens on. */
    public int port() {
        return javalin.port();
    }

    /** Takes no more requests, lets those in flight finish, then closes. */
    @Override
    public void close() {
        javalin.stop();
        limit.close();
    }
}
