package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Each built-in role does all day what its holder is there for, and nothing of what others do. */
class RolesAtWorkIT extends ErpIT {
    private static final String SECRET = "a-long-enough-secret";
    private static final String ORDERS = "/api/v1/sales/orders";
    private static final Map<String, Object> NO_BODY = Map.of();
    private static Shop shop;

    @BeforeAll
    static void openShop() {
        shop = Shop.open(api(), 2, 100);
    }

    @Test
    void the_sales_clerk_sells_and_bills_but_lets_no_goods_go() {
        Api clerk = holder("sales-clerk");
        UUID customer =
                clerk.post("/api/v1/sales/customers", Map.of("name", "Walk-in")).is(201).id();
        clerk.get("/api/v1/inventory/items").is(200);
        clerk.get("/api/v1/inventory/stock").is(200);
        UUID order = clerk.post(ORDERS, order(customer)).is(201).id();
        act(clerk, order, "confirm").is(200);
        UUID other = clerk.post(ORDERS, order(customer)).is(201).id();
        act(clerk, other, "cancel").is(200);

        forbidden(act(clerk, order, "deliver"), "sales.deliveries.write");
        act(api(), order, "deliver").is(201);
        clerk.get(ORDERS + "/" + order + "/deliveries").is(200);
        UUID invoice = act(clerk, order, "invoice").is(201).id();
        clerk.get("/api/v1/sales/invoices/" + invoice).is(200);
        forbidden(receive(clerk), "inventory.stock.write");
        forbidden(pay(clerk, customer), "finance.payments.write");
        forbidden(clerk.get("/api/v1/finance/journal-entries"), "finance.journal.read");
        administersNothing(clerk);
    }

    @Test
    void the_warehouse_clerk_takes_in_counts_and_delivers_but_sells_and_bills_nothing() {
        Api clerk = holder("warehouse-clerk");
        receive(clerk).is(201);
        clerk.get("/api/v1/inventory/stock").is(200);
        clerk.post(
                        "/api/v1/inventory/items",
                        Map.of("sku", "W-" + UUID.randomUUID(), "name", "New", "unit", "pcs"))
                .is(201);
        UUID order = confirmed();
        clerk.get(ORDERS + "?limit=5").is(200);
        clerk.get(ORDERS + "/" + order).is(200);
        UUID delivery = act(clerk, order, "deliver").is(201).id();
        clerk.get("/api/v1/sales/deliveries/" + delivery).is(200);

        forbidden(clerk.post(ORDERS, order(shop.customers().getFirst())), "sales.orders.write");
        forbidden(act(clerk, order, "cancel"), "sales.orders.write");
        forbidden(act(clerk, order, "invoice"), "sales.invoices.write");
        forbidden(pay(clerk, shop.customers().getFirst()), "finance.payments.write");
        forbidden(clerk.get("/api/v1/finance/journal-entries"), "finance.journal.read");
        administersNothing(clerk);
    }

    @Test
    void the_accountant_bills_books_takes_payments_and_closes_but_moves_no_goods() {
        Api accountant = holder("accountant");
        UUID order = confirmed();
        act(api(), order, "deliver").is(201);
        act(accountant, order, "invoice").is(201);
        pay(accountant, shop.customers().getFirst()).is(201);
        for (String path :
                List.of(
                        "/api/v1/finance/accounts",
                        "/api/v1/finance/periods",
                        "/api/v1/finance/journal-entries",
                        "/api/v1/finance/payments",
                        "/api/v1/finance/trial-balance",
                        "/api/v1/sales/invoices",
                        "/api/v1/sales/customers",
                        "/api/v1/inventory/stock")) {
            accountant.get(path).is(200);
        }
        Api.Answer period = accountant.get("/api/v1/finance/periods?limit=200").is(200);
        String oldest = oldest(period);
        act(accountant, "/api/v1/finance/periods/" + oldest + "/close").is(200);
        act(accountant, "/api/v1/finance/periods/" + oldest + "/reopen").is(200);

        forbidden(act(accountant, order, "deliver"), "sales.deliveries.write");
        forbidden(
                accountant.post(ORDERS, order(shop.customers().getFirst())), "sales.orders.write");
        forbidden(receive(accountant), "inventory.stock.write");
        administersNothing(accountant);
    }

    @Test
    void the_auditor_sees_everything_and_changes_nothing() {
        Api auditor = holder("auditor");
        seesAllLists(auditor);
        changesNothing(auditor, "");
        changesNothing(auditor, "?dryRun=true");
    }

    @Test
    void the_release_probe_sees_everything_and_tries_out_everything_but_changes_nothing() {
        Api probe = holder("release-probe");
        seesAllLists(probe);
        changesNothing(probe, "");
        UUID order = confirmed();
        long before = rows();
        probe.post(ORDERS + "?dryRun=true", order(shop.customers().getFirst())).is(201);
        probe.post(ORDERS + "/" + order + "/deliver?dryRun=true", NO_BODY).is(201);
        probe.post("/api/v1/sales/customers?dryRun=true", Map.of("name", "Nobody")).is(201);
        probe.post("/api/v1/inventory/receipts?dryRun=true", receipt()).is(201);

        assertThat(rows()).isEqualTo(before);
        Map<String, String> complaint =
                Map.of("version", VERSION, "kind", "complaint", "text", "slow");
        probe.post("/api/v1/feedback", complaint).is(403);
        probe.post("/api/v1/users/me/logout-everywhere", NO_BODY).is(403);
        // To try is no way to rights either.
        probe.post("/api/v1/users/users?dryRun=true", user("tried", "administrator")).is(403);
        probe.post("/api/v1/users/users?dryRun=true", user("tried", "auditor")).is(201);
        assertThat(rows()).isEqualTo(before);
        Api.anonymous(base())
                .post("/api/v1/users/login", Map.of("username", "tried", "password", SECRET))
                .is(401);
    }

