package canary.router;

import canary.mesh.Split;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Sends each request to a backend of the version that is chosen for it, once. */
final class RouterHandler extends ProxyHandler.Reverse {

    static final String PROBE = "ERP-Release-Probe";
    static final String REQUEST_ID = "Request-Id";
    static final String VERSION = "ERP-Version";

    private static final Logger LOG = LoggerFactory.getLogger(RouterHandler.class);
    private static final String TICKET = RouterHandler.class.getName();
    private static final String BROKEN_OFF = TICKET + ".brokenOff";
    private static final int MOST_CONNECTIONS = 256;
    private static final int MOST_QUEUED = 1024;
    private static final long CONNECT_MILLIS = 1_000;
    // Shorter than any backend's own limit, so that it is we who close an idle connection.
    private static final long POOL_IDLE_MILLIS = 10_000;
    private static final int CLIENT_GONE = 499;

    private final Supplier<Split> split;
    private final Router.Backends backends;
    private final RouterMetrics traffic;
    private final LeftOut leftOut;
    private final IntSupplier draw;
    private final long answerMillis;
    private final AtomicInteger turn = new AtomicInteger();

    /** A request on its way: where it goes, and since when. */
    private record Ticket(String version, URI backend, String requestId) {}

    RouterHandler(
            Supplier<Split> split,
            Router.Backends backends,
            RouterMetrics traffic,
            LeftOut leftOut,
            IntSupplier draw,
            long answerMillis) {
        super(RouterHandler::backendOf);
        this.split = split;
        this.backends = backends;
        this.traffic = traffic;
        this.leftOut = leftOut;
        this.draw = draw;
        this.answerMillis = answerMillis;
        setViaHost("erp-router");
        setUseServerThreadPool(true);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        long start = System.nanoTime();
        String requestId = requestIdOf(request);
        Claims claims = Claims.of(request.getHeaders().get(HttpHeader.AUTHORIZATION));
        String version =
                Choice.version(split.get(), claims, request.getHeaders().get(PROBE), draw)
                        .orElse(null);
        boolean isUsers = !claims.probe() && !leftOut.matches(request.getHeaders());
        String counted = version == null ? RouteNames.NONE : version;
        if (isUsers) {
            countWhenDone(request, response, claims.subject(), counted, start);
        } else {
            traffic.leftOut(counted);
        }
        if (version == null) {
            return refuse(
                    request,
                    response,
                    callback,
                    HttpStatus.BAD_REQUEST_400,
                    "mesh.UNKNOWN_VERSION",
                    PROBE + " names a version that is neither stable nor canary");
        }
        if (claims.subject() != null && isUsers) {
            traffic.sent(version, claims.subject());
        }
        List<URI> ready = backends.of(version);
        if (ready.isEmpty()) {
            return refuse(
                    request,
                    response,
                    callback,
                    HttpStatus.SERVICE_UNAVAILABLE_503,
                    "mesh.NO_BACKEND",
                    "no copy of version " + version + " is running");
        }
        URI backend = ready.get(Math.floorMod(turn.getAndIncrement(), ready.size()));
        request.setAttribute(TICKET, new Ticket(version, backend, requestId));
        try {
            return super.handle(request, response, callback);
        } catch (IllegalArgumentException e) {
            LOG.debug("unusable target", e);
            return refuse(
                    request,
                    response,
                    callback,
                    HttpStatus.BAD_REQUEST_400,
                    "mesh.BAD_TARGET",
                    "the request target is not a valid URI");
        }
    }

    private void countWhenDone(
            Request request,
            Response response,
            @Nullable String subject,
            String version,
            long start) {
        String path = request.getHttpURI().getPath();
        Request.addCompletionListener(
                request,
                failure -> {
                    int status = statusOf(request, response, failure);
                    long took = System.nanoTime() - start;
                    String asked = path == null ? "" : path;
                    traffic.answered(version, request.getMethod(), asked, status, took);
                    if (subject != null) {
                        traffic.answeredUser(version, subject, status);
                    }
                });
    }

