package erp.core.http.server;

import erp.core.CannotStart;
import erp.core.http.Authenticator;
import erp.core.http.Endpoint;
import erp.core.http.binding.BodyReader;
import erp.core.http.wire.BodyRoom;
import erp.core.http.wire.PlainRequest;
import erp.core.http.wire.RequestBody;
import erp.core.http.wire.RequestIds;
import erp.core.http.wire.TimeLimit;
import erp.core.http.wire.Traffic;
import erp.core.http.wire.TrustedProxies;
import erp.core.traces.Step;
import erp.core.traces.Traces;
import erp.core.tx.Db;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.opentelemetry.context.Scope;

import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;

/**
 * The API's HTTP server: typed endpoints only, one virtual thread and at most one transaction a
 * request, a problem for every failure.
 */
public final class Server implements AutoCloseable {
    static final String USER = "user";
    private static final String REQUEST_ID = "requestId";
    private static final String STEP = "step";
    private static final String START = "start";
    private static final String GONE = "gone";
    private static final String ROWS = "rows";
    private static final String BYTES = "bytes";

    /** What proxies log of a client that did not wait for its answer; it is never sent. */
    private static final int CLIENT_GONE = 499;

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private static final Logger log = LoggerFactory.getLogger(Server.class);

    private final Javalin javalin;
    private final TimeLimit limit;
    private final String listensOn;

