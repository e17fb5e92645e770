package erp.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;

/** Many clients at once: never more than there is, and nobody is told that we failed. */
class ConcurrencyIT {
    private static Yard yard;

    @BeforeAll
    static void open() {
        yard = new Yard();
    }

    @AfterAll
    static void close() {
        try {
            assertThat(yard.broken()).isEmpty();
        } finally {
            yard.close();
        }
    }

    @Test
    void of_32_who_receive_against_one_order_no_more_come_in_than_were_ordered() throws Exception {
        UUID order = yard.confirmed(yard.bolt, "20", "1.37");
        String line = yard.line(order, 0);
        List<Http.Response> answers =
                Together.run(
                        32,
                        _ ->
                                yard.act(
                                        yard.buyer,
                                        order,
                                        "receive",
                                        "{\"lines\":[{\"lineId\":\"%s\",\"quantity\":\"1\"}]}"
                                                .formatted(line)));
        assertThat(answers.stream().filter(it -> it.status() == 201)).hasSize(20);
        assertThat(answers.stream().filter(it -> it.status() != 201))
                .allSatisfy(it -> assertThat(it.code()).isEqualTo("purchasing.OVER_RECEIPT"));
        assertThat(yard.order(order).text("/lines/0/received")).isEqualTo("20");
        bill(order, line);
    }

    /** The same order, of which twenty came. */
    private static void bill(UUID order, String line) throws InterruptedException {
        List<Http.Response> answers =
                Together.run(32, i -> yard.invoice("R-" + i, "1.64", line, "1", "1.37"));
        assertThat(answers).allSatisfy(it -> assertThat(it.status()).isEqualTo(201));
        assertThat(answers.stream().filter(it -> it.text("/state").equals("POSTED"))).hasSize(20);
        assertThat(answers.stream().filter(it -> it.text("/state").equals("BLOCKED")))
                .hasSize(12)
                .allSatisfy(it -> assertThat(it.text("/blocks/0/reason")).isEqualTo("QUANTITY"));
        assertThat(yard.order(order).text("/state")).isEqualTo("CLOSED");
        List<Http.Response> released =
                Together.run(
                        12,
                        i ->
                                yard.actOnInvoice(
                                        yard.chief,
                                        answers.stream()
                                                .filter(it -> it.text("/state").equals("BLOCKED"))
                                                .toList()
                                                .get(i)
                                                .uuid("/id"),
                                        "release"));
        assertThat(released)
                .allSatisfy(it -> assertThat(it.code()).isEqualTo("purchasing.OVER_INVOICING"));
    }

    @Test
    void an_invoice_is_entered_once_however_many_send_it() throws Exception {
        UUID order = yard.confirmed(yard.nut, "5", "1");
        yard.act(yard.buyer, order, "receive").expect(201);
        String line = yard.line(order, 0);
        List<Http.Response> answers =
                Together.run(16, _ -> yard.invoice("ONE", "6.00", line, "5", "1"));
        assertThat(answers.stream().filter(it -> it.status() == 201)).hasSize(1);
        assertThat(answers.stream().filter(it -> it.status() != 201))
                .allSatisfy(it -> assertThat(it.code()).isEqualTo("purchasing.INVOICE_EXISTS"));
    }

    @Test
    void receipts_invoices_and_returns_at_once_leave_every_account_right() throws Exception {
        UUID first = yard.confirmed(yard.bolt, "40", "1.11", yard.nut, "40", "0.07");
        UUID second = yard.confirmed(yard.nut, "40", "0.09", yard.bolt, "40", "1.3");
        Http.Response came = yard.receive(first, 0, "8", 1, "8").expect(201);
        List<Http.Response> answers =
                Together.run(
                        32,
                        i ->
                                switch (i % 4) {
                                    case 0 -> yard.receive(first, 0, "1", 1, "2");
                                    case 1 -> yard.receive(second, 0, "2", 1, "1");
                                    case 2 ->
                                            yard.invoice(
                                                    "M-" + i,
                                                    "1.44",
                                                    yard.line(first, 0),
                                                    "1",
                                                    "1.11",
                                                    yard.line(second, 0),
                                                    "1",
                                                    "0.09");
                                    default -> yard.sendBack(came, i % 8 / 4, "0.5");
                                });
        assertThat(answers).allSatisfy(it -> assertThat(it.status()).isEqualTo(201));
    }
}
