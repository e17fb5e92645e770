package erp.sales;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.UUID;

/** A draft can be changed, and only a draft. */
class ChangeDraftIT {
    private static Shop shop;
    private static Trader trader;

    @BeforeAll
    static void open() {
        shop = new Shop();
        trader = new Trader(shop, "EUR");
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @AfterEach
    void every_invariant_holds() {
        assertThat(Checks.broken(shop)).isEmpty();
    }

    @Test
    void a_draft_says_something_else_and_stays_the_same_order() {
        Http.Response before =
                trader.draft(
                        trader.line("2", "10", "STANDARD"),
                        trader.line("1", "5", "STANDARD"),
                        trader.line("7", "1", "STANDARD"));
        Http.Response after =
                put(
                                before,
                                "\"0\"",
                                trader.line("3", "4", "ZERO"),
                                trader.line("1", "1", "STANDARD"))
                        .expect(200);
        assertThat(after.header("ETag")).contains("\"1\"");
        assertThat(after.text("/number")).isEqualTo(before.text("/number"));
        assertThat(after.text("/state")).isEqualTo("DRAFT");
        assertThat(after.json().at("/lines")).hasSize(2);
        assertThat(after.text("/lines/0/id")).isEqualTo(before.text("/lines/0/id"));
        assertThat(after.text("/net/amount")).isEqualTo("13.00");
        assertThat(after.text("/tax/amount")).isEqualTo("0.20");
        assertThat(trader.get(before.uuid("/id")).body()).isEqualTo(after.body());

        Http.Response grown =
                put(
                                before,
                                "\"1\"",
                                trader.line("1", "1", "STANDARD"),
                                trader.line("2", "1", "STANDARD"),
                                trader.line("3", "1", "STANDARD"),
                                trader.line("4", "1", "STANDARD"))
                        .expect(200);
        assertThat(grown.json().at("/lines")).hasSize(4);
        trader.act(before.uuid("/id"), "confirm").expect(200);
        trader.act(before.uuid("/id"), "deliver").expect(201);
        Http.Response invoice = trader.act(before.uuid("/id"), "invoice").expect(201);
        assertThat(invoice.text("/net/amount")).isEqualTo("10.00");
        Http.Response history =
                trader.http.get(Trader.ORDERS + "/" + before.text("/id") + "/history").expect(200);
        assertThat(history.json().at("/items").findValuesAsString("action"))
                .containsExactly("invoice", "deliver", "confirm", "change", "change", "create");
    }

    @Test
    void the_same_again_is_a_new_version_too() {
        Http.Response before = trader.draft(trader.line("2", "10", "STANDARD"));
        Http.Response after = put(before, "\"0\"", trader.line("2", "10", "ZERO")).expect(200);
        assertThat(after.header("ETag")).contains("\"1\"");
    }

    @Test
    void another_customer_brings_its_terms() {
        Http.Response before = trader.draft(trader.line("1", "1", "ZERO"));
        UUID other = trader.customer(",\"paymentTermDays\":3");
        String body =
                trader.body(trader.line("1", "1", "ZERO"))
                        .replace(trader.customer.toString(), other.toString());
        Http.Response after = put(before.uuid("/id"), "\"0\"", body, "").expect(200);
        assertThat(after.uuid("/customerId")).isEqualTo(other);
        trader.act(before.uuid("/id"), "confirm").expect(200);
        trader.act(before.uuid("/id"), "deliver").expect(201);
        assertThat(trader.act(before.uuid("/id"), "invoice").expect(201).text("/paymentTerms"))
                .isEqualTo("Payable within 3 days");
    }

    @Test
    void its_goods_may_come_from_another_warehouse() {
        Http.Response before = trader.draft(trader.line("1", "1", "ZERO"));
        UUID other =
                trader.http
                        .post("/api/v1/inventory/warehouses", "{\"code\":\"W2\",\"name\":\"Shed\"}")
                        .expect(201)
                        .uuid("/id");
        String body =
                trader.body(trader.line("1", "1", "ZERO"))
                        .replace(trader.warehouse.toString(), other.toString());
        Http.Response after = put(before.uuid("/id"), "\"0\"", body, "").expect(200);
        assertThat(after.uuid("/warehouseId")).isEqualTo(other);
        assertThat(trader.get(before.uuid("/id")).body()).isEqualTo(after.body());
    }

    @Test
    void a_stale_version_or_none_is_refused_and_a_dry_run_leaves_nothing() {
        Http.Response before = trader.draft(trader.line("1", "1", "ZERO"));
        UUID id = before.uuid("/id");
        String body = trader.body(trader.line("9", "9", "ZERO"));
        assertThat(put(id, "\"7\"", body, "").expect(412).code())
                .isEqualTo("core.VERSION_MISMATCH");
        trader.http.put(Trader.ORDERS + "/" + id, body).expect(428);
        assertThat(put(id, "\"0\"", body, "?dryRun=true").expect(200).text("/net/amount"))
                .isEqualTo("81.00");
        assertThat(trader.get(id).body()).isEqualTo(before.body());
    }

    @Test
    void what_it_names_must_exist() {
        Http.Response before = trader.draft(trader.line("1", "1", "ZERO"));
        String good = trader.body(trader.line("1", "1", "ZERO"));
        String nobody = UUID.randomUUID().toString();
        UUID id = before.uuid("/id");
        assertThat(
                        put(id, "\"0\"", good.replace(trader.item.toString(), nobody), "")
                                .expect(422)
                                .errors())
                .containsExactly("/lines/0/itemId unknown");
        assertThat(
                        put(id, "\"0\"", good.replace(trader.customer.toString(), nobody), "")
                                .expect(422)
                                .errors())
                .containsExactly("/customerId unknown");
        assertThat(put(id, "\"0\"", good.replace("ZERO", "NONE"), "").expect(422).errors())
                .containsExactly("/lines/0/taxCode unknown");
        Trader other = new Trader(shop, "EUR");
        UUID foreign = other.draft(other.line("1", "1", "ZERO")).uuid("/id");
        put(foreign, "\"0\"", good, "").expect(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"confirm", "cancel"})
    void what_is_no_draft_any_more_is_not_changed(String action) {
        Http.Response before = trader.draft(trader.line("1", "1", "ZERO"));
        UUID id = before.uuid("/id");
        Http.Response then = trader.act(id, action).expect(200);
        Http.Response answer =
                put(id, "\"1\"", trader.body(trader.line("2", "1", "ZERO")), "").expect(409);
        assertThat(answer.code()).isEqualTo("sales.ORDER_STATE");
        assertThat(trader.get(id).body()).isEqualTo(then.body());
    }

    private static Http.Response put(Http.Response order, String version, String... lines) {
        return put(order.uuid("/id"), version, trader.body(lines), "");
    }

    private static Http.Response put(UUID order, String version, String body, String query) {
        return trader.http.with("If-Match", version).put(Trader.ORDERS + "/" + order + query, body);
    }
}
