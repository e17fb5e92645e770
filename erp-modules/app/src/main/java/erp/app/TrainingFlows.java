package erp.app;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What users do all day, from order to cash, so that the JVM learns what gets hot. */
final class TrainingFlows {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int FIRST_FAILURE = 400;
    private static final String ORDERS = "/api/v1/sales/orders";

    private final HttpClient client;
    private final URI base;
    private String token = "";
    private String warehouse = "";
    private String item = "";
    private String customer = "";

    TrainingFlows(HttpClient client, URI base) {
        this.client = client;
        this.base = base;
    }

    void signIn(String username, String password) throws IOException, InterruptedException {
        token =
                post("/api/v1/users/login", Map.of("username", username, "password", password))
                        .path("accessToken")
                        .asString();
    }

    /** Something to trade with. */
    void open() throws IOException, InterruptedException {
        post("/api/v1/finance/chart/default", Map.of());
        warehouse = id(post("/api/v1/inventory/warehouses", Map.of("code", "A", "name", "A")));
        Map<String, String> piece = Map.of("sku", "A", "name", "A", "unit", "piece");
        item = id(post("/api/v1/inventory/items", piece));
        customer = id(post("/api/v1/sales/customers", Map.of("name", "A")));
        Map<String, String> line = Map.of("itemId", item, "quantity", "100000", "unitCost", "1.50");
        post(
                "/api/v1/inventory/receipts",
                Map.of("warehouseId", warehouse, "lines", List.of(line)));
    }

    /** One order, from its entry to the customer's payment. */
    void orderToCash() throws IOException, InterruptedException {
        Map<String, String> line = Map.of("itemId", item, "quantity", "2", "unitPrice", "9.50");
        String order =
                ORDERS
                        + "/"
                        + id(
                                post(
                                        ORDERS,
                                        Map.of(
                                                "customerId", customer,
                                                "warehouseId", warehouse,
                                                "lines", List.of(line))));
        get(order);
        post(order + "/confirm", null);
        get("/api/v1/inventory/stock?itemId=" + item);
        post(order + "/deliver", null);
        JsonNode invoice = post(order + "/invoice", null);
        get("/api/v1/finance/open-items?limit=20");
        JsonNode total = invoice.path("total");
        post(
                "/api/v1/finance/payments",
                Map.of(
                        "customerId",
                        customer,
                        "amount",
                        total,
                        "allocations",
                        List.of(Map.of("invoiceId", id(invoice), "amount", total))));
        get(ORDERS + "?limit=20");
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(answer(request(base, path).GET()));
    }

    /** Reads a page that is no JSON, from any root. */
    void look(URI root, String path) throws IOException, InterruptedException {
        answer(request(root, path).GET());
    }

    private JsonNode post(String path, @Nullable Object body)
            throws IOException, InterruptedException {
        String text = body == null ? "" : JSON.writeValueAsString(body);
        HttpRequest.Builder request =
                request(base, path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(BodyPublishers.ofString(text));
        return JSON.readTree(answer(request));
    }

    private HttpRequest.Builder request(URI root, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    /** A refusal ends the training: what it would learn is not what users do. */
    private String answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= FIRST_FAILURE) {
            throw new IOException(answer.request().uri() + " answers " + answer.body());
        }
        return answer.body();
    }

    private static String id(JsonNode made) {
        return made.path("id").asString();
    }
}
