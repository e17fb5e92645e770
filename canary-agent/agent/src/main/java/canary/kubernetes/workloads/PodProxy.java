package canary.kubernetes.workloads;

import canary.kubernetes.api.KubernetesApi;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Pods' ports on this machine, through the API server: for an agent that is outside of the
 * cluster's network. It reads only. The API server takes the header Authorization for its own, so
 * that no user of the ERP can come this way: a pod's API is asked at the entrance, by header.
 */
public final class PodProxy implements PodAddresses, AutoCloseable {

    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int BAD_GATEWAY = 502;
    private static final int NOT_FOUND = 404;
    private static final int SECRET_BYTES = 16;

    private final KubernetesApi api;
    private final URI entrance;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Others on this machine must not get into the cluster with the agent's rights. */
    private final String secret;

    private PodProxy(KubernetesApi api, URI entrance, HttpServer server) {
        this.api = api;
        this.entrance = entrance;
        this.server = server;
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        this.secret = "/" + HexFormat.of().formatHex(random);
    }

    /** Opens a port of this machine's loopback. */
    public static PodProxy open(KubernetesApi api, URI entrance) {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            PodProxy proxy = new PodProxy(api, entrance, server);
            server.createContext("/", proxy::serve);
            server.setExecutor(proxy.threads);
            server.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public URI at(Pod pod, int port) {
        return URI.create(
                "http://%s:%d%s/%s/%s/%d"
                        .formatted(
                                InetAddress.getLoopbackAddress().getHostAddress(),
                                server.getAddress().getPort(),
                                secret,
                                pod.getMetadata().getNamespace(),
                                pod.getMetadata().getName(),
                                port));
    }

    @Override
    public URI api(Pod pod) {
        return entrance;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            // secret / namespace / pod / port / path
            String path = exchange.getRequestURI().getRawPath();
            String[] parts = path.split("/", 6);
            if (!exchange.getRequestMethod().equals("GET")
                    || parts.length < 6
                    || !path.startsWith(secret + "/")) {
                exchange.sendResponseHeaders(NOT_FOUND, -1);
                return;
            }
            answer(
                    exchange,
                    "/api/v1/namespaces/%s/pods/%s:%s/proxy/%s"
                            .formatted(parts[2], parts[3], parts[4], parts[5]));
        }
    }

    private void answer(HttpExchange exchange, String path) throws IOException {
        HttpRequest request =
                api.client()
                        .getHttpClient()
                        .newHttpRequestBuilder()
                        .uri(URI.create(root() + path))
                        .timeout(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                        .build();
        try {
            HttpResponse<InputStream> response =
                    api.client()
                            .getHttpClient()
                            .sendAsync(request, InputStream.class)
                            .get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
            try (InputStream body = response.body()) {
                exchange.sendResponseHeaders(response.code(), 0);
                try (OutputStream out = exchange.getResponseBody()) {
                    body.transferTo(out);
                }
            }
        } catch (ExecutionException | TimeoutException e) {
            exchange.sendResponseHeaders(BAD_GATEWAY, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.sendResponseHeaders(BAD_GATEWAY, -1);
        }
    }

    private String root() {
        String url = api.client().getMasterUrl().toString();
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
