package erp.sales;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** The way back from deliveries and invoices, over HTTP: every check stays quiet. */
class ReversalsIT {
    private static final String INVOICES = "/api/v1/sales/invoices/";
    private static final String DELIVERIES = "/api/v1/sales/deliveries/";

    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = new Shop();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @AfterEach
    void nothing_is_wrong_with_the_books() {
        assertThat(Checks.broken(shop)).isEmpty();
    }

    @Test
    void an_invoice_is_taken_back_in_full_and_what_it_billed_is_billed_again() {
        UUID bolt = shop.stocked("R-1", "10", "2");
        UUID order = shop.delivered(bolt, "3", "0.335");
        Http.Response invoice = shop.act(order, "invoice").expect(201);
        UUID id = invoice.uuid("/id");
        assertThat(shop.get(order).text("/state")).isEqualTo("CLOSED");
        Http.Response back = reverse(INVOICES + id, "{\"reason\":\"wrong price\"}").expect(200);
        assertThat(back.text("/reversal/reason")).isEqualTo("wrong price");
        assertThat(back.text("/payment")).isEqualTo("REVERSED");
        assertThat(back.text("/open/amount")).isEqualTo("0.00");
        Http.Response shown = shop.http.get(INVOICES + id).expect(200);
        assertThat(shown.body()).isEqualTo(back.body());
        assertThat(shown.header("ETag")).contains("\"1\"");
        assertThat(shop.get(order).text("/state")).isEqualTo("CONFIRMED");
        assertThat(shop.get(order).text("/invoicing")).isEqualTo("NONE");
        assertThat(reverse(INVOICES + id, "{}").expect(409).code())
                .isEqualTo("finance.ALREADY_REVERSED");
        Http.Response again = shop.act(order, "invoice").expect(201);
        assertThat(again.text("/total/amount")).isEqualTo(invoice.text("/total/amount"));
        assertThat(again.text("/deliveries/0/id")).isEqualTo(invoice.text("/deliveries/0/id"));
        assertThat(shop.get(order).text("/state")).isEqualTo("CLOSED");
        assertThat(
                        shop.http
                                .get(
                                        INVOICES.substring(0, INVOICES.length() - 1)
                                                + "?orderId="
                                                + order)
                                .expect(200)
                                .json()
                                .at("/items/1/reversal")
                                .isNull())
                .isFalse();
    }

    @Test
    void a_paid_invoice_names_what_settles_it() {
        UUID bolt = shop.stocked("R-2", "10", "2");
        UUID order = shop.delivered(bolt, "3", "5");
        Http.Response invoice = shop.act(order, "invoice").expect(201);
        UUID id = invoice.uuid("/id");
        shop.pay(id, "4.00");
        Http.Response refused = reverse(INVOICES + id, "{}").expect(409);
        assertThat(refused.code()).isEqualTo("finance.STILL_ALLOCATED");
        String payment = refused.text("/candidates/0/id");
        assertThat(refused.text("/candidates/0/path"))
                .isEqualTo("/api/v1/finance/payments/" + payment);
        reverse("/api/v1/finance/payments/" + payment, "{}", "unallocate").expect(200);
        reverse(INVOICES + id, "{}").expect(200);
        assertThat(
                        shop.http
                                .get("/api/v1/finance/payments/" + payment)
                                .expect(200)
                                .text("/unallocated/amount"))
                .isEqualTo("4.00");
    }

    @Test
    void the_latest_invoice_of_an_order_is_first() {
        UUID bolt = shop.stocked("R-3", "10", "0.333");
        UUID order = shop.confirmed(bolt, "3", "0.335");
        UUID[] invoices = new UUID[3];
        for (int i = 0; i < 3; i++) {
            shop.deliver(order, shop.line(order, 0), "1").expect(201);
            invoices[i] = shop.act(order, "invoice").expect(201).uuid("/id");
        }
        Http.Response refused = reverse(INVOICES + invoices[1], "{}").expect(409);
        assertThat(refused.code()).isEqualTo("sales.LATER_INVOICE");
        assertThat(refused.text("/candidates/0/id")).isEqualTo(invoices[2].toString());
        reverse(INVOICES + invoices[2], "{}").expect(200);
        reverse(INVOICES + invoices[1], "{}").expect(200);
        assertThat(Checks.broken(shop)).isEmpty();
        shop.act(order, "invoice").expect(201);
        assertThat(shop.get(order).text("/invoicing")).isEqualTo("FULL");
    }

    @Test
    void goods_come_back_at_what_they_cost_after_the_average_has_moved() {
        UUID bolt = shop.stocked("R-4", "10", "2");
        UUID order = shop.confirmed(bolt, "5", "9");
        UUID delivery = shop.act(order, "deliver").expect(201).uuid("/id");
        shop.receive(bolt, "5", "7").expect(201);
        Http.Response back = reverse(DELIVERIES + delivery, "{}").expect(200);
        assertThat(back.text("/reversal/date")).isEqualTo("2026-11-24");
        assertThat(shop.http.get(DELIVERIES + delivery).expect(200).body()).isEqualTo(back.body());
        assertThat(worth(bolt)).isEqualTo("55.0000");
        assertThat(shop.stock(bolt)).isEqualTo("15 5");
        assertThat(shop.get(order).text("/delivery")).isEqualTo("NONE");
        assertThat(kinds(bolt)).contains("REVERSAL");
        assertThat(reverse(DELIVERIES + delivery, "{}").expect(409).code())
                .isEqualTo("finance.ALREADY_REVERSED");
        shop.act(order, "deliver").expect(201);
        shop.act(order, "invoice").expect(201);
        assertThat(shop.get(order).text("/state")).isEqualTo("CLOSED");
    }

