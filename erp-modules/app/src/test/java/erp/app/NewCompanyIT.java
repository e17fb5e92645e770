package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.TestServer;
import erp.core.http.Endpoint;
import erp.core.party.Companies;
import erp.finance.Finance;
import erp.finance.FinanceRoutes;
import erp.finance.events.PaymentPosted;
import erp.finance.opening.OpeningClosed;
import erp.inventory.Inventory;
import erp.inventory.InventoryRoutes;
import erp.inventory.opening.OpeningStock;
import erp.inventory.opening.OpeningStockRoutes;
import erp.migrations.Invariants;
import erp.sales.Sales;
import erp.sales.SalesRoutes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The story of a company that comes from other books at the end of August, in the middle of a year
 * that begins in April, and of its first week. {@code ops/bin/new-company} tells it to a server.
 */
class NewCompanyIT {
    private static final String FINANCE = "/api/v1/finance/";
    private static final String INVENTORY = "/api/v1/inventory/";
    private static final String SALES = "/api/v1/sales/";

    private TestServer server;
    private Http http;
    private UUID warehouse;
    private UUID bolt;
    private UUID nut;
    private UUID ada;
    private UUID bob;
    private UUID steel;

    @BeforeEach
    void start() {
        Finance finance = new Finance();
        Inventory inventory = new Inventory(finance.ledger());
        OpeningStock stock = new OpeningStock(finance);
        Sales sales = new Sales(inventory, finance);
        List<Class<?>> entities = new ArrayList<>(Finance.entities());
        entities.addAll(Inventory.entities());
        entities.addAll(Sales.entities());
        entities.addAll(Companies.ENTITIES);
        List<Endpoint<?>> endpoints = new ArrayList<>(new FinanceRoutes(finance).endpoints());
        endpoints.addAll(new InventoryRoutes(inventory).endpoints());
        endpoints.addAll(new OpeningStockRoutes(stock).endpoints());
        endpoints.addAll(new SalesRoutes(sales).endpoints());
        server =
                TestServer.of(entities)
                        .subscribe(
                                journal -> {
                                    journal.on(PaymentPosted.class, sales::checkPayer);
                                    journal.on(OpeningClosed.class, stock::post);
                                })
                        .start(endpoints);
        UUID company = UUID.randomUUID();
        server.addCompany(company, "VIENNA", "EUR", "Europe/Vienna");
        http = server.as(UUID.randomUUID(), company, "*");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_company_begins_in_the_middle_of_a_year_from_april_and_works_a_week() throws Exception {
        on("2026-09-01");
        fiscalYearFromApril();
        masterData();
        open();
        assertThat(balances())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.ofEntries(
                                Map.entry("1000", "9000.00"),
                                Map.entry("1100", "1500.00"),
                                Map.entry("1200", "700.00"),
                                Map.entry("2000", "-840.00"),
                                Map.entry("2200", "-60.00"),
                                Map.entry("2300", "-300.00"),
                                Map.entry("3000", "-5000.00"),
                                Map.entry("3900", "0.00"),
                                Map.entry("4000", "-12000.00"),
                                Map.entry("5000", "7000.00")));
        on("2026-09-02");
        UUID order = ordered("100", "3.00");
        invoiced(order, "{\"lines\":[{\"lineId\":\"%s\",\"quantity\":\"40\"}]}", "120.00");
        on("2026-09-03");
        oldInvoicesArePaid();
        on("2026-09-04");
        invoiced(order, "{}", "180.00");
        countAndLoss();
        on("2026-09-07");
        rent();
        wrongDaysAreRefused();
        assertThat(balances())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.ofEntries(
                                Map.entry("1000", "9150.00"),
                                Map.entry("1100", "1000.00"),
                                Map.entry("1200", "492.00"),
                                Map.entry("2000", "-840.00"),
                                Map.entry("2200", "0.00"),
                                Map.entry("2300", "-360.00"),
                                Map.entry("3000", "-5000.00"),
                                Map.entry("3900", "0.00"),
                                Map.entry("4000", "-12300.00"),
                                Map.entry("5000", "7200.00"),
                                Map.entry("5100", "8.00"),
                                Map.entry("6000", "650.00")));
        assertThat(broken()).isEmpty();
    }

    private void fiscalYearFromApril() {
        post(FINANCE + "fiscal-years", "{\"fiscalYear\":2026,\"startDate\":\"2026-04-01\"}", 201);
        post(FINANCE + "chart/default", "{}", 200);
        post(
                FINANCE + "accounts",
                "{\"code\":\"6000\",\"name\":\"Rent\",\"type\":\"EXPENSE\"}",
                201);
    }

    private void masterData() {
        warehouse = made(INVENTORY + "warehouses", "{\"code\":\"W1\",\"name\":\"Main\"}");
        bolt = made(INVENTORY + "items", "{\"sku\":\"BOLT\",\"name\":\"Bolt\",\"unit\":\"pc\"}");
        nut = made(INVENTORY + "items", "{\"sku\":\"NUT\",\"name\":\"Nut\",\"unit\":\"pc\"}");
        ada = made(SALES + "customers", "{\"name\":\"Ada Ltd\"}");
        bob = made(SALES + "customers", "{\"name\":\"Bob Ltd\"}");
        steel = made(SALES + "customers", "{\"name\":\"Steel Ltd\"}");
    }

    /** Puts the parts, finds that a supplier's invoice is missing, and closes when it balances. */
    private void open() {
        put(
                FINANCE + "opening",
                """
                {"date":"2026-08-31","balances":[%s,%s,%s,%s,%s,%s]}\
                """
                        .formatted(
                                balance("1000", "debit", "9000.00"),
                                balance("2300", "credit", "300.00"),
                                balance("3000", "credit", "5000.00"),
                                balance("4000", "credit", "12000.00"),
                                balance("5000", "debit", "7000.00"),
                                balance("1100", "debit", "1500.00")));
        put(
                FINANCE + "opening/receivables",
                lines(
                        item("customerId", ada, "R-1001", "1100.00"),
                        item("customerId", bob, "R-1002", "400.00")));
        put(
                FINANCE + "opening/prepayments",
                lines(
                        """
                        {"customerId":"%s","reference":"in advance","date":"2026-08-28","amount":%s}\
                        """
                                .formatted(bob, eur("60.00"))));
        put(
                INVENTORY + "opening-stock",
                lines(stock(bolt, "300", "600.00"), stock(nut, "50", "100.00")));
        JsonNode missing =
                put(
                        FINANCE + "opening/payables",
                        lines(item("supplierId", steel, "S-1", "800.00")));
        assertThat(missing.at("/difference/amount").asString()).isEqualTo("40.00");
        assertThat(http.once().post(FINANCE + "opening/close").expect(409).code())
                .isEqualTo("finance.OPENING_UNBALANCED");
        put(
                FINANCE + "opening/payables",
                lines(
                        item("supplierId", steel, "S-1", "800.00"),
                        item("supplierId", steel, "S-2", "40.00")));
        post(FINANCE + "opening/close?dryRun=true", null, 200);
        assertThat(balances()).isEmpty();
        post(FINANCE + "opening/close", null, 200);
    }

    private UUID ordered(String quantity, String price) {
        UUID order =
                made(
                        SALES + "orders",
                        """
                        {"customerId":"%s","warehouseId":"%s","lines":[
                         {"itemId":"%s","quantity":"%s","unitPrice":"%s"}]}\
                        """
                                .formatted(ada, warehouse, bolt, quantity, price));
        post(SALES + "orders/" + order + "/confirm", null, 200);
        return order;
    }

    /**
     * @param delivery may have a place for the order's line
     */
    private void invoiced(UUID order, String delivery, String net) {
        String line = http.get(SALES + "orders/" + order).expect(200).text("/lines/0/id");
        post(SALES + "orders/" + order + "/deliver", delivery.formatted(line), 201);
        Http.Response invoice = post(SALES + "orders/" + order + "/invoice", null, 201);
        assertThat(invoice.text("/net/amount")).isEqualTo(net);
    }

    private void oldInvoicesArePaid() {
        post(
                FINANCE + "payments",
                """
                {"customerId":"%s","amount":%s,"allocations":[{"openItemId":"%s","amount":%s}]}\
                """
                        .formatted(ada, eur("800.00"), openItem(ada), eur("800.00")),
                201);
        String advance =
                http.get(FINANCE + "payments?customerId=" + bob).expect(200).text("/items/0/id");
        post(
                FINANCE + "payments/" + advance + "/allocate",
                "{\"allocations\":[{\"openItemId\":\"%s\",\"amount\":%s}]}"
                        .formatted(openItem(bob), eur("60.00")),
                200);
    }

    private void countAndLoss() {
        post(
                INVENTORY + "counts",
                "{\"warehouseId\":\"%s\",\"reason\":\"count\",\"lines\":[%s]}"
                        .formatted(
                                warehouse, "{\"itemId\":\"%s\",\"counted\":\"49\"}".formatted(nut)),
                201);
        post(
                INVENTORY + "adjustments",
                "{\"warehouseId\":\"%s\",\"reason\":\"broken\",\"lines\":[%s]}"
                        .formatted(
                                warehouse,
                                "{\"itemId\":\"%s\",\"quantity\":\"-3\"}".formatted(bolt)),
                201);
    }

    private void rent() {
        entry("2026-09-05", 201);
    }

    private void wrongDaysAreRefused() {
        assertThat(entry("2025-12-31", 422).code()).isEqualTo("finance.NO_PERIOD");
        JsonNode periods = http.get(FINANCE + "periods").expect(200).json().at("/items");
        for (JsonNode period : periods) {
            if (LocalDate.parse(period.at("/endDate").asString())
                    .isBefore(LocalDate.of(2026, 9, 1))) {
                post(FINANCE + "periods/" + period.at("/id").asString() + "/close", null, 200);
            }
        }
        assertThat(entry("2026-08-31", 409).code()).isEqualTo("finance.PERIOD_CLOSED");
        assertThat(http.once().post(FINANCE + "opening/close").expect(409).code())
                .isEqualTo("finance.OPENING_CLOSED");
        assertThat(
                        http.with("If-Match", version())
                                .put(INVENTORY + "opening-stock", "{\"lines\":[]}")
                                .expect(409)
                                .code())
                .isEqualTo("finance.OPENING_CLOSED");
    }

    private Http.Response entry(String date, int status) {
        return post(
                FINANCE + "journal-entries",
                """
                {"text":"Rent","date":"%s","lines":[
                 {"accountId":"%s","debit":%s},{"accountId":"%s","credit":%s}]}\
                """
                        .formatted(
                                date,
                                account("6000"),
                                eur("650.00"),
                                account("1000"),
                                eur("650.00")),
                status);
    }

    private void on(String day) {
        server.clock().set(Instant.parse(day + "T08:00:00Z"));
    }

    private UUID made(String path, String json) {
        return post(path, json, 201).uuid("/id");
    }

    private Http.Response post(String path, String json, int status) {
        return http.once().send("POST", path, json).expect(status);
    }

    private JsonNode put(String path, String json) {
        return http.with("If-Match", version()).put(path, json).expect(200).json();
    }

    private String version() {
        return http.get(FINANCE + "opening").expect(200).header("ETag").orElseThrow();
    }

    private String openItem(UUID customer) {
        JsonNode items =
                http.get(FINANCE + "open-items?state=OPEN&customerId=" + customer)
                        .expect(200)
                        .json()
                        .at("/items");
        for (JsonNode item : items) {
            if (item.at("/reference").asString().startsWith("R-")) {
                return item.at("/id").asString();
            }
        }
        throw new AssertionError("no old invoice in " + items);
    }

    private String account(String code) {
        JsonNode accounts = http.get(FINANCE + "accounts").expect(200).json().at("/items");
        for (JsonNode account : accounts) {
            if (account.at("/code").asString().equals(code)) {
                return account.at("/id").asString();
            }
        }
        throw new AssertionError("no account " + code);
    }

    private String balance(String code, String side, String amount) {
        return "{\"accountId\":\"%s\",\"%s\":%s}".formatted(account(code), side, eur(amount));
    }

    private static String item(String field, UUID party, String reference, String amount) {
        return """
        {"%s":"%s","reference":"%s","date":"2026-08-10","dueDate":"2026-09-10","amount":%s}\
        """
                .formatted(field, party, reference, eur(amount));
    }

    private String stock(UUID item, String quantity, String value) {
        return """
        {"warehouseId":"%s","itemId":"%s","quantity":"%s","value":%s}\
        """
                .formatted(warehouse, item, quantity, eur(value));
    }

    private static String lines(String... lines) {
        return "{\"lines\":[%s]}".formatted(String.join(",", lines));
    }

    private static String eur(String amount) {
        return "{\"amount\":\"%s\",\"currency\":\"EUR\"}".formatted(amount);
    }

    /** Debits less credits by account code. */
    private Map<String, String> balances() {
        Map<String, String> balances = new LinkedHashMap<>();
        http.get(FINANCE + "trial-balance")
                .expect(200)
                .json()
                .at("/accounts")
                .forEach(
                        account ->
                                balances.put(
                                        account.at("/code").asString(),
                                        account.at("/balance/amount").asString()));
        return balances;
    }

    private List<String> broken() throws SQLException {
        return new Invariants()
                .run(server.schema().owner().dataSource()).stream()
                        .filter(result -> !result.passed())
                        .map(result -> result.id() + result.error().orElse("") + result.firstRows())
                        .toList();
    }
}