    /**
     * How it listens.
     *
     * @param address that it listens on, {@code 0.0.0.0} for all of the machine
     * @param port 0 takes a free one
     * @param version of this release, said on every answer
     * @param drain how long requests in flight may take when it stops
     * @param limit how long a request may take, from the arrival of its body on
     * @param bodyLimit how long a body may take to arrive
     * @param proxies whose word about a sender's address is believed
     * @param traces that are told of requests
     */
    public record Options(
            String address,
            int port,
            String version,
            Duration drain,
            Duration limit,
            Duration bodyLimit,
            TrustedProxies proxies,
            Traces traces) {
        private static final Duration LIMIT = Duration.ofSeconds(20);
        private static final Duration BODY_LIMIT = Duration.ofSeconds(15);

        public Options(String address, int port, String version, Duration drain) {
            this(address, port, version, drain, LIMIT, BODY_LIMIT, TrustedProxies.NONE, Traces.OFF);
        }

        /** On loopback. */
        public Options(int port, String version, Duration drain) {
            this("127.0.0.1", port, version, drain);
        }

        /** The same behind these proxies. */
        public Options behind(TrustedProxies trusted) {
            return new Options(address, port, version, drain, limit, bodyLimit, trusted, traces);
        }

        /** The same, told to these traces. */
        public Options traced(Traces told) {
            return new Options(address, port, version, drain, limit, bodyLimit, proxies, told);
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
        this.limit = new TimeLimit(options.limit(), options.bodyLimit());
        this.listensOn = options.address() + " port " + options.port();
        Route.Edge edge =
                new Route.Edge(
                        db,
                        authenticator,
                        json,
                        new BodyReader(json),
                        new Idempotency(json),
                        problems,
                        limit,
                        BodyRoom.ofHeap(),
                        options.proxies());
        this.javalin =
                Javalin.create(
                        config -> {
                            listen(config, options, new JettyErrors(problems, options.version()));
                            before(config, options);
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
        config.jetty.addConnector((server, http) -> connector(server, http, options));
        config.jetty.modifyServer(
                server -> {
                    server.setErrorHandler(errors);
                    server.setStopTimeout(options.drain().toMillis());
                    server.setStopAtShutdown(false);
                });
    }

    private static ServerConnector connector(
            org.eclipse.jetty.server.Server server, HttpConfiguration http, Options options) {
        http.addCustomizer(new PlainRequest(METHODS));
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(16 * 1024);
        http.setResponseHeaderSize(16 * 1024);
        ServerConnector connector =
                new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(options.address());
        connector.setPort(options.port());
        connector.setAcceptQueueSize(512);
        connector.setIdleTimeout(30_000);
        return connector;
    }

    private static void before(JavalinConfig config, Options options) {
        config.routes.before(
                ctx -> {
                    String requestId = RequestIds.of(ctx.header("Request-Id"));
                    ctx.attribute(REQUEST_ID, requestId);
                    ctx.attribute(START, System.nanoTime());
                    ctx.header("ERP-Version", options.version());
                    ctx.header("Request-Id", requestId);
                    ctx.header("X-Content-Type-Options", "nosniff");
                    MDC.put("request_id", requestId);
                    Step step = options.traces().request(method(ctx), requestId, ctx::header);
                    ctx.attribute(STEP, step);
                    MDC.put("trace_id", step.traceId());
                });
    }

    private static void failures(JavalinConfig config, Problems problems) {
        config.routes.exception(
                HttpResponseException.class,
                (e, ctx) -> send(ctx, problems.of(e, false, ctx.path(), traceId(ctx))));
        config.routes.exception(
                Exception.class,
                (e, ctx) -> send(ctx, problems.of(e, false, ctx.path(), traceId(ctx))));
    }

    private static <B> void add(JavalinConfig config, Endpoint<B> endpoint, Route.Edge edge) {
        Route<B> work = new Route<>(endpoint, edge);
        io.javalin.http.Handler route =
                ctx -> {
                    try (Scope _ = step(ctx).enter()) {
                        work.handle(ctx);
                    }
                };
        HandlerType method = HandlerType.findOrCreate(endpoint.method().name());
        config.routes.addHttpHandler(method, endpoint.path(), route);
        if (endpoint.method() == Endpoint.Method.GET) {
            config.routes.addHttpHandler(HandlerType.HEAD, endpoint.path(), route);
        }
    }

    private static void ended(Context ctx, Traffic traffic) {
        var matched = ctx.endpoints().lastHttpEndpoint();
        Long start = ctx.attribute(START);
        Integer rows = ctx.attribute(ROWS);
        Integer bytes = ctx.attribute(BYTES);
        Traffic.Request request =
                new Traffic.Request(
                        method(ctx),
                        matched == null ? "none" : matched.path,
                        ctx.attribute(GONE) == null ? ctx.statusCode() : CLIENT_GONE,
                        start == null ? 0 : System.nanoTime() - start,
                        rows == null ? Answer.NO_LIST : rows,
                        bytes == null ? 0 : bytes,
                        ctx.attribute(USER));
        Step step = step(ctx);
        try (Scope _ = step.enter()) {
            traffic.ended(request);
        }
        step.answered(request.method(), request.route(), request.status());
        MDC.clear();
    }

    /** One of the few that there are: whoever calls cannot make up more. */
    private static String method(Context ctx) {
        String method = ctx.req().getMethod();
        return METHODS.contains(method) ? method : Traffic.OTHER_METHOD;
    }

    static String requestId(Context ctx) {
        String id = ctx.attribute(REQUEST_ID);
        return id == null ? RequestIds.of(null) : id;
    }

    static String traceId(Context ctx) {
        return step(ctx).traceId();
    }

    /** What fails before it has begun has one of its own. */
    private static Step step(Context ctx) {
        Step step = ctx.attribute(STEP);
        return step == null ? Traces.OFF.request("", "", ctx::header) : step;
    }

    static void send(Context ctx, Answer answer) {
        ctx.status(answer.status());
        answer.headers().forEach(ctx::header);
        if (RequestBody.isLeft(ctx)) {
            ctx.header("Connection", "close"); // as Jetty will, and a client must know it
        }
        ctx.attribute(ROWS, answer.rows());
        byte[] body = answer.body();
        ctx.attribute(BYTES, body == null ? 0 : body.length);
        if (body == null) {
            ctx.res().setContentType(null);
            return;
        }
        // Not by Javalin's result: that answers 304 to any If-None-Match, also of a write just
        // done, and forgets to log what it cannot write.
        ctx.res().setContentLength(body.length);
        try {
            ctx.res().getOutputStream().write(body);
        } catch (IOException e) {
            log.debug("the client did not take its answer", e);
            ctx.attribute(GONE, true);
        }
    }

    public void start() {
        limit.start();
        try {
            javalin.start();
        } catch (RuntimeException e) {
            throw new CannotStart("the API cannot listen on " + listensOn, e);
        }
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
