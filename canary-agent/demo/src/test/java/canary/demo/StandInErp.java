package canary.demo;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A program with the ERP's API as far as the clients use it, and no business behind it: for tests
 * of what stands around the ERP. It refuses what the clients must not send.
 */
public final class StandInErp implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final AtomicInteger SIGN_INS = new AtomicInteger();

    private final Server server = new Server();
    private final ServerConnector api;
    private final ServerConnector management;
    private final AtomicInteger complaints = new AtomicInteger();
    private final AtomicInteger posts = new AtomicInteger();
    private final AtomicInteger dryRuns = new AtomicInteger();
    private volatile String refused = "";

    private StandInErp(String version, int port, int managementPort) {
        api = listen(port);
        management = listen(managementPort);
        server.setHandler(
                new Handler.Abstract() {
                    @Override
                    public boolean handle(Request request, Response response, Callback callback)
                            throws Exception {
                        answer(version, request, response, callback);
                        return true;
                    }
                });
    }

    public static void main(String[] args) throws Exception {
        start(
                        System.getenv("ERP_VERSION"),
                        Integer.parseInt(System.getenv("ERP_HTTP_PORT")),
                        Integer.parseInt(System.getenv("ERP_MANAGEMENT_PORT")))
                .server
                .join();
    }

    /** Starts one; port 0 is any free port. */
    public static StandInErp start(String version, int port, int managementPort) {
        StandInErp erp = new StandInErp(version, port, managementPort);
        try {
            erp.server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return erp;
    }

    public URI api() {
        return URI.create("http://127.0.0.1:" + api.getLocalPort());
    }

    /** How many requests were to be rolled back. */
    public int dryRuns() {
        return dryRuns.get();
    }

    /** How much was posted, sign-ins and dry runs among it. */
    public int posts() {
        return posts.get();
    }

    public URI management() {
        return URI.create("http://127.0.0.1:" + management.getLocalPort());
    }

    /** How many users complained. */
    public int complaints() {
        return complaints.get();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private ServerConnector listen(int port) {
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        return connector;
    }

    private void answer(String version, Request request, Response response, Callback callback)
            throws Exception {
        String path = request.getHttpURI().getPath();
        String text = Content.Source.asString(request, StandardCharsets.UTF_8);
        JsonNode body = text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text);
        boolean isPublic =
                path.startsWith("/health/")
                        || path.equals("/metrics")
                        || path.endsWith("/users/login")
                        || path.endsWith("/users/refresh");
        work(request);
        posts.addAndGet(request.getMethod().equals("POST") ? 1 : 0);
        Map<String, Object> answer = new LinkedHashMap<>();
        int status = 200;
        if (!isPublic && request.getHeaders().get(HttpHeader.AUTHORIZATION) == null) {
            status = 401;
        } else if (isPublic) {
            answer.put("accessToken", token(version));
            answer.put("refreshToken", UUID.randomUUID().toString());
            answer.put("expiresIn", 900);
        } else if (request.getMethod().equals("GET")) {
            answer.put("items", List.of());
        } else if (request.getHeaders().get("Idempotency-Key") == null) {
            status = 428;
        } else {
            status = problemIn(path, body) ? 422 : 201;
            answer.put("id", UUID.randomUUID().toString());
            answer.put("opportunityId", UUID.randomUUID().toString());
            answer.put("total", Map.of("amount", "12.50", "currency", "EUR"));
        }
        byte[] json = JSON.writeValueAsBytes(answer);
        response.setStatus(status);
        response.getHeaders().put("ERP-Version", version);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, BufferUtil.toBuffer(json), callback);
    }

    /** Takes as long as the caller wants it to; counts what changes nothing. */
    private void work(Request request) throws Exception {
        Fields query = Request.extractQueryParameters(request);
        dryRuns.addAndGet("true".equals(query.getValue("dryRun")) ? 1 : 0);
        String millis = query.getValue("takesMillis");
        Thread.sleep(millis == null ? 0 : Long.parseLong(millis));
    }

    /** From now on refuses what is posted to paths that end so. */
    public void refuse(String ending) {
        refused = ending;
    }

    private boolean problemIn(String path, JsonNode body) {
        if (!refused.isEmpty() && path.endsWith(refused)) {
            return true;
        }
        if (path.endsWith("/sales/orders")) {
            return body.path("lines").isEmpty() || !body.path("customerId").isString();
        }
        if (path.endsWith("/payments")) {
            return !body.path("amount").path("amount").asString("").equals("12.50")
                    || !body.path("allocations").path(0).path("invoiceId").isString();
        }
        if (path.endsWith("/feedback")) {
            boolean isComplaint = body.path("kind").asString("").equals("complaint");
            complaints.addAndGet(isComplaint ? 1 : 0);
            return !body.path("text").isString() || !body.path("version").isString();
        }
        return path.contains("//");
    }

    private static String token(String version) {
        int number = SIGN_INS.getAndIncrement();
        String payload =
                "{\"sub\":\"%s-%d\",\"cohort\":\"%02d\"}".formatted(version, number, number % 100);
        return "e30."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(payload.getBytes(StandardCharsets.UTF_8))
                + ".c2ln";
    }
}
