package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The story of a sale over HTTP, from order to money, and what the books say at each step. */
class OrderToCashIT extends ErpIT {

    @Test
    void an_order_becomes_a_delivery_an_invoice_and_money() {
        Shop shop = Shop.open(api(), 3, 100);
        Api.Answer order =
                shop.order(
                                shop.line(0, "2", "10"),
                                shop.line(1, "3", "20"),
                                shop.line(2, "1", "5.50"))
                        .is(201);
        assertThat(order.text("/state")).isEqualTo("DRAFT");
        assertThat(order.header("Location")).isEqualTo("/api/v1/sales/orders/" + order.id());

        assertThat(shop.act(order.id(), "confirm").is(200).text("/state")).isEqualTo("CONFIRMED");
        assertThat(stock(shop, 1, "reserved")).isEqualTo("3");

        shop.act(order.id(), "deliver").is(201);
        assertThat(stock(shop, 1, "onHand")).isEqualTo("97");
        assertThat(stock(shop, 1, "reserved")).isEqualTo("0");

        Api.Answer invoice = shop.act(order.id(), "invoice").is(201);
        assertThat(invoice.text("/net/amount")).isEqualTo("85.50");
        assertThat(invoice.text("/total/amount")).isEqualTo("102.60");

        pay(shop, invoice.id(), "102.60").is(201);
        assertThat(api().get("/api/v1/sales/invoices/" + invoice.id()).is(200).text("/payment"))
                .isEqualTo("PAID");
        assertThat(api().get("/api/v1/sales/orders/" + order.id()).is(200).text("/state"))
                .isEqualTo("CLOSED");
        assertBooksAreRight();
    }

    @Test
    void part_of_an_order_is_delivered_and_billed_and_the_rest_later() {
        Shop shop = Shop.open(api(), 1, 10);
        Api.Answer order = shop.order(shop.line(0, "10", "7")).is(201);
        shop.act(order.id(), "confirm").is(200);
        String line = order.text("/lines/0/id");
        api().post(
                        "/api/v1/sales/orders/" + order.id() + "/deliver",
                        Map.of("lines", List.of(Map.of("lineId", line, "quantity", "4"))))
                .is(201);
        assertThat(shop.act(order.id(), "invoice").is(201).text("/net/amount")).isEqualTo("28.00");
        shop.act(order.id(), "deliver").is(201);
        assertThat(shop.act(order.id(), "invoice").is(201).text("/net/amount")).isEqualTo("42.00");
        shop.act(order.id(), "deliver").is(409);
        shop.act(order.id(), "invoice").is(409);
        assertBooksAreRight();
    }

    @Test
    void a_cancelled_order_gives_its_stock_back() {
        Shop shop = Shop.open(api(), 1, 5);
        UUID order = shop.order(shop.line(0, "5", "1")).is(201).id();
        shop.act(order, "confirm").is(200);
        assertThat(
                        shop.act(shop.order(shop.line(0, "1", "1")).is(201).id(), "confirm")
                                .is(409)
                                .text("/code"))
                .isEqualTo("inventory.INSUFFICIENT_STOCK");
        assertThat(shop.act(order, "cancel").is(200).text("/state")).isEqualTo("CANCELLED");
        assertThat(stock(shop, 0, "reserved")).isEqualTo("0");
        assertBooksAreRight();
    }

    @Test
    void a_dry_run_answers_as_the_real_one_and_leaves_nothing() {
        Shop shop = Shop.open(api(), 1, 5);
        UUID order = shop.order(shop.line(0, "5", "1")).is(201).id();
        Api.Answer tried =
                api().post("/api/v1/sales/orders/" + order + "/confirm?dryRun=true", Map.of());
        assertThat(tried.is(200).text("/state")).isEqualTo("CONFIRMED");
        assertThat(api().get("/api/v1/sales/orders/" + order).is(200).text("/state"))
                .isEqualTo("DRAFT");
        assertThat(stock(shop, 0, "reserved")).isEqualTo("0");
    }

    @Test
    void a_repeated_call_with_the_same_key_is_done_once() {
        Shop shop = Shop.open(api(), 1, 5);
        Map<String, Object> body =
                Map.of(
                        "customerId", shop.customers().getFirst(),
                        "warehouseId", shop.warehouse(),
                        "lines", List.of(shop.line(0, "1", "1")));
        String key = UUID.randomUUID().toString();
        Api.Answer first =
                api().send("POST", "/api/v1/sales/orders", body, "Idempotency-Key", key).is(201);
        Api.Answer second =
                api().send("POST", "/api/v1/sales/orders", body, "Idempotency-Key", key).is(201);
        assertThat(second.raw().body()).isEqualTo(first.raw().body());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void the_history_of_an_order_tells_who_did_what_with_which_version() {
        Shop shop = Shop.open(api(), 1, 5);
        UUID order = shop.order(shop.line(0, "1", "1")).is(201).id();
        shop.act(order, "confirm").is(200);
        JsonNode items =
                api().get("/api/v1/sales/orders/" + order + "/history").is(200).body().at("/items");
        assertThat(items.findValuesAsString("action"))
                .containsExactlyInAnyOrder("create", "confirm");
        assertThat(items.findValuesAsString("appVersion")).containsOnly(VERSION);
    }

    private Api.Answer pay(Shop shop, UUID invoice, String amount) {
        Map<String, Object> money = Map.of("amount", amount, "currency", "EUR");
        return api().post(
                        "/api/v1/finance/payments",
                        Map.of(
                                "customerId", shop.customers().getFirst(),
                                "amount", money,
                                "allocations",
                                        List.of(Map.of("invoiceId", invoice, "amount", money))));
    }

    private String stock(Shop shop, int item, String figure) {
        String path =
                "/api/v1/inventory/stock?itemId="
                        + shop.items().get(item)
                        + "&warehouseId="
                        + shop.warehouse();
        return api().get(path).is(200).text("/items/0/" + figure);
    }
}
