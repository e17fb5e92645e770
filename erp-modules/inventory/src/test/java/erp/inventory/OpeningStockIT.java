package erp.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.TestServer;
import erp.core.http.Endpoint;
import erp.core.party.Companies;
import erp.finance.Finance;
import erp.finance.FinanceRoutes;
import erp.finance.opening.OpeningClosed;
import erp.inventory.items.NewItem;
import erp.inventory.opening.OpeningStock;
import erp.inventory.opening.OpeningStockRoutes;
import erp.migrations.Invariants;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A company begins with stock: the part of the opening run that inventory keeps. */
class OpeningStockIT {
    private static final String STOCK = "/api/v1/inventory/opening-stock";
    private static final String OPENING = "/api/v1/finance/opening";
    private static final Finance FINANCE = new Finance();
    private static final AtomicInteger MADE = new AtomicInteger();
    private static TestServer server;
    private Http http;

    @BeforeAll
    static void start() {
        OpeningStock stock = new OpeningStock(FINANCE);
        List<Class<?>> entities = new ArrayList<>(Finance.entities());
        entities.addAll(Inventory.entities());
        entities.addAll(Companies.ENTITIES);
        List<Endpoint<?>> endpoints = new ArrayList<>(new FinanceRoutes(FINANCE).endpoints());
        endpoints.addAll(new InventoryRoutes(new Inventory(FINANCE.ledger())).endpoints());
        endpoints.addAll(new OpeningStockRoutes(stock).endpoints());
        server =
                TestServer.of(entities)
                        .subscribe(journal -> journal.on(OpeningClosed.class, stock::post))
                        .connections(8, Duration.ofSeconds(30))
                        .start(endpoints);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void reset() {
        server.truncate();
        http = server.as("*");
        http.post("/api/v1/finance/chart/default").expect(200);
    }

    @Test
    void stock_lies_in_its_warehouses_with_its_value_as_of_the_opening() throws SQLException {
        UUID north = warehouse("N");
        UUID south = warehouse("S");
        UUID bolt = item("BOLT");
        UUID nut = item("NUT");
        begin("credit", "170.01");
        Http.Response put =
                put(
                                line(north, bolt, "3", eur("100.01")),
                                line(south, bolt, "4.5", eur("50.00")),
                                line(north, nut, "1", eur("20.00")))
                        .expect(200);
        assertThat(put.text("/stock/sum/amount")).isEqualTo("170.01");
        assertThat(put.text("/difference/amount")).isEqualTo("0.00");
        assertThat(server.count("select count(*) from inventory_move")).isZero();
        close().expect(200);
        assertThat(stock(north, bolt)).isEqualTo("3");
        assertThat(stock(south, bolt)).isEqualTo("4.5");
        JsonNode move = http.get("/api/v1/inventory/moves?itemId=" + nut).expect(200).json();
        assertThat(move.at("/items/0/effectiveDate").asString()).isEqualTo("2026-08-31");
        assertThat(move.at("/items/0/sourceType").asString()).isEqualTo("inventory.opening-stock");
        assertThat(inventoryOn("2026-08-31")).isEqualTo("170.01");
        assertThat(broken()).isEmpty();
    }

    @Test
    void goods_that_came_after_the_cut_over_are_averaged_with_it() throws SQLException {
        UUID north = warehouse("N");
        UUID bolt = item("BOLT");
        http.once()
                .post(
                        "/api/v1/inventory/receipts",
                        """
                        {"warehouseId":"%s","date":"2026-09-03","lines":[
                         {"itemId":"%s","quantity":"1","unitCost":"5"}]}\
                        """
                                .formatted(north, bolt))
                .expect(201);
        begin("credit", "10.00");
        put(line(north, bolt, "2", eur("10.00"))).expect(200);
        close().expect(200);
        assertThat(stock(north, bolt)).isEqualTo("3");
        assertThat(inventoryOn("2026-08-31")).isEqualTo("10.00");
        assertThat(inventoryOn("2026-11-24")).isEqualTo("15.00");
        assertThat(broken()).isEmpty();
    }

    @Test
    void before_the_opening_there_was_nothing_that_could_leave() throws SQLException {
        UUID north = warehouse("N");
        UUID bolt = item("BOLT");
        begin("credit", "10.00");
        put(line(north, bolt, "2", eur("10.00"))).expect(200);
        close().expect(200);
        String loss =
                """
                {"warehouseId":"%s","date":"%s","reason":"lost","lines":[{"itemId":"%s","quantity":"-1"}]}\
                """;
        Http.Response early =
                http.once()
                        .post(
                                "/api/v1/inventory/adjustments",
                                loss.formatted(north, "2026-08-15", bolt))
                        .expect(409);
        assertThat(early.code()).isEqualTo("inventory.INSUFFICIENT_STOCK");
        http.once()
                .post("/api/v1/inventory/adjustments", loss.formatted(north, "2026-08-31", bolt))
                .expect(201);
        assertThat(broken()).isEmpty();
    }

    @Test
    void what_a_layer_knows_of_its_last_move_stays_true_where_its_item_is_older()
            throws SQLException {
        Instant today = server.clock().instant();
        server.clock().set(Instant.parse("2026-08-01T08:00:00Z"));
        UUID north = warehouse("N");
        UUID bolt = item("BOLT");
        server.clock().set(today);
        begin("credit", "10.00");
        put(line(north, bolt, "2", eur("10.00"))).expect(200);
        close().expect(200);
        assertThat(
                        server.count(
                                "select count(*) from inventory_layer l join inventory_move m on"
                                        + " m.item_id = l.item_id where m.effective_date >"
                                        + " l.last_move_date"))
                .isZero();
        assertThat(broken()).isEmpty();
    }

    @Test
    void items_out_of_use_and_worth_nothing_may_be_in_stock() throws SQLException {
        UUID north = warehouse("N");
        UUID old = item("OLD");
        http.post("/api/v1/inventory/items/" + old + "/deactivate").expect(200);
        begin("credit", "1.00");
        put(line(north, old, "7", eur("0.00")), line(north, item("NEW"), "1", eur("1.00")))
                .expect(200);
        close().expect(200);
        assertThat(stock(north, old)).isEqualTo("7");
        assertThat(broken()).isEmpty();
    }

    @Test
    void it_is_replaced_as_a_whole_and_stays_once_the_run_is_closed() throws SQLException {
        UUID north = warehouse("N");
        UUID bolt = item("BOLT");
        assertThat(put(line(north, bolt, "1", eur("1.00"))).expect(409).code())
                .isEqualTo("finance.OPENING_NOT_STARTED");
        begin("credit", "2.00");
        put(line(north, bolt, "9", eur("9.00"))).expect(200);
        String version = put(line(north, bolt, "2", eur("2.00"))).expect(200).text("/version");
        Http.Response read = http.get(STOCK).expect(200);
        assertThat(read.text("/lines/0/quantity")).isEqualTo("2");
        assertThat(read.header("ETag")).contains("\"" + version + "\"");
        assertThat(http.with("If-Match", "\"1\"").put(STOCK, "{\"lines\":[]}").status())
                .isEqualTo(412);
        assertThat(http.put(STOCK, "{\"lines\":[]}").status()).isEqualTo(428);
        close().expect(200);
        assertThat(put().expect(409).code()).isEqualTo("finance.OPENING_CLOSED");
        assertThat(stock(north, bolt)).isEqualTo("2");
        assertThat(broken()).isEmpty();
    }

    @Test
    void each_wrong_field_is_named() {
        UUID north = warehouse("N");
        UUID bolt = item("BOLT");
        begin("credit", "1.00");
        UUID nobodys = UUID.randomUUID();
        assertThat(
                        put(
                                        line(nobodys, bolt, "1", eur("1.00")),
                                        line(north, nobodys, "1", eur("1.00")))
                                .expect(422)
                                .errors())
                .containsExactly("/lines/0/warehouseId unknown", "/lines/1/itemId unknown");
        assertThat(
                        put(
                                        line(north, bolt, "1", eur("1.00")),
                                        line(north, bolt, "2", eur("1.00")))
                                .expect(422)
                                .errors())
                .containsExactly("/lines/1/itemId duplicate");
        assertThat(
                        put(line(north, bolt, "1", "{\"amount\":\"1\",\"currency\":\"JPY\"}"))
                                .expect(422)
                                .errors())
                .containsExactly("/lines/0/value/currency currency");
        assertThat(put(line(north, bolt, "0", eur("-1.00"))).expect(422).errors())
                .containsExactly("/lines/0/quantity positive", "/lines/0/value positiveOrZero");
    }

    @Test
    void items_and_warehouses_of_another_company_are_refused() {
        UUID stranger = server.addCompany();
        UUID north = warehouse("N");
        UUID bolt = item("BOLT");
        http = server.as(UUID.randomUUID(), stranger, "*");
        http.post("/api/v1/finance/chart/default").expect(200);
        http.with("If-Match", "\"0\"")
                .put(OPENING, "{\"date\":\"2026-08-31\",\"balances\":[]}")
                .expect(200);
        assertThat(put(line(north, bolt, "1", eur("1.00"))).expect(422).errors())
                .containsExactly("/lines/0/warehouseId unknown", "/lines/0/itemId unknown");
    }

    @Test
    void thousands_of_items_in_two_warehouses_are_posted_within_one_request() throws SQLException {
        List<UUID> houses = List.of(warehouse("N"), warehouse("S"));
        List<UUID> items =
                server.write(
                        tx ->
                                IntStream.range(0, 2500)
                                        .mapToObj(
                                                i ->
                                                        new Inventory(FINANCE.ledger())
                                                                .addItem(
                                                                        tx,
                                                                        new NewItem(
                                                                                "I" + i, "x", "pc"))
                                                                .id())
                                        .toList());
        begin("credit", "5000.00");
        String[] lines =
                items.stream()
                        .flatMap(it -> houses.stream().map(at -> line(at, it, "2", eur("1.00"))))
                        .toArray(String[]::new);
        put(lines).expect(200);
        long begun = System.nanoTime();
        close().expect(200);
        assertThat(System.nanoTime() - begun).isLessThan(15_000_000_000L);
        assertThat(broken()).isEmpty();
    }

    @Test
    void the_checks_of_the_data_find_what_was_tampered_with() throws SQLException {
        found("update inventory_opening_line set quantity = quantity + 1", "I41", "line");
        found("update inventory_move set effective_date = '2026-09-01'", "I41", "line");
        found("delete from inventory_opening_line", "I41", "move of no closed opening");
        found("update finance_opening_line set amount = 3 where kind = 'STOCK'", "I41", "sum");
        String stranger = " set company_id = unhex('000000000000000000000000000000ff')";
        found("update inventory_opening_line" + stranger, "I40", "stock of item");
        found("update inventory_warehouse" + stranger, "I40", "stock in warehouse");
        found("update finance_opening" + stranger, "I40", "stock to opening");
    }

    private void found(String plant, String check, String problem) throws SQLException {
        reset();
        UUID north = warehouse("N");
        begin("credit", "2.00");
        put(line(north, item("BOLT"), "2", eur("2.00"))).expect(200);
        close().expect(200);
        assertThat(broken()).isEmpty();
        try (Connection connection = server.schema().owner().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set foreign_key_checks = 0");
            assertThat(statement.executeUpdate(plant)).isPositive();
        }
        assertThat(broken())
                .anySatisfy(it -> assertThat(it).startsWith(check).contains("=" + problem));
    }

    /** The opening with retained earnings against the stock. */
    private void begin(String side, String amount) {
        JsonNode accounts = http.get("/api/v1/finance/accounts?role=RETAINED_EARNINGS").json();
        http.with("If-Match", "\"0\"")
                .put(
                        OPENING,
                        """
                        {"date":"2026-08-31","balances":[{"accountId":"%s","%s":%s}]}\
                        """
                                .formatted(
                                        accounts.at("/items/0/id").asString(), side, eur(amount)))
                .expect(200);
    }

    private Http.Response put(String... lines) {
        String version = http.get(OPENING).expect(200).header("ETag").orElseThrow();
        return http.with("If-Match", version)
                .put(STOCK, "{\"lines\":[%s]}".formatted(String.join(",", lines)));
    }

    private Http.Response close() {
        return http.once().post(OPENING + "/close");
    }

    private static String line(UUID warehouse, UUID item, String quantity, String value) {
        return """
        {"warehouseId":"%s","itemId":"%s","quantity":"%s","value":%s}\
        """
                .formatted(warehouse, item, quantity, value);
    }

    private static String eur(String amount) {
        return "{\"amount\":\"%s\",\"currency\":\"EUR\"}".formatted(amount);
    }

    private UUID warehouse(String code) {
        return http.post(
                        "/api/v1/inventory/warehouses",
                        "{\"code\":\"%s\",\"name\":\"A house\"}".formatted(code))
                .expect(201)
                .uuid("/id");
    }

    private UUID item(String name) {
        return http.post(
                        "/api/v1/inventory/items",
                        "{\"sku\":\"%s-%d\",\"name\":\"%s\",\"unit\":\"pc\"}"
                                .formatted(
                                        name,
                                        MADE.incrementAndGet(),
                                        name.toLowerCase(Locale.ROOT)))
                .expect(201)
                .uuid("/id");
    }

    private String stock(UUID warehouse, UUID item) {
        return http.get("/api/v1/inventory/stock?itemId=" + item + "&warehouseId=" + warehouse)
                .expect(200)
                .text("/items/0/onHand");
    }

    private String inventoryOn(String date) {
        JsonNode accounts =
                http.get("/api/v1/finance/trial-balance?date=" + date).json().at("/accounts");
        for (JsonNode account : accounts) {
            if (account.at("/code").asString().equals("1200")) {
                return account.at("/balance/amount").asString();
            }
        }
        return "none";
    }

    private static List<String> broken() throws SQLException {
        return new Invariants()
                .run(server.schema().owner().dataSource()).stream()
                        .filter(result -> !result.passed())
                        .map(result -> result.id() + result.error().orElse("") + result.firstRows())
                        .toList();
    }
}