    @Test
    void the_administrator_does_what_all_others_do_and_gives_rights() {
        Api boss = holder("administrator");
        UUID order = confirmed();
        act(boss, order, "deliver").is(201);
        act(boss, order, "invoice").is(201);
        receive(boss).is(201);
        pay(boss, shop.customers().getFirst()).is(201);
        boss.post("/api/v1/users/users", user("made-by-boss", "auditor")).is(201);
        seesAllLists(boss);
    }

    private static void seesAllLists(Api api) {
        for (String path :
                List.of(
                        "/api/v1/core/companies",
                        "/api/v1/feedback",
                        "/api/v1/users/users",
                        "/api/v1/users/roles",
                        "/api/v1/finance/accounts",
                        "/api/v1/finance/journal-entries",
                        "/api/v1/finance/payments",
                        "/api/v1/inventory/items",
                        "/api/v1/inventory/receipts",
                        "/api/v1/sales/customers",
                        "/api/v1/sales/orders",
                        "/api/v1/sales/invoices")) {
            api.get(path).is(200);
        }
    }

    /** Every operation of the document that is no read and asks for a right refuses. */
    private static void changesNothing(Api api, String query) {
        List<String> refused = new ArrayList<>();
        api.get("/openapi.json")
                .is(200)
                .body()
                .at("/paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .properties()
                                        .forEach(
                                                operation -> {
                                                    String method = operation.getKey();
                                                    if (method.equals("get")
                                                            || operation
                                                                    .getValue()
                                                                    .at("/x-permission")
                                                                    .isMissingNode()) {
                                                        return;
                                                    }
                                                    String target =
                                                            path.getKey()
                                                                            .replaceAll(
                                                                                    "\\{\\w+}",
                                                                                    UUID.randomUUID()
                                                                                            .toString())
                                                                    + query;
                                                    api.send(
                                                                    method.toUpperCase(
                                                                            java.util.Locale.ROOT),
                                                                    target,
                                                                    NO_BODY)
                                                            .is(403);
                                                    refused.add(target);
                                                }));
        assertThat(refused).hasSizeGreaterThan(20);
    }

    private static void administersNothing(Api api) {
        forbidden(api.get("/api/v1/users/users"), "users.users.read");
        forbidden(
                api.post("/api/v1/users/users", user("friend", "administrator")),
                "users.users.write");
        forbidden(
                api.post(
                        "/api/v1/users/roles",
                        Map.of("name", "mine", "permissions", List.of("sales.orders.write"))),
                "users.roles.write");
        forbidden(
                api.post(
                        "/api/v1/core/companies",
                        Map.of("code", "MINE", "name", "M", "currency", "EUR", "zone", "UTC")),
                "core.companies.write");
    }

    private static void forbidden(Api.Answer answer, String permission) {
        assertThat(answer.is(403).text("/detail")).contains(permission);
    }

    private static Api holder(String role) {
        return somebody(role).api();
    }

    private static Map<String, Object> user(String name, String role) {
        return Map.of(
                "username", name, "password", SECRET, "displayName", name, "roles", List.of(role));
    }

    private static UUID confirmed() {
        UUID order = shop.order(shop.line(0, "1", "10")).is(201).id();
        act(api(), order, "confirm").is(200);
        return order;
    }

    private static Map<String, Object> order(UUID customer) {
        return Map.of(
                "customerId",
                customer,
                "warehouseId",
                shop.warehouse(),
                "lines",
                List.of(shop.line(1, "1", "10")));
    }

    private static Api.Answer receive(Api api) {
        return api.post("/api/v1/inventory/receipts", receipt());
    }

    private static Map<String, Object> receipt() {
        Map<String, Object> line =
                Map.of("itemId", shop.items().getFirst(), "quantity", "5", "unitCost", "4");
        return Map.of("warehouseId", shop.warehouse(), "lines", List.of(line));
    }

    private static Api.Answer pay(Api api, UUID customer) {
        return api.post(
                "/api/v1/finance/payments",
                Map.of(
                        "customerId",
                        customer,
                        "amount",
                        Map.of("amount", "1.00", "currency", "EUR"),
                        "allocations",
                        List.of()));
    }

    private static Api.Answer act(Api api, UUID order, String verb) {
        return act(api, ORDERS + "/" + order + "/" + verb);
    }

    private static Api.Answer act(Api api, String path) {
        return api.post(path, NO_BODY);
    }

    private static String oldest(Api.Answer periods) {
        String id = "";
        String first = "9999";
        for (var period : periods.body().at("/items")) {
            String start = period.at("/startDate").asString();
            if (start.compareTo(first) < 0) {
                first = start;
                id = period.at("/id").asString();
            }
        }
        return id;
    }
}
