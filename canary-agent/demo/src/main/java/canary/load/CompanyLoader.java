package canary.load;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Sets up a company by the API alone, as an integrator would: chart, goods, customers, users. */
public final class CompanyLoader implements AutoCloseable {

    private static final List<String> ROLES =
            Stream.concat(
                            Stream.of("sales-clerk", "warehouse-clerk", "accountant"),
                            ErrandKind.ALL.stream().flatMap(kind -> kind.roles().stream()))
                    .distinct()
                    .toList();
    private static final String STOCK_OF_EACH = "10000000";
    private static final String PASSWORD = "Every-day-4-work";

    private final Session admin;

    /** How much of each kind there shall be. */
    public record Size(int items, int customers, int users) {}

    /** Works as the administrator that the server made when it was empty. */
    public CompanyLoader(URI root, Company.User administrator) {
        admin = new Session(root, administrator);
    }

    /**
     * Loads everything. Fails with {@link UncheckedIOException}, naming the call and the answer.
     */
    public Company load(Size size) {
        try {
            expect("sign in", admin.login());
            String currency = currency();
            create("/api/v1/finance/chart/default", null);
            String warehouse =
                    id(
                            create(
                                    "/api/v1/inventory/warehouses",
                                    Map.of("code", "MAIN", "name", "Main warehouse")));
            List<String> items = many(size.items(), this::item);
            create("/api/v1/inventory/receipts", receipt(warehouse, items));
            List<String> customers =
                    many(
                            size.customers(),
                            i ->
                                    id(
                                            create(
                                                    "/api/v1/sales/customers",
                                                    Map.of("name", "Customer " + i))));
            List<Company.User> users = new ArrayList<>();
            for (int i = 0; i < size.users(); i++) {
                users.add(user("clerk%03d".formatted(i), ROLES));
            }
            var bare = new Company(currency, warehouse, items, customers, users, List.of());
            List<ErrandKind.Prepared> errands = new ArrayList<>();
            for (ErrandKind kind : ErrandKind.ALL) {
                errands.add(kind.prepare(bare, (path, body) -> id(create(path, body))));
            }
            return new Company(currency, warehouse, items, customers, users, errands);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** Documents that can be worked on again and again as a dry run, one at each step of a flow. */
    public WarmUp warmUp(Company company) {
        try {
            Company.User user = user("warm-up", ROLES);
            Map<String, String> line =
                    Map.of(
                            "itemId", company.items().getFirst(),
                            "quantity", "2",
                            "unitPrice", "9.50");
            Map<String, Object> order =
                    Map.of(
                            "customerId", company.customers().getFirst(),
                            "warehouseId", company.warehouse(),
                            "lines", List.of(line));
            List<String> orders = new ArrayList<>();
            JsonNode last = JsonNodeFactory.instance.missingNode();
            List<String> steps = List.of("/confirm", "/deliver", "/invoice");
            for (int done = 0; done <= steps.size(); done++) {
                String path = "/api/v1/sales/orders/" + id(create("/api/v1/sales/orders", order));
                orders.add(path);
                for (String step : steps.subList(0, done)) {
                    last = create(path + step, null);
                }
            }
            Object payment =
                    Flow.payment(company.customers().getFirst(), id(last), last.path("total"));
            List<Errand.Request> errands =
                    company.errands().stream().flatMap(it -> it.warmUp().stream()).toList();
            return new WarmUp(user, order, orders, payment, errands);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** A user who may send release probes. */
    public Company.User probe(String username) {
        try {
            return user(username, List.of("release-probe"));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    @FunctionalInterface
    private interface Making {
        String of(int number) throws IOException;
    }

    private static List<String> many(int count, Making making) throws IOException {
        List<String> made = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            made.add(making.of(i));
        }
        return made;
    }

    private String currency() throws IOException {
        JsonNode companies = expect("companies", admin.get("/api/v1/core/companies?limit=1"));
        return companies.path("items").path(0).path("currency").asString("EUR");
    }

    private String item(int number) throws IOException {
        return id(
                create(
                        "/api/v1/inventory/items",
                        Map.of(
                                "sku",
                                "SKU-%04d".formatted(number),
                                "name",
                                "Item " + number,
                                "unit",
                                "piece")));
    }

    private static Object receipt(String warehouse, List<String> items) {
        List<Map<String, String>> lines =
                IntStream.range(0, items.size())
                        .mapToObj(
                                i ->
                                        Map.of(
                                                "itemId", items.get(i),
                                                "quantity", STOCK_OF_EACH,
                                                "unitCost", "%d.50".formatted(1 + i % 9)))
                        .toList();
        return Map.of("warehouseId", warehouse, "lines", lines);
    }

    private Company.User user(String username, List<String> roles) throws IOException {
        create(
                "/api/v1/users/users",
                Map.of(
                        "username", username,
                        "password", PASSWORD,
                        "displayName", username,
                        "roles", roles));
        return new Company.User(username, PASSWORD);
    }

    private JsonNode create(String path, @Nullable Object body) throws IOException {
        return expect(path, admin.post(path, body, UUID.randomUUID().toString()));
    }

    private static JsonNode expect(String what, Reply reply) throws IOException {
        if (!reply.isSuccess()) {
            throw new IOException(what + " answers " + reply.status() + ": " + reply.text());
        }
        return Session.json(reply);
    }

    private static String id(JsonNode made) {
        return made.path("id").asString();
    }
}
