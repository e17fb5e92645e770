package erp.sales;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** From order to cash, over HTTP. */
class OrderToCashIT {
    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = new Shop();
    }

    @AfterEach
    void every_invariant_holds() {
        assertThat(Checks.broken(shop)).isEmpty();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @Test
    void an_order_becomes_money() {
        UUID bolt = shop.stocked("O2C-1", "100", "2.50");
        UUID nut = shop.stocked("O2C-2", "100", "1");
        Http.Response draft = shop.order(bolt, "10", "5.00", nut, "4", "2.25").expect(201);
        assertThat(draft.text("/state")).isEqualTo("DRAFT");
        assertThat(draft.text("/net/amount")).isEqualTo("59.00");
        UUID order = draft.uuid("/id");

        Http.Response confirmed = shop.act(order, "confirm").expect(200);
        assertThat(confirmed.text("/state")).isEqualTo("CONFIRMED");
        assertThat(shop.stock(bolt)).isEqualTo("100 10");

        shop.act(order, "deliver").expect(201);
        assertThat(shop.stock(bolt)).isEqualTo("90 0");
        assertThat(shop.get(order).text("/delivery")).isEqualTo("FULL");

        Http.Response invoice = shop.act(order, "invoice").expect(201);
        String total = invoice.text("/total/amount");
        assertThat(invoice.text("/payment")).isEqualTo("UNPAID");
        assertThat(shop.get(order).text("/state")).isEqualTo("CLOSED");

        shop.pay(invoice.uuid("/id"), total);
        assertThat(
                        shop.http
                                .get("/api/v1/sales/invoices/" + invoice.text("/id"))
                                .expect(200)
                                .text("/payment"))
                .isEqualTo("PAID");
    }

    @Test
    void an_order_is_delivered_and_invoiced_in_parts() {
        UUID bolt = shop.stocked("PART", "10", "0.333");
        UUID order = shop.confirmed(bolt, "3", "0.335");
        shop.deliver(order, shop.line(order, 0), "1").expect(201);
        assertThat(shop.get(order).text("/delivery")).isEqualTo("PARTIAL");
        Http.Response first = shop.act(order, "invoice").expect(201);
        assertThat(first.text("/net/amount")).isEqualTo("0.34");
        shop.act(order, "deliver").expect(201);
        Http.Response second = shop.act(order, "invoice").expect(201);
        assertThat(second.text("/net/amount")).isEqualTo("0.67");
        assertThat(shop.get(order).text("/state")).isEqualTo("CLOSED");
        assertThat(second.text("/number")).isGreaterThan(first.text("/number"));
        assertThat(
                        shop.http
                                .get("/api/v1/sales/orders/" + order + "/deliveries")
                                .expect(200)
                                .json()
                                .at("/items"))
                .hasSize(2);
    }

    @Test
    void cancelling_frees_the_goods() {
        UUID bolt = shop.stocked("FREE", "5", "1");
        UUID order = shop.confirmed(bolt, "5", "1");
        assertThat(shop.act(shop.draft(bolt, "1", "1"), "confirm").status()).isEqualTo(409);
        assertThat(shop.act(order, "cancel").expect(200).text("/state")).isEqualTo("CANCELLED");
        assertThat(shop.stock(bolt)).isEqualTo("5 0");
        shop.confirmed(bolt, "5", "1");
    }

    @Test
    void what_costs_nothing_is_delivered_and_invoiced_all_the_same() {
        UUID gift = shop.stocked("GIFT", "5", "0");
        Http.Response invoice = shop.act(shop.delivered(gift, "1", "0"), "invoice").expect(201);
        assertThat(invoice.text("/payment")).isEqualTo("PAID");
        shop.http.get("/api/v1/sales/invoices/" + invoice.text("/id")).expect(200);
    }

    @Test
    void a_repeated_call_is_answered_and_not_done_again() {
        UUID bolt = shop.stocked("TWICE", "5", "1");
        UUID order = shop.confirmed(bolt, "2", "1");
        Http once = shop.http.once();
        String path = "/api/v1/sales/orders/" + order + "/deliver";
        String first = once.post(path).expect(201).body();
        assertThat(once.post(path).expect(201).body()).isEqualTo(first);
        assertThat(shop.stock(bolt)).isEqualTo("3 0");
    }

    @Test
    void a_dry_run_answers_and_leaves_nothing() {
        UUID bolt = shop.stocked("DRY", "5", "1");
        UUID order = shop.confirmed(bolt, "2", "1");
        shop.http.once().post("/api/v1/sales/orders/" + order + "/deliver?dryRun=true").expect(201);
        assertThat(shop.stock(bolt)).isEqualTo("5 2");
        assertThat(shop.get(order).text("/delivery")).isEqualTo("NONE");
    }

    @Test
    void history_tells_every_step_with_its_version() {
        UUID bolt = shop.stocked("HIST", "5", "1");
        UUID order = shop.delivered(bolt, "2", "1");
        shop.act(order, "invoice").expect(201);
        Http.Response history =
                shop.http.get("/api/v1/sales/orders/" + order + "/history").expect(200);
        List<String> steps = new ArrayList<>();
        history.json()
                .at("/items")
                .forEach(
                        change ->
                                steps.add(
                                        change.at("/version").asString()
                                                + " "
                                                + change.at("/action").asString()));
        assertThat(steps).containsExactly("3 invoice", "2 deliver", "1 confirm", "0 create");
        assertThat(shop.get(order).header("ETag")).contains("\"3\"");
    }

    @Test
    void a_customer_is_not_let_beyond_the_credit_limit() {
        UUID bolt = shop.stocked("CREDIT", "100", "1");
        UUID usual = shop.customer;
        shop.customer =
                shop.customer(",\"creditLimit\":{\"amount\":\"30.00\",\"currency\":\"EUR\"}");
        try {
            UUID first = shop.confirmed(bolt, "2", "10");
            String owed = shop.get(first).text("/total/amount");
            UUID second = shop.draft(bolt, "1", "10");
            assertThat(shop.act(second, "confirm").code()).isEqualTo("sales.CREDIT_LIMIT");
            shop.act(first, "deliver").expect(201);
            UUID invoice = shop.act(first, "invoice").expect(201).uuid("/id");
            assertThat(shop.act(second, "confirm").code()).isEqualTo("sales.CREDIT_LIMIT");
            shop.pay(invoice, owed);
            shop.act(second, "confirm").expect(200);
        } finally {
            shop.customer = usual;
        }
    }

    @Test
    void lists_are_paged_and_filtered() {
        UUID bolt = shop.stocked("LIST", "100", "1");
        UUID buyer = shop.customer("");
        UUID usual = shop.customer;
        shop.customer = buyer;
        UUID draft = shop.draft(bolt, "1", "1");
        UUID confirmed = shop.confirmed(bolt, "1", "1");
        shop.customer = usual;
        String path = "/api/v1/sales/orders?customerId=" + buyer;
        Http.Response page = shop.http.get(path + "&limit=1").expect(200);
        assertThat(page.uuid("/items/0/id")).isEqualTo(confirmed);
        Http.Response next =
                shop.http.get(path + "&limit=1&after=" + page.text("/next")).expect(200);
        assertThat(next.uuid("/items/0/id")).isEqualTo(draft);
        assertThat(next.json().at("/next").isNull()).isTrue();
        Http.Response drafts = shop.http.get(path + "&state=DRAFT").expect(200);
        assertThat(drafts.json().at("/items")).hasSize(1);
        assertThat(shop.http.get(path + "&state=LOST").expect(422).errors())
                .containsExactly("?state enum");
    }
}
