package canary.demo.fault;

import canary.router.Problems;

import org.eclipse.jetty.client.BufferingResponseListener;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.StringRequestContent;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * A proxy in front of a version's copies that passes each request on, changes it or answers it
 * itself.
 */
final class FaultProxy implements AutoCloseable {

    private static final int THREADS = 16;
    private static final int MOST_CONNECTIONS = 256;
    private static final String DIVERTED = FaultProxy.class.getName();
    private static final String REPLACED = DIVERTED + ".replaced";
    private static final String PROBE = "ERP-Release-Probe";
    private static final String LITTLE = "/api/v1/sales/orders?limit=1";
    private static final int FIRST_FAILURE = 400;

    private final Server server;
    private final ServerConnector connector;
    private volatile List<URI> backends = List.of();

    /**
     * On any free port of 127.0.0.1.
     *
     * @param version in whose name it answers
     */
    FaultProxy(String version, Function<ProxiedRequest, ProxyAction> actions) {
        this(version, actions, "127.0.0.1", 0);
    }

    FaultProxy(
            String version,
            Function<ProxiedRequest, ProxyAction> actions,
            String address,
            int port) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("fault-proxy");
        server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(address);
        connector.setPort(port);
        server.addConnector(connector);
        server.setErrorHandler(new Problems());
        server.setHandler(new Faulty(version, actions));
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
        private final Function<ProxiedRequest, ProxyAction> actions;

        Faulty(String version, Function<ProxiedRequest, ProxyAction> actions) {
            super(request -> target(request));
            this.version = version;
            this.actions = actions;
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
            return switch (actions.apply(proxied(request))) {
                case ProxyAction.Pass _ -> super.handle(request, response, callback);
                case ProxyAction.Fail(int status) -> fail(request, response, callback, status);
                case ProxyAction.Stretch stretch ->
                        super.handle(request, new LateAnswer(request, response, stretch), callback);
                case ProxyAction.Replace(String body) -> {
                    request.setAttribute(REPLACED, body);
                    yield super.handle(request, response, callback);
                }
                case ProxyAction.Hollow hollow -> hollow(request, response, callback, hollow);
                case ProxyAction.Divert(URI copy) -> {
                    request.setAttribute(DIVERTED, copy);
                    yield super.handle(request, response, callback);
                }
            };
        }

        private static ProxiedRequest proxied(Request request) {
            String query = request.getHttpURI().getQuery();
            boolean isTest =
                    request.getHeaders().contains(PROBE)
                            || (query != null && query.contains("dryRun=true"));
            return new ProxiedRequest(request.getMethod(), request.getHttpURI().getPath(), isTest);
        }

        @Override
        protected void copyRequestHeaders(
                Request request, org.eclipse.jetty.client.Request onward) {
            super.copyRequestHeaders(request, onward);
            if (request.getAttribute(REPLACED) != null) {
                onward.headers(headers -> headers.remove(HttpHeader.CONTENT_LENGTH));
            }
        }

        @Override
        protected org.eclipse.jetty.client.Request.Content newProxyToServerRequestContent(
                Request request, Response response, org.eclipse.jetty.client.Request onward) {
            return request.getAttribute(REPLACED) instanceof String body
                    ? new StringRequestContent("application/json", body)
                    : super.newProxyToServerRequestContent(request, response, onward);
        }

        /** Asks in the caller's name for little, and makes nothing of the answer. */
        private boolean hollow(
                Request request, Response response, Callback callback, ProxyAction.Hollow hollow) {
            URI copy = first(backends);
            var onward = getHttpClient().newRequest(copy.resolve(LITTLE));
            String token = request.getHeaders().get(HttpHeader.AUTHORIZATION);
            if (token != null) {
                onward.headers(headers -> headers.put(HttpHeader.AUTHORIZATION, token));
            }
            onward.send(
                    new BufferingResponseListener() {
                        @Override
                        public void onComplete(Result result) {
                            int status =
                                    result.isSucceeded() ? result.getResponse().getStatus() : 502;
                            if (status >= FIRST_FAILURE) {
                                fail(request, response, callback, status);
                            } else {
                                answer(response, callback, hollow);
                            }
                        }
                    });
            return true;
        }

        private void answer(Response response, Callback callback, ProxyAction.Hollow hollow) {
            byte[] json = hollow.body().getBytes(StandardCharsets.UTF_8);
            response.setStatus(hollow.status());
            response.getHeaders().put("ERP-Version", version);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, json.length);
            response.write(true, BufferUtil.toBuffer(json), callback);
        }

        private boolean fail(Request request, Response response, Callback callback, int status) {
            response.getHeaders().put("ERP-Version", version);
            var problem = new Problems.Problem(status, "core.INTERNAL", "an unexpected error");
            Problems.write(request, response, callback, problem, null);
            return true;
        }
    }

    private HttpURI target(Request request) {
        List<URI> copies = backends;
        URI copy = request.getAttribute(DIVERTED) instanceof URI other ? other : first(copies);
        return HttpURI.build(request.getHttpURI())
                .scheme("http")
                .host(copy.getHost())
                .port(copy.getPort());
    }

    private static URI first(List<URI> copies) {
        if (copies.isEmpty()) {
            throw new IllegalStateException("no copy is running");
        }
        return copies.getFirst();
    }
}
