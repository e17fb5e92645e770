package erp.sales;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.TestServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Everything wrong is a 4xx that names the field, and leaves no row. */
class BadInputIT {
    private static final UUID OTHER_COMPANY =
            UUID.fromString("01900000-0000-7000-8000-00000000c002");
    private static Shop shop;
    private static UUID bolt;
    private long before;

    @BeforeAll
    static void open() {
        shop = new Shop();
        shop.server.addCompany(OTHER_COMPANY, "OTHER", "EUR", "UTC");
        bolt = shop.stocked("BAD", "100", "1");
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @BeforeEach
    void count() {
        before = rows();
    }

    @AfterEach
    void every_invariant_holds() {
        assertThat(Checks.broken(shop)).isEmpty();
    }

    @ParameterizedTest(name = "quantity {0}, price {1}")
    @CsvSource({
        "-1,          1,             /lines/0/quantity positive",
        "0,           1,             /lines/0/quantity positive",
        "1000000000000, 0,           /lines/0/quantity range",
        "0.0000001,   1,             /lines/0/quantity scale",
        "1e3,         1,             /lines/0/quantity decimal",
        "1,           -0.01,         /lines/0/unitPrice positiveOrZero",
        "1,           1000000000.01, /lines/0/unitPrice range",
        "1,           0.0000001,     /lines/0/unitPrice scale",
        "1,           abc,           /lines/0/unitPrice decimal",
        "1000000000,  1000,          /lines range"
    })
    void an_order_of_impossible_amounts_is_refused(String quantity, String price, String error) {
        Http.Response answer = shop.order(bolt, quantity, price).expect(422);
        assertThat(answer.errors()).containsExactly(error);
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void a_price_that_is_too_high_is_told_the_limit() {
        assertThat(shop.order(bolt, "1", "1000000001").expect(422).text("/errors/0/message"))
                .isEqualTo("must be at most 1000000000");
    }

    @Test
    void an_order_can_be_for_all_that_can_be_on_hand() {
        String most = "999999999999.999999";
        UUID dust = shop.stocked("DUST", most, "0.01");
        UUID order = shop.confirmed(dust, most, "0.01");
        shop.act(order, "deliver").expect(201);
        assertThat(shop.stock(dust)).isEqualTo("0 0");
        Object[] twice = {dust, most, "0", dust, most, "0"};
        assertThat(shop.act(shop.draft(twice), "confirm").expect(409).code())
                .isEqualTo("inventory.INSUFFICIENT_STOCK");
    }

    @Test
    void an_order_without_lines_or_with_too_many_is_refused() {
        assertThat(shop.order().expect(422).errors()).containsExactly("/lines size");
        Object[] many =
                IntStream.range(0, 501)
                        .boxed()
                        .flatMap(_ -> java.util.stream.Stream.of(bolt, "1", "1"))
                        .toArray();
        assertThat(shop.order(many).expect(422).errors()).containsExactly("/lines size");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void an_order_of_unknown_things_is_refused() {
        UUID nobody = UUID.randomUUID();
        assertThat(shop.order(bolt, "1", "1", nobody, "1", "1").expect(422).errors())
                .containsExactly("/lines/1/itemId unknown");
        Http.Response answer =
                shop.http
                        .once()
                        .post("/api/v1/sales/orders", shop.orderBody(nobody, bolt, "1", "1"))
                        .expect(422);
        assertThat(answer.errors()).containsExactly("/customerId unknown");
        String body = shop.orderBody(shop.customer, bolt, "1", "1");
        assertThat(post(body.replace(shop.warehouse.toString(), nobody.toString())).errors())
                .containsExactly("/warehouseId unknown");
        assertThat(
                        post(body.replace("\"unitPrice\"", "\"taxCode\":\"NONE\",\"unitPrice\""))
                                .errors())
                .containsExactly("/lines/0/taxCode unknown");
        assertThat(post(body.replace("\"lines\"", "\"currency\":\"USD\",\"lines\"")).errors())
                .containsExactly("/currency currency");
        assertThat(post(body.replace("\"lines\"", "\"colour\":\"red\",\"lines\"")).errors())
                .containsExactly("/colour unknown");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void an_item_out_of_use_is_refused() {
        UUID old = shop.stocked("OLD", "1", "1");
        shop.http.post("/api/v1/inventory/items/" + old + "/deactivate").expect(200);
        long then = rows();
        assertThat(shop.order(old, "1", "1").expect(422).errors())
                .containsExactly("/lines/0/itemId inactive");
        assertThat(rows()).isEqualTo(then);
    }

    @Test
    void another_companys_documents_do_not_exist() {
        UUID order = shop.confirmed(bolt, "1", "1");
        UUID done = shop.delivered(bolt, "1", "1");
        UUID invoice = shop.act(done, "invoice").expect(201).uuid("/id");
        long then = rows();
        Http stranger = shop.server.as(TestServer.USER, OTHER_COMPANY, "*");
        String path = "/api/v1/sales/orders/" + order;
        assertThat(stranger.get(path).status()).isEqualTo(404);
        assertThat(stranger.get(path + "/history").status()).isEqualTo(404);
        for (String action : new String[] {"confirm", "deliver", "invoice", "cancel"}) {
            assertThat(stranger.once().post(path + "/" + action).status()).isEqualTo(404);
        }
        assertThat(stranger.get("/api/v1/sales/invoices/" + invoice).status()).isEqualTo(404);
        assertThat(stranger.get("/api/v1/inventory/items/" + bolt).status()).isEqualTo(404);
        assertThat(stranger.get("/api/v1/sales/orders").expect(200).json().at("/items")).isEmpty();
        assertThat(stranger.get("/api/v1/inventory/stock").expect(200).json().at("/items"))
                .isEmpty();
        assertThat(
                        stranger.once()
                                .post(
                                        "/api/v1/sales/orders",
                                        shop.orderBody(shop.customer, bolt, "1", "1"))
                                .status())
                .isEqualTo(422);
        assertThat(rows()).isEqualTo(then);
    }

    @Test
    void lines_that_are_not_the_orders_are_not_delivered() {
        UUID order = shop.confirmed(bolt, "2", "1");
        UUID line = shop.line(order, 0);
        String stock = shop.stock(bolt);
        long then = rows();
        assertThat(shop.deliver(order, UUID.randomUUID(), "1").expect(422).errors())
                .containsExactly("/lines/0/lineId unknown");
        assertThat(shop.deliver(order, line, "1", line, "1").expect(422).errors())
                .containsExactly("/lines/1/lineId duplicate");
        assertThat(shop.deliver(order, line, "2.000001").expect(409).errors())
                .containsExactly("/lines/0/quantity open");
        assertThat(shop.deliver(order, line, "0").expect(422).errors())
                .containsExactly("/lines/0/quantity positive");
        assertThat(shop.deliver(order).expect(422).errors()).containsExactly("/lines size");
        assertThat(rows()).isEqualTo(then);
        assertThat(shop.stock(bolt)).isEqualTo(stock);
    }

    @Test
    void what_is_done_is_not_done_again() {
        UUID draft = shop.draft(bolt, "1", "1");
        assertThat(shop.act(draft, "deliver").expect(409).code()).isEqualTo("sales.ORDER_STATE");
        assertThat(shop.act(draft, "invoice").expect(409).code()).isEqualTo("sales.ORDER_STATE");
        UUID order = shop.confirmed(bolt, "1", "1");
        assertThat(shop.act(order, "confirm").expect(409).code()).isEqualTo("sales.ORDER_STATE");
        assertThat(shop.act(order, "invoice").expect(409).code())
                .isEqualTo("sales.NOTHING_TO_INVOICE");
        shop.act(order, "deliver").expect(201);
        assertThat(shop.act(order, "deliver").expect(409).code())
                .isEqualTo("sales.NOTHING_TO_DELIVER");
        assertThat(shop.act(order, "cancel").expect(409).code())
                .isEqualTo("sales.ALREADY_DELIVERED");
        shop.act(order, "invoice").expect(201);
        assertThat(shop.act(order, "invoice").expect(409).code())
                .isEqualTo("sales.NOTHING_TO_INVOICE");
        shop.act(draft, "cancel").expect(200);
        assertThat(shop.act(draft, "confirm").expect(409).code()).isEqualTo("sales.ORDER_STATE");
    }

    @Test
    void a_customer_of_impossible_terms_is_refused() {
        String path = "/api/v1/sales/customers";
        assertThat(shop.http.post(path, "{\"name\":\" \"}").expect(422).errors())
                .containsExactly("/name notBlank");
        assertThat(
                        shop.http
                                .post(path, "{\"name\":\"A\",\"paymentTermDays\":366}")
                                .expect(422)
                                .errors())
                .containsExactly("/paymentTermDays max");
        assertThat(
                        shop.http
                                .post(
                                        path,
                                        "{\"name\":\"A\",\"creditLimit\":"
                                                + "{\"amount\":\"1.00\",\"currency\":\"USD\"}}")
                                .expect(422)
                                .errors())
                .containsExactly("/creditLimit/currency currency");
        assertThat(shop.http.post(path, "{\"name\":\"A\",\"country\":\"XX\"}").expect(422).errors())
                .containsExactly("/country country");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void a_customer_changes_only_by_its_latest_version() {
        UUID customer = shop.customer("");
        String path = "/api/v1/sales/customers/" + customer;
        String body = "{\"name\":\"Bea Ltd\",\"paymentTermDays\":7}";
        assertThat(shop.http.put(path, body).status()).isEqualTo(428);
        Http current = shop.http.with("If-Match", "\"0\"");
        assertThat(current.put(path, body).expect(200).text("/name")).isEqualTo("Bea Ltd");
        assertThat(current.put(path, body).status()).isEqualTo(412);
        assertThat(shop.http.get(path).expect(200).text("/paymentTermDays")).isEqualTo("7");
    }

    @Test
    void a_stale_version_is_refused() {
        UUID order = shop.draft(bolt, "1", "1");
        Http stale = shop.http.once().with("If-Match", "\"7\"");
        assertThat(stale.post("/api/v1/sales/orders/" + order + "/confirm").status())
                .isEqualTo(412);
        assertThat(shop.get(order).text("/state")).isEqualTo("DRAFT");
    }

    @Test
    void goods_do_not_move_without_an_idempotency_key() {
        UUID order = shop.draft(bolt, "1", "1");
        for (String action : new String[] {"confirm", "deliver", "invoice"}) {
            assertThat(shop.http.post("/api/v1/sales/orders/" + order + "/" + action).code())
                    .isEqualTo("core.IDEMPOTENCY_KEY_REQUIRED");
        }
    }

    @Test
    void a_receipt_of_impossible_amounts_is_refused() {
        assertThat(shop.receive(bolt, "-1", "1").expect(422).errors())
                .containsExactly("/lines/0/quantity positive");
        assertThat(shop.receive(bolt, "1", "-1").expect(422).errors())
                .containsExactly("/lines/0/unitCost positiveOrZero");
        assertThat(shop.receive(UUID.randomUUID(), "1", "1").expect(422).errors())
                .containsExactly("/lines/0/itemId unknown");
        assertThat(rows()).isEqualTo(before);
    }

    private static Http.Response post(String body) {
        return shop.http.once().post("/api/v1/sales/orders", body).expect(422);
    }

    /** Rows of every table that a refused request could have touched. */
    private static long rows() {
        return shop.server.count(
                java.util.stream.Stream.of(
                                "sales_order",
                                "sales_order_line",
                                "sales_delivery",
                                "sales_invoice",
                                "inventory_move",
                                "inventory_reservation",
                                "finance_journal_entry",
                                "core_history",
                                "core_outbox",
                                "core_idempotency")
                        .map(table -> "(select count(*) from " + table + ")")
                        .collect(Collectors.joining(" + ", "select ", "")));
    }
}
