package canary.smoke;

import com.sun.net.httpserver.HttpExchange;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The master data of a company and the rules by which an ERP takes orders, for stand-ins of an ERP:
 * what both versions read from the same database. It begins with one of each kind.
 */
public final class TinyShop {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** An answer of the API. */
    public record Reply(int status, String body) {

        /** Sends it as the answer of a version, and ends the exchange. */
        public void send(HttpExchange exchange, String version) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("ERP-Version", version);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }
    }

    private record Row(String id, Map<String, Object> fields) {}

    private final Map<String, List<Row>> lists = new LinkedHashMap<>();
    private int ids;
    private String refusal = "";
    private boolean tellsTests = true;

    public TinyShop() {
        for (String list :
                List.of("companies", "accounts", "tax-codes", "customers", "warehouses", "items")) {
            lists.put(list, new ArrayList<>());
        }
        lists.put("stock", new ArrayList<>());
        add("companies", Map.of("code", "MAIN"));
        add("accounts", Map.of("code", "1200"));
        add("tax-codes", Map.of("code", "STANDARD"));
        customer("");
        String warehouse = add("warehouses", Map.of("code", "MAIN"));
        stock(item(true), warehouse, "5");
    }

    /** A customer; without a limit where it is empty, over it where it is 0. */
    public synchronized String customer(String creditLimit) {
        Object limit = Map.of("amount", creditLimit, "currency", "EUR");
        return add("customers", creditLimit.isEmpty() ? Map.of() : Map.of("creditLimit", limit));
    }

    public synchronized String item(boolean isActive) {
        return add("items", Map.of("active", isActive));
    }

    public synchronized void stock(String item, String warehouse, String available) {
        add("stock", Map.of("itemId", item, "warehouseId", warehouse, "available", available));
    }

    /** The newest row comes first in its list. */
    public synchronized String add(String list, Map<String, Object> fields) {
        String id = "id-" + ++ids;
        rows(list).addFirst(new Row(id, fields));
        return id;
    }

    /** Nothing is left in a list. */
    public synchronized void clear(String list) {
        rows(list).clear();
    }

    public synchronized void deactivateItems() {
        rows("items").replaceAll(row -> new Row(row.id(), Map.of("active", false)));
    }

    public synchronized void deactivate(String item) {
        rows("items")
                .replaceAll(
                        row ->
                                row.id().equals(item)
                                        ? new Row(row.id(), Map.of("active", false))
                                        : row);
    }

    /** From now on each order is refused so, as in a closed period; taken where it is empty. */
    public synchronized void refuseOrders(String code) {
        refusal = code;
    }

    /** From now on it is like a release that does not know yet what is to be tried. */
    public synchronized void tellNoTests() {
        tellsTests = false;
    }

    private List<Row> rows(String list) {
        List<Row> rows = lists.get(list);
        if (rows == null) {
            throw new IllegalArgumentException(list);
        }
        return rows;
    }

    /** Answers as the API does, whoever asks. */
    public synchronized Reply answer(String method, URI uri, String body) {
        String[] path = uri.getPath().split("/");
        if (uri.getPath().endsWith("/users/login")) {
            return new Reply(200, "{\"accessToken\":\"t\"}");
        }
        if (uri.getPath().endsWith("/users/me")) {
            return new Reply(200, "{\"username\":\"probe\"}");
        }
        if (method.equals("POST")) {
            return uri.getPath().endsWith("/sales/orders") && "dryRun=true".equals(uri.getQuery())
                    ? order(JSON.readTree(body))
                    : problem(405, "core.METHOD_NOT_ALLOWED");
        }
        if (tellsTests && uri.getPath().equals(SmokeTest.LIST)) {
            return new Reply(200, JSON.writeValueAsString(Map.of("tests", tests())));
        }
        if (path.length < 5 || !lists.containsKey(path[4])) {
            return problem(404, "core.NOT_FOUND");
        }
        if (path.length == 5) {
            return page(rows(path[4]), uri.getQuery() == null ? "" : uri.getQuery());
        }
        return find(path[4], path[5])
                .map(row -> new Reply(200, JSON.writeValueAsString(shown(row))))
                .orElseGet(() -> problem(404, "core.NOT_FOUND"));
    }

    private List<Map<String, Object>> tests() {
        List<Map<String, Object>> tests = new ArrayList<>();
        tests.add(read("core", "/api/v1/core/companies?limit=1"));
        tests.add(read("users", "/api/v1/users/me"));
        tests.add(read("finance", "/api/v1/finance/accounts?limit=1"));
        tests.add(read("inventory", "/api/v1/inventory/items?limit=1"));
        tests.add(read("sales", "/api/v1/sales/customers?limit=1"));
        List<String> missing = missing();
        List<Map<String, Object>> bodies = missing.isEmpty() ? orders() : List.of();
        tests.add(
                Map.of(
                        "name",
                        "order",
                        "what",
                        "an order",
                        "method",
                        "POST",
                        "path",
                        "/api/v1/sales/orders?dryRun=true",
                        "bodies",
                        bodies,
                        "missing",
                        missing));
        return tests;
    }

    private static Map<String, Object> read(String name, String path) {
        return Map.of("name", name, "what", name, "method", "GET", "path", path);
    }

    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (rows("customers").isEmpty()) {
            missing.add("customer");
        }
        if (rows("warehouses").isEmpty()) {
            missing.add("warehouse");
        }
        if (activeItems().isEmpty()) {
            missing.add("active item");
        }
        if (rows("tax-codes").isEmpty()) {
            missing.add("tax code");
        }
        return missing;
    }

    /** One for each customer, over the newest active item. */
    private List<Map<String, Object>> orders() {
        String warehouse = rows("warehouses").getFirst().id();
        Map<String, String> line =
                Map.of(
                        "itemId", activeItems().getFirst(),
                        "quantity", "1",
                        "unitPrice", "1.00",
                        "taxCode", "STANDARD");
        return rows("customers").stream()
                .<Map<String, Object>>map(
                        customer ->
                                Map.of(
                                        "customerId", customer.id(),
                                        "warehouseId", warehouse,
                                        "lines", List.of(line)))
                .toList();
    }

    private List<String> activeItems() {
        return rows("items").stream()
                .filter(row -> Boolean.TRUE.equals(row.fields().get("active")))
                .map(Row::id)
                .toList();
    }

    private static Map<String, Object> shown(Row row) {
        Map<String, Object> shown = new LinkedHashMap<>(row.fields());
        shown.put("id", row.id());
        return shown;
    }

    private static Reply page(List<Row> rows, String query) {
        int limit = Integer.parseInt(parameter(query, "limit", "50"));
        int from = Integer.parseInt(parameter(query, "after", "0"));
        int to = Math.min(rows.size(), from + limit);
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("items", rows.subList(from, to).stream().map(TinyShop::shown).toList());
        page.put("next", to < rows.size() ? to + "" : null);
        return new Reply(200, JSON.writeValueAsString(page));
    }

    private static String parameter(String query, String name, String absent) {
        for (String pair : query.split("&")) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        return absent;
    }

    private Optional<Row> find(String list, String id) {
        return rows(list).stream().filter(row -> row.id().equals(id)).findFirst();
    }

    private Reply order(JsonNode order) {
        JsonNode line = order.path("lines").path(0);
        String item = line.path("itemId").asString("");
        Optional<Row> customer = find("customers", order.path("customerId").asString(""));
        String taxCode = line.path("taxCode").asString("STANDARD");
        if (customer.isEmpty()) {
            return problem(422, "sales.UNKNOWN_CUSTOMER");
        }
        if (find("warehouses", order.path("warehouseId").asString("")).isEmpty()) {
            return problem(422, "inventory.UNKNOWN_WAREHOUSE");
        }
        if (find("items", item).isEmpty()) {
            return problem(422, "inventory.UNKNOWN_ITEM");
        }
        if (!Boolean.TRUE.equals(find("items", item).orElseThrow().fields().get("active"))) {
            return problem(422, "inventory.INACTIVE_ITEM");
        }
        if (rows("tax-codes").stream().noneMatch(it -> taxCode.equals(it.fields().get("code")))) {
            return problem(422, "sales.UNKNOWN_TAX_CODE");
        }
        if (customer.get().fields().get("creditLimit") instanceof Map<?, ?> limit
                && new BigDecimal(limit.get("amount") + "").signum() == 0) {
            return problem(409, "sales.CREDIT_LIMIT");
        }
        return refusal.isEmpty() ? new Reply(201, "{\"id\":\"order\"}") : problem(409, refusal);
    }

    /** A refusal as the API writes it. */
    public static Reply problem(int status, String code) {
        return new Reply(status, "{\"status\":%d,\"code\":\"%s\"}".formatted(status, code));
    }
}
