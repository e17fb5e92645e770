package canary.demo;

import canary.mesh.Problems;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A proxy between router and canary that answers some requests itself, or lets them wait. */
final class FaultProxy implements AutoCloseable {

    private static final int THREADS = 16;
    private static final int MOST_CONNECTIONS = 256;

    private final Server server;
    private final ServerConnector connector;
    private volatile List<URI> backends = List.of();

    /** What happens to a request. */
    sealed interface Fate {
        /** It goes on as it is. */
        record Pass() implements Fate {}

        /** It is answered 500 and never reaches the server. */
        record Fail() implements Fate {}

        /** It goes on after a while. */
        record Wait(Duration time) implements Fate {}
    }

    FaultProxy(String version, Supplier<Fate> fates) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("fault-proxy");
        server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setErrorHandler(new Problems());
        server.setHandler(new Faulty(version, fates));
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("the fault proxy cannot start", e);
        }
    }

    /** Stands before these from now on. */
    List<URI> before(List<URI> copies) {
        backends = copies;
        return copies.isEmpty()
                ? copies
                : List.of(URI.create("http://127.0.0.1:" + connector.getLocalPort()));
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the fault proxy did not stop", e);
        }
    }

    private final class Faulty extends ProxyHandler.Reverse {

        private final String version;
        private final Supplier<Fate> fates;

        Faulty(String version, Supplier<Fate> fates) {
            super(request -> target(request));
            this.version = version;
            this.fates = fates;
            setViaHost("fault-proxy");
            setUseServerThreadPool(true);
        }

        @Override
        protected void configureHttpClient(HttpClient client) {
            super.configureHttpClient(client);
            client.setMaxConnectionsPerDestination(MOST_CONNECTIONS);
            client.setUserAgentField(null);
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            return switch (fates.get()) {
                case Fate.Pass _ -> super.handle(request, response, callback);
                case Fate.Fail _ -> fail(request, response, callback);
                case Fate.Wait(Duration time) -> {
                    Runnable onward = () -> goOn(request, response, callback);
                    request.getComponents()
                            .getScheduler()
                            .schedule(onward, time.toMillis(), TimeUnit.MILLISECONDS);
                    yield true;
                }
            };
        }

        private boolean fail(Request request, Response response, Callback callback) {
            response.getHeaders().put("ERP-Version", version);
            var problem =
                    new Problems.Problem(
                            HttpStatus.INTERNAL_SERVER_ERROR_500,
                            "core.INTERNAL",
                            "an unexpected error");
            Problems.write(request, response, callback, problem, null);
            return true;
        }

        private void goOn(Request request, Response response, Callback callback) {
            try {
                super.handle(request, response, callback);
            } catch (RuntimeException e) {
                Response.writeError(request, response, callback, e);
            }
        }
    }

    private HttpURI target(Request request) {
        List<URI> copies = backends;
        if (copies.isEmpty()) {
            throw new IllegalStateException("no copy is running");
        }
        URI copy = copies.getFirst();
        return HttpURI.build(request.getHttpURI())
                .scheme("http")
                .host(copy.getHost())
                .port(copy.getPort());
    }
}
