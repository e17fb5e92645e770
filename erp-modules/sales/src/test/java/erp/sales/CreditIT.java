package erp.sales;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** What a customer has paid in advance is credit to order for. */
class CreditIT {
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
    void every_invariant_holds() {
        assertThat(Checks.broken(shop)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "EUR, 0,      12.00, 10",
        "EUR, 6.00,   6.00,  10",
        "EUR, 100.00, 0.01,  83.34",
        "JPY, 0,      12,    10",
        "KWD, 0.100,  0.020, 0.1",
    })
    void money_paid_in_advance_can_be_ordered_for(
            String currency, String limit, String paid, String price) {
        Trader trader = limited(currency, limit);
        UUID order = trader.draft(trader.line("1", price, "STANDARD")).uuid("/id");
        assertThat(trader.act(order, "confirm").expect(409).code()).isEqualTo("sales.CREDIT_LIMIT");
        trader.pay(trader.customer, paid, currency);
        trader.act(order, "confirm").expect(200);
        UUID more = trader.draft(trader.line("1", price, "STANDARD")).uuid("/id");
        assertThat(trader.act(more, "confirm").expect(409).code()).isEqualTo("sales.CREDIT_LIMIT");
    }

    @Test
    void payments_may_come_to_more_than_an_amount_holds() {
        Trader trader = limited("JPY", "9999999999999");
        trader.pay(trader.customer, "9999999999999", "JPY");
        trader.pay(trader.customer, "9999999999999", "JPY");
        UUID order = trader.draft(trader.line("1", "10", "STANDARD")).uuid("/id");
        trader.act(order, "confirm").expect(200);
    }

    @Test
    void another_customers_money_is_not_and_an_allocation_changes_nothing() {
        Trader trader = limited("EUR", "0");
        UUID order = trader.draft(trader.line("1", "10", "STANDARD")).uuid("/id");
        trader.pay(trader.customer(""), "1000.00", "EUR");
        assertThat(trader.act(order, "confirm").expect(409).code()).isEqualTo("sales.CREDIT_LIMIT");
        trader.pay(trader.customer, "24.00", "EUR");
        trader.act(order, "confirm").expect(200);
        trader.act(order, "deliver").expect(201);
        Http.Response invoice = trader.act(order, "invoice").expect(201);
        UUID second = trader.draft(trader.line("1", "10", "STANDARD")).uuid("/id");
        UUID third = trader.draft(trader.line("1", "0.01", "STANDARD")).uuid("/id");
        UUID payment = trader.http.get("/api/v1/finance/payments").expect(200).uuid("/items/0/id");
        trader.http
                .once()
                .post(
                        "/api/v1/finance/payments/" + payment + "/allocate",
                        """
                        {"allocations":[{"invoiceId":"%s","amount":{"amount":"12.00","currency":"EUR"}}]}
                        """
                                .formatted(invoice.text("/id")))
                .expect(200);
        trader.act(second, "confirm").expect(200);
        assertThat(trader.act(third, "confirm").expect(409).code()).isEqualTo("sales.CREDIT_LIMIT");
    }

    @Test
    void of_many_orders_at_once_only_one_fits_into_one_prepayment() throws Exception {
        Trader trader = limited("EUR", "0");
        trader.pay(trader.customer, "12.00", "EUR");
        List<UUID> drafts =
                IntStream.range(0, 8)
                        .mapToObj(_ -> trader.draft(trader.line("1", "10", "STANDARD")))
                        .map(draft -> draft.uuid("/id"))
                        .toList();
        List<Http.Response> answers = Together.run(8, i -> trader.act(drafts.get(i), "confirm"));
        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 200))
                .allSatisfy(it -> assertThat(it.code()).isEqualTo("sales.CREDIT_LIMIT"));
    }

    private static Trader limited(String currency, String limit) {
        Trader trader = new Trader(shop, currency);
        return trader.selling(
                trader.customer(
                        ",\"creditLimit\":{\"amount\":\"%s\",\"currency\":\"%s\"}"
                                .formatted(limit, currency)));
    }
}
