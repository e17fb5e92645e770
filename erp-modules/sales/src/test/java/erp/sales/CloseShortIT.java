package erp.sales;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.UUID;

/** An order whose rest will never come is no dead end. */
class CloseShortIT {
    private static Shop shop;
    private Trader trader;

    @BeforeAll
    static void open() {
        shop = new Shop();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @BeforeEach
    void a_company() {
        trader = new Trader(shop, "EUR");
    }

    @AfterEach
    void every_invariant_holds() {
        assertThat(Checks.broken(shop)).isEmpty();
    }

    @Test
    void what_was_delivered_is_invoiced_before_and_the_rest_is_free() {
        UUID order = part("10", "4");
        trader.act(order, "invoice").expect(201);
        assertThat(reserved()).isEqualTo("6");
        Http.Response closed =
                trader.act(order, "close", "{\"reason\":\"out of production\"}").expect(200);
        assertThat(closed.text("/state")).isEqualTo("CLOSED");
        assertThat(closed.text("/delivery")).isEqualTo("PARTIAL");
        assertThat(closed.text("/invoicing")).isEqualTo("FULL");
        assertThat(closed.text("/lines/0/quantity")).isEqualTo("10");
        assertThat(closed.text("/lines/0/delivered")).isEqualTo("4");
        assertThat(closed.text("/closedShort/reason")).isEqualTo("out of production");
        assertThat(closed.text("/closedShort/total/amount")).isEqualTo("4.80");
        assertThat(closed.text("/total/amount")).isEqualTo("12.00");
        assertThat(reserved()).isEqualTo("0");
        assertThat(trader.get(order).body()).isEqualTo(closed.body());
        assertThat(trader.act(order, "deliver").code()).isEqualTo("sales.NOTHING_TO_DELIVER");
        assertThat(trader.act(order, "invoice").code()).isEqualTo("sales.NOTHING_TO_INVOICE");
        assertThat(trader.act(order, "close").code()).isEqualTo("sales.ORDER_STATE");
        assertThat(trader.act(order, "cancel").code()).isEqualTo("sales.ALREADY_DELIVERED");
        Http.Response history =
                trader.http.get(Trader.ORDERS + "/" + order + "/history").expect(200);
        assertThat(history.text("/items/0/action")).isEqualTo("close");
        assertThat(history.text("/items/0/detail")).contains("out of production");
        assertThat(
                        shop.server.count(
                                "select count(*) from core_outbox where type like"
                                        + " '%OrderClosedShort%'"))
                .isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "EUR, 3, 0.33, 2, 0.66, 0.13",
        "JPY, 5, 33, 3, 99, 10",
        "KWD, 9, 0.011, 4, 0.044, 0.004"
    })
    void what_was_delivered_is_invoiced_afterwards(
            String currency, String ordered, String price, String sent, String net, String tax) {
        trader = new Trader(shop, currency);
        trader.tax("T", currency.equals("EUR") ? "0.2" : "0.1");
        UUID order = trader.confirmed(trader.line(ordered, price, "T"));
        trader.deliver(order, trader.get(order).uuid("/lines/0/id"), sent);
        Http.Response closed = trader.act(order, "close").expect(200);
        assertThat(closed.text("/invoicing")).isEqualTo("NONE");
        Http.Response invoice = trader.act(order, "invoice").expect(201);
        assertThat(invoice.text("/net/amount")).isEqualTo(net);
        assertThat(invoice.text("/tax/amount")).isEqualTo(tax);
        assertThat(invoice.text("/total/amount"))
                .isEqualTo(closed.text("/closedShort/total/amount"));
        assertThat(trader.get(order).text("/state")).isEqualTo("CLOSED");
        assertThat(trader.get(order).text("/invoicing")).isEqualTo("FULL");
    }

    @Test
    void the_credit_of_the_rest_is_free_and_that_of_goods_not_invoiced_is_not() {
        String limit = ",\"creditLimit\":{\"amount\":\"12.00\",\"currency\":\"EUR\"}";
        Trader limited = trader.selling(trader.customer(limit));
        UUID order = limited.confirmed(limited.line("10", "1", "STANDARD"));
        limited.deliver(order, limited.get(order).uuid("/lines/0/id"), "4");
        UUID second = limited.draft(limited.line("6", "1", "STANDARD")).uuid("/id");
        UUID third = limited.draft(limited.line("7", "1", "STANDARD")).uuid("/id");
        assertThat(limited.act(second, "confirm").code()).isEqualTo("sales.CREDIT_LIMIT");
        limited.act(order, "close").expect(200);
        assertThat(limited.act(third, "confirm").code()).isEqualTo("sales.CREDIT_LIMIT");
        limited.act(order, "invoice").expect(201);
        assertThat(limited.act(third, "confirm").code()).isEqualTo("sales.CREDIT_LIMIT");
        limited.act(second, "confirm").expect(200);
    }

    @Test
    void what_has_begun_nowhere_or_ended_is_not_closed_short() {
        UUID draft = trader.draft(trader.line("1", "1", "ZERO")).uuid("/id");
        assertThat(trader.act(draft, "close").expect(409).code()).isEqualTo("sales.ORDER_STATE");
        UUID confirmed = trader.confirmed(trader.line("1", "1", "ZERO"));
        assertThat(trader.act(confirmed, "close").expect(409).code())
                .isEqualTo("sales.NOTHING_DELIVERED");
        trader.act(confirmed, "deliver").expect(201);
        assertThat(trader.act(confirmed, "close").expect(409).code())
                .isEqualTo("sales.NOTHING_TO_DELIVER");
        trader.act(confirmed, "invoice").expect(201);
        assertThat(trader.act(confirmed, "close").expect(409).code())
                .isEqualTo("sales.ORDER_STATE");
        trader.act(UUID.randomUUID(), "close").expect(404);
    }

    @Test
    void it_takes_a_key_a_version_and_dry_runs() {
        UUID order = part("2", "1");
        String path = Trader.ORDERS + "/" + order + "/close";
        trader.http.post(path).expect(400);
        trader.http.once().with("If-Match", "\"0\"").post(path).expect(412);
        trader.http.once().post(path + "?dryRun=true").expect(200);
        assertThat(reserved()).isEqualTo("1");
        assertThat(
                        trader.http
                                .once()
                                .post(path, "{\"reason\":\"%s\"}".formatted("x".repeat(201)))
                                .expect(422)
                                .errors())
                .containsExactly("/reason size");
        Http once = trader.http.once();
        String first = once.post(path).expect(200).body();
        assertThat(once.post(path).expect(200).body()).isEqualTo(first);
    }

    @Test
    void a_delivery_and_a_closing_at_once_leave_one_of_both() throws Exception {
        UUID order = part("5", "1");
        var answers = Together.run(8, i -> trader.act(order, i % 2 == 0 ? "deliver" : "close"));
        assertThat(answers.stream().filter(answer -> answer.status() < 300)).hasSize(1);
        assertThat(reserved()).isEqualTo("0");
    }

    private UUID part(String ordered, String delivered) {
        UUID order = trader.confirmed(trader.line(ordered, "1", "STANDARD"));
        trader.deliver(order, trader.get(order).uuid("/lines/0/id"), delivered);
        return order;
    }

    private String reserved() {
        return trader.http
                .get("/api/v1/inventory/stock?itemId=" + trader.item)
                .expect(200)
                .text("/items/0/reserved");
    }
}