    @Test
    void a_billed_delivery_names_its_invoice() {
        UUID bolt = shop.stocked("R-5", "10", "2");
        UUID order = shop.confirmed(bolt, "4", "9");
        UUID billed = shop.deliver(order, shop.line(order, 0), "1").expect(201).uuid("/id");
        UUID invoice = shop.act(order, "invoice").expect(201).uuid("/id");
        UUID later = shop.deliver(order, shop.line(order, 0), "2").expect(201).uuid("/id");
        Http.Response refused = reverse(DELIVERIES + billed, "{}").expect(409);
        assertThat(refused.code()).isEqualTo("sales.STILL_INVOICED");
        assertThat(refused.text("/candidates/0/id")).isEqualTo(invoice.toString());
        reverse(DELIVERIES + later, "{}").expect(200);
        reverse(INVOICES + invoice, "{}").expect(200);
        reverse(DELIVERIES + billed, "{}").expect(200);
        assertThat(shop.stock(bolt)).isEqualTo("10 4");
        shop.act(order, "cancel").expect(200);
        assertThat(shop.stock(bolt)).isEqualTo("10 0");
    }

    @Test
    void after_an_invoice_was_taken_back_the_next_names_all_that_it_bills() {
        UUID bolt = shop.stocked("R-8", "10", "2");
        UUID order = shop.confirmed(bolt, "4", "9");
        UUID line = shop.line(order, 0);
        UUID first = shop.deliver(order, line, "1").expect(201).uuid("/id");
        UUID wrong = shop.act(order, "invoice").expect(201).uuid("/id");
        UUID second = shop.deliver(order, line, "1").expect(201).uuid("/id");
        reverse(INVOICES + wrong, "{}").expect(200);
        Http.Response invoice = shop.act(order, "invoice").expect(201);
        assertThat(List.of(invoice.uuid("/deliveries/0/id"), invoice.uuid("/deliveries/1/id")))
                .containsExactlyInAnyOrder(first, second);
        UUID third = shop.deliver(order, line, "1").expect(201).uuid("/id");
        assertThat(reverse(DELIVERIES + second, "{}").expect(409).code())
                .isEqualTo("sales.STILL_INVOICED");
        reverse(DELIVERIES + third, "{}").expect(200);
        shop.deliver(order, line, "2").expect(201);
        Http.Response last = shop.act(order, "invoice").expect(201);
        assertThat(last.json().at("/deliveries")).hasSize(1);
        Http.Response shown = shop.http.get(INVOICES + invoice.uuid("/id")).expect(200);
        assertThat(shown.body()).isEqualTo(invoice.body());
    }

    @Test
    void an_order_that_was_closed_short_comes_to_less_and_then_to_nothing() {
        UUID bolt = shop.stocked("R-6", "10", "2");
        UUID order = shop.confirmed(bolt, "5", "9");
        UUID one = shop.deliver(order, shop.line(order, 0), "1").expect(201).uuid("/id");
        UUID two = shop.deliver(order, shop.line(order, 0), "2").expect(201).uuid("/id");
        shop.act(order, "close").expect(200);
        reverse(DELIVERIES + two, "{}").expect(200);
        assertThat(shop.get(order).text("/closedShort/total/amount")).isEqualTo("10.80");
        assertThat(shop.stock(bolt)).isEqualTo("9 0");
        assertThat(Checks.broken(shop)).isEmpty();
        reverse(DELIVERIES + one, "{}").expect(200);
        assertThat(shop.get(order).text("/state")).isEqualTo("CANCELLED");
        assertThat(shop.stock(bolt)).isEqualTo("10 0");
    }

    /** The invoice is paid, or it is taken back, never both. */
    @Test
    void of_two_who_pay_and_take_back_the_same_invoice_at_once_one_is_first() throws Exception {
        UUID bolt = shop.stocked("R-7", "100", "2");
        for (int i = 0; i < 5; i++) {
            UUID order = shop.delivered(bolt, "1", "5");
            UUID id = shop.act(order, "invoice").expect(201).uuid("/id");
            List<Integer> statuses =
                    Together.run(4, n -> n % 2 == 0 ? reverse(INVOICES + id, "{}") : paying(id))
                            .stream()
                            .map(Http.Response::status)
                            .toList();
            assertThat(statuses).filteredOn(it -> it < 300).hasSize(1);
            assertThat(statuses).filteredOn(it -> it >= 300).containsOnly(409);
        }
    }

    private static Http.Response paying(UUID invoice) {
        return shop.http
                .once()
                .post(
                        "/api/v1/finance/payments",
                        """
                        {"customerId":"%s","amount":{"amount":"6.00","currency":"EUR"},"allocations":[
                          {"invoiceId":"%s","amount":{"amount":"6.00","currency":"EUR"}}]}
                        """
                                .formatted(shop.customer, invoice));
    }

    private static String worth(UUID item) {
        return shop.server.read(
                tx ->
                        tx.session()
                                .createNativeQuery(
                                        "select value from inventory_layer where id = :item",
                                        BigDecimal.class)
                                .setParameter("item", item)
                                .getSingleResult()
                                .toPlainString());
    }

    private static List<String> kinds(UUID item) {
        Http.Response moves = shop.http.get("/api/v1/inventory/moves?itemId=" + item).expect(200);
        return moves.json()
                .at("/items")
                .valueStream()
                .map(it -> it.at("/kind").asString())
                .toList();
    }

    private static Http.Response reverse(String document, String body) {
        return reverse(document, body, "reverse");
    }

    private static Http.Response reverse(String document, String body, String verb) {
        return shop.http.once().post(document + "/" + verb, body);
    }
}