    /** What the caller got: an answer that the backend broke off is no success. */
    private static int statusOf(Request request, Response response, @Nullable Throwable failure) {
        if (failure == null) {
            return response.getStatus();
        }
        boolean isBrokenOff = request.getAttribute(BROKEN_OFF) != null;
        return isBrokenOff ? HttpStatus.BAD_GATEWAY_502 : CLIENT_GONE;
    }

    private boolean refuse(
            Request request,
            Response response,
            Callback callback,
            int status,
            String code,
            String detail) {
        String requestId = requestIdOf(request);
        response.getHeaders().put(REQUEST_ID, requestId);
        Problems.write(
                request, response, callback, new Problems.Problem(status, code, detail), requestId);
        return true;
    }

    private static HttpURI backendOf(Request request) {
        Ticket ticket = ticketOf(request);
        return HttpURI.build(request.getHttpURI())
                .scheme("http")
                .host(ticket.backend().getHost())
                .port(ticket.backend().getPort());
    }

    private static Ticket ticketOf(Request request) {
        return (Ticket) request.getAttribute(TICKET);
    }

    /** The caller's id for the request, or one made here and kept for all that concerns it. */
    private static String requestIdOf(Request request) {
        String given = request.getHeaders().get(REQUEST_ID);
        if (given != null && !given.isBlank()) {
            return given;
        }
        if (request.getAttribute(REQUEST_ID) instanceof String made) {
            return made;
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String made = new UUID(random.nextLong(), random.nextLong()).toString();
        request.setAttribute(REQUEST_ID, made);
        return made;
    }

    @Override
    protected void configureHttpClient(HttpClient client) {
        super.configureHttpClient(client);
        client.setConnectTimeout(CONNECT_MILLIS);
        client.setIdleTimeout(POOL_IDLE_MILLIS);
        client.setMaxConnectionsPerDestination(MOST_CONNECTIONS);
        client.setMaxRequestsQueuedPerDestination(MOST_QUEUED);
        client.setUserAgentField(null);
    }

    @Override
    protected org.eclipse.jetty.client.Request newProxyToServerRequest(
            Request request, HttpURI target) {
        return super.newProxyToServerRequest(request, target)
                .timeout(answerMillis, TimeUnit.MILLISECONDS)
                .idleTimeout(answerMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request onward) {
        super.addProxyHeaders(request, onward);
        Ticket ticket = ticketOf(request);
        String client = Request.getRemoteAddr(request);
        String before = request.getHeaders().get(HttpHeader.X_FORWARDED_FOR);
        String host = request.getHeaders().get(HttpHeader.HOST);
        onward.headers(
                headers -> {
                    headers.put(
                            HttpHeader.X_FORWARDED_FOR,
                            before == null ? client : before + ", " + client);
                    if (!headers.contains(HttpHeader.X_FORWARDED_PROTO)) {
                        headers.put(HttpHeader.X_FORWARDED_PROTO, "http");
                    }
                    if (host != null && !headers.contains(HttpHeader.X_FORWARDED_HOST)) {
                        headers.put(HttpHeader.X_FORWARDED_HOST, host);
                    }
                    headers.put(REQUEST_ID, ticket.requestId());
                });
    }

    @Override
    protected void onServerToProxyResponseFailure(
            Request request,
            org.eclipse.jetty.client.Request onward,
            org.eclipse.jetty.client.Response answer,
            Response response,
            Callback callback,
            Throwable failure) {
        Ticket ticket = ticketOf(request);
        if (response.isCommitted()) {
            request.setAttribute(BROKEN_OFF, true);
            callback.failed(failure);
            return;
        }
        response.reset();
        response.getHeaders().put(VERSION, ticket.version());
        boolean slow = failure instanceof TimeoutException;
        LOG.debug("backend {} failed", ticket.backend(), failure);
        refuse(
                request,
                response,
                callback,
                slow ? HttpStatus.GATEWAY_TIMEOUT_504 : HttpStatus.BAD_GATEWAY_502,
                slow ? "mesh.BACKEND_SLOW" : "mesh.BACKEND_DOWN",
                "version "
                        + ticket.version()
                        + (slow ? " did not answer in time" : " did not answer"));
    }
}
