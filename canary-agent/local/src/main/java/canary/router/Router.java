package canary.router;

import canary.mesh.Mesh;
import canary.mesh.Split;

import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;

/**
 * A reverse proxy on loopback that divides traffic between two versions. A split takes effect with
 * the next request; requests under way end where they began. A request is sent to one backend once:
 * the router cannot know whether a write that failed has happened, so only its caller may repeat
 * it.
 */
public final class Router implements Mesh, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Router.class);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    private static final int IDLE_MILLIS = 60_000;
    private static final int STOP_MILLIS = 5_000;
    private static final int THREADS = 32;
    private static final int HEADER_BYTES = 32 * 1024;
    private static final int PERCENT = 100;
    static final String LOOPBACK = "127.0.0.1";

    private final AtomicReference<Split> split;
    private final RouterMetrics traffic;
    private final Server server;
    private final ServerConnector connector;

    /** Where a version's ready copies listen; asked for each request, so it must be quick. */
    @FunctionalInterface
    public interface Backends {
        /** Roots of the API of each copy that may get requests. */
        List<URI> of(String version);
    }

    /** A router on the given port of 127.0.0.1 (0: any free one), not yet started. */
    public Router(int port, Split first, Backends backends) {
        this(port, first, backends, LeftOut.STANDARD);
    }

    /**
     * @param leftOut requests that are counted as nobody's
     */
    public Router(int port, Split first, Backends backends, LeftOut leftOut) {
        this(
                LOOPBACK,
                port,
                first,
                backends,
                leftOut,
                () -> ThreadLocalRandom.current().nextInt(PERCENT),
                ANSWER_LIMIT,
                Clock.systemUTC());
    }

    /** One that others than this machine reach, too. */
    public static Router everywhere(int port, Split first, Backends backends) {
        return new Router(
                "0.0.0.0",
                port,
                first,
                backends,
                LeftOut.STANDARD,
                () -> ThreadLocalRandom.current().nextInt(PERCENT),
                ANSWER_LIMIT,
                Clock.systemUTC());
    }

    Router(
            String address,
            int port,
            Split first,
            Backends backends,
            LeftOut leftOut,
            IntSupplier draw,
            Duration answerLimit,
            Clock clock) {
        split = new AtomicReference<>(first);
        traffic = new RouterMetrics(clock);
        expect(first);
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("router");
        server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setResponseHeaderSize(HEADER_BYTES);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(address);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        server.setErrorHandler(new Problems());
        server.setStopTimeout(STOP_MILLIS);
        server.setHandler(
                new RouterHandler(
                        split::get, backends, traffic, leftOut, draw, answerLimit.toMillis()));
    }

    /** Listens from now on; throws {@link IllegalStateException} where the port is taken. */
    public Router start() {
        try {
            server.start();
            return this;
        } catch (Exception e) {
            throw new IllegalStateException(
                    "the router cannot listen on port " + connector.getPort(), e);
        }
    }

    /** Where clients reach it. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @Override
    public Split split() {
        return split.get();
    }

    @Override
    public void shift(Split wanted) {
        expect(wanted);
        split.set(wanted);
    }

    private void expect(Split wanted) {
        traffic.expect(wanted.stable());
        traffic.expect(wanted.canary());
    }

    /** Its counters, as Prometheus reads them. */
    public String metrics() {
        return traffic.scrape();
    }

    /** Stops listening and lets requests under way end, within a limit. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("requests were still under way when the router stopped: {}", e.toString());
        }
    }
}
