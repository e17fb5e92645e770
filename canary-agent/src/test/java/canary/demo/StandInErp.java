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

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
public final class StandInErp {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String VERSION = System.getenv().getOrDefault("ERP_VERSION", "v0");
    private static final AtomicInteger SIGN_INS = new AtomicInteger();

    private StandInErp() {}

    public static void main(String[] args) throws Exception {
        Server server = new Server();
        listen(server, "ERP_HTTP_PORT");
        listen(server, "ERP_MANAGEMENT_PORT");
        server.setHandler(
                new Handler.Abstract() {
                    @Override
                    public boolean handle(Request request, Response response, Callback callback)
                            throws Exception {
                        answer(request, response, callback);
                        return true;
                    }
                });
        server.start();
        server.join();
    }

    private static void listen(Server server, String variable) {
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(System.getenv(variable)));
        server.addConnector(connector);
    }

    private static void answer(Request request, Response response, Callback callback)
            throws Exception {
        String path = request.getHttpURI().getPath();
        String text = Content.Source.asString(request, StandardCharsets.UTF_8);
        JsonNode body = text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text);
        boolean isPublic =
                path.startsWith("/health/")
                        || path.endsWith("/users/login")
                        || path.endsWith("/users/refresh");
        Map<String, Object> answer = new LinkedHashMap<>();
        int status = 200;
        if (!isPublic && request.getHeaders().get(HttpHeader.AUTHORIZATION) == null) {
            status = 401;
        } else if (isPublic) {
            answer.put("accessToken", token());
            answer.put("refreshToken", UUID.randomUUID().toString());
            answer.put("expiresIn", 900);
        } else if (request.getMethod().equals("GET")) {
            answer.put("items", List.of());
        } else if (request.getHeaders().get("Idempotency-Key") == null) {
            status = 428;
        } else {
            status = problemIn(path, body) ? 422 : 201;
            answer.put("id", UUID.randomUUID().toString());
            answer.put("total", Map.of("amount", "12.50", "currency", "EUR"));
        }
        byte[] json = JSON.writeValueAsBytes(answer);
        response.setStatus(status);
        response.getHeaders().put("ERP-Version", VERSION);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, BufferUtil.toBuffer(json), callback);
    }

    private static boolean problemIn(String path, JsonNode body) {
        if (path.endsWith("/sales/orders")) {
            return body.path("lines").isEmpty() || !body.path("customerId").isString();
        }
        if (path.endsWith("/payments")) {
            return !body.path("amount").path("amount").asString("").equals("12.50")
                    || !body.path("allocations").path(0).path("invoiceId").isString();
        }
        return path.contains("//");
    }

    private static String token() {
        int number = SIGN_INS.getAndIncrement();
        String payload =
                "{\"sub\":\"%s-%d\",\"cohort\":\"%02d\"}".formatted(VERSION, number, number % 100);
        return "e30."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(payload.getBytes(StandardCharsets.UTF_8))
                + ".c2ln";
    }
}
