package erp.finance;

import static erp.finance.Desk.API;
import static erp.finance.Desk.allocation;
import static erp.finance.Desk.payment;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.finance.accounts.AccountRole;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;

/** What ends an open item, or a payment, in another way than by paying it. */
class SettlementIT {
    private static Books books;
    private static Desk desk;

    @BeforeAll
    static void start() {
        books = new Books();
        desk = new Desk(books);
    }

    @AfterAll
    static void stop() {
        books.close();
    }

    @BeforeEach
    void reset() {
        books.reset();
    }

    @AfterEach
    void nothing_is_wrong_with_the_books() {
        assertThat(books.violated()).isEmpty();
    }

    @Test
    void a_cent_too_little_is_written_off_and_owed_again_when_that_is_taken_back() {
        UUID invoice = books.invoice("60.00");
        paid("59.99", allocation("invoiceId", invoice, "59.99"));
        String item = item(invoice).text("/items/0/id");
        Http.Response off = writeOff(item, "{\"reason\":\"a cent\"}").expect(201);
        assertThat(off.text("/method")).isEqualTo("DISCOUNT");
        assertThat(off.text("/amount/amount")).isEqualTo("0.01");
        assertThat(off.text("/reference")).isEqualTo("a cent");
        assertThat(item(invoice).text("/items/0/state")).isEqualTo("PAID");
        assertThat(books.balance(AccountRole.WRITE_OFFS)).isEqualByComparingTo("0.01");
        assertThat(books.balance(AccountRole.RECEIVABLE)).isZero();
        assertThat(writeOff(item, "{\"reason\":\"again\"}").expect(409).code())
                .isEqualTo("finance.NOTHING_DUE");
        String path = "/payments/" + off.uuid("/id");
        assertThat(desk.post(path + "/unallocate", "{}").expect(409).code())
                .isEqualTo("finance.NOT_REVERSIBLE");
        desk.post(path + "/reverse", "{\"reason\":\"they paid\"}").expect(200);
        assertThat(books.open(invoice)).isEqualTo(Books.eur("0.01"));
        assertThat(books.balance(AccountRole.WRITE_OFFS)).isZero();
    }

    @Test
    void no_more_is_written_off_than_is_open_nor_before_it_was_owed() {
        UUID invoice = books.invoice("60.00");
        String item = item(invoice).text("/items/0/id");
        assertThat(writeOff(item, "{}").expect(422).errors()).containsExactly("/reason required");
        assertThat(writeOff(item, money("60.01", "EUR")).expect(409).errors())
                .containsExactly("/amount open");
        assertThat(writeOff(item, money("1.00", "USD")).expect(422).errors())
                .containsExactly("/amount/currency currency");
        assertThat(
                        writeOff(item, "{\"reason\":\"r\",\"date\":\"2026-11-23\"}")
                                .expect(422)
                                .errors())
                .containsExactly("/date order");
        assertThat(
                        desk.post("/payables/" + item + "/write-off", "{\"reason\":\"r\"}")
                                .expect(404)
                                .code())
                .isEqualTo("finance.OPEN_ITEM_NOT_FOUND");
        writeOff(item, money("10.00", "EUR")).expect(201);
        assertThat(books.open(invoice)).isEqualTo(Books.eur("50.00"));
    }

    @Test
    void what_the_bank_kept_is_a_cost_and_the_customer_has_paid_in_full() {
        UUID invoice = books.invoice("60.00");
        String body =
                payment("60.00", allocation("invoiceId", invoice, "60.00"))
                        .replace(
                                "\"allocations\"",
                                "\"fee\":{\"amount\":\"1.50\",\"currency\":\"EUR\"},"
                                        + "\"payer\":\"Ada's mother\",\"allocations\"");
        Http.Response paid = desk.post("/payments", body).expect(201);
        assertThat(paid.text("/fee/amount")).isEqualTo("1.50");
        assertThat(paid.text("/payer")).isEqualTo("Ada's mother");
        assertThat(books.open(invoice)).isEqualTo(Books.eur("0.00"));
        assertThat(books.balance(AccountRole.BANK)).isEqualByComparingTo("58.50");
        assertThat(books.balance(AccountRole.BANK_FEES)).isEqualByComparingTo("1.50");
        assertThat(desk.post("/payments", body.replace("1.50", "60.00")).expect(422).errors())
                .containsExactly("/fee range");
        desk.post("/payments/" + paid.uuid("/id") + "/reverse", "{}").expect(200);
        assertThat(books.balance(AccountRole.BANK)).isZero();
        assertThat(books.balance(AccountRole.BANK_FEES)).isZero();
    }

    @Test
    void what_was_paid_too_much_goes_back_and_comes_back_when_it_bounces() {
        UUID invoice = books.invoice("60.00");
        UUID payment = paid("100.00", allocation("invoiceId", invoice, "60.00"));
        Http.Response refund = refund(payment, "{\"reference\":\"R-1\"}").expect(201);
        assertThat(refund.text("/amount/amount")).isEqualTo("40.00");
        assertThat(refund.uuid("/paymentId")).isEqualTo(payment);
        assertThat(refund(payment, "{}").expect(409).code()).isEqualTo("finance.NOTHING_DUE");
        assertThat(books.balance(AccountRole.BANK)).isEqualByComparingTo("60.00");
        assertThat(books.balance(AccountRole.UNALLOCATED_CASH)).isZero();
        assertThat(books.violated()).isEmpty();
        String path = "/refunds/" + refund.uuid("/id");
        Http.Response kept = desk.post("/payments/" + payment + "/unallocate", "{}").expect(409);
        assertThat(kept.code()).isEqualTo("finance.NOT_REVERSIBLE");
        assertThat(kept.text("/candidates/0/path")).isEqualTo(API + path);
        Http.Response back = desk.post(path + "/reverse", "{\"reason\":\"bounced\"}").expect(200);
        assertThat(back.text("/reversal/reason")).isEqualTo("bounced");
        assertThat(desk.clerk().get(API + path).expect(200).body()).isEqualTo(back.body());
        assertThat(desk.clerk().get(API + "/refunds").expect(200).text("/items/0/id"))
                .isEqualTo(refund.text("/id"));
        assertThat(books.balance(AccountRole.BANK)).isEqualByComparingTo("100.00");
        assertThat(books.balance(AccountRole.UNALLOCATED_CASH)).isEqualByComparingTo("-40.00");
        assertThat(desk.post(path + "/reverse", "{}").expect(409).code())
                .isEqualTo("finance.ALREADY_REVERSED");
        refund(payment, "{\"amount\":{\"amount\":\"15.00\",\"currency\":\"EUR\"}}").expect(201);
        assertThat(shown(payment).text("/unallocated/amount")).isEqualTo("25.00");
    }

    @Test
    void a_payment_that_bounced_after_its_refund_is_owed_by_the_customer() {
        UUID payment = paid("40.00", "");
        UUID refund = refund(payment, "{}").expect(201).uuid("/id");
        desk.post("/payments/" + payment + "/reverse", "{}").expect(200);
        Http.Response owed =
                desk.clerk().get(API + "/open-items?kind=RECEIVABLE&state=OPEN").expect(200);
        assertThat(owed.text("/items/0/sourceId")).isEqualTo(refund.toString());
        assertThat(owed.text("/items/0/openAmount/amount")).isEqualTo("40.00");
        UUID again = paid("40.00", allocation("openItemId", owed.uuid("/items/0/id"), "40.00"));
        assertThat(desk.post("/refunds/" + refund + "/reverse", "{}").expect(409).code())
                .isEqualTo("finance.STILL_ALLOCATED");
        assertThat(books.balance(AccountRole.RECEIVABLE)).isZero();
        desk.post("/payments/" + again + "/unallocate", "{\"reason\":\"wrong item\"}").expect(200);
        desk.post("/refunds/" + refund + "/reverse", "{}").expect(200);
    }

    @Test
    void no_more_goes_back_than_is_there_whoever_asks_at_once() {
        UUID payment = paid("40.00", "");
        assertThat(
                        refund(payment, "{\"amount\":{\"amount\":\"40.01\",\"currency\":\"EUR\"}}")
                                .expect(409)
                                .errors())
                .containsExactly("/amount unallocated");
        assertThat(refund(payment, "{\"date\":\"2026-11-23\"}").expect(422).errors())
                .containsExactly("/date order");
        List<Future<Http.Response>> answers = Books.atOnce(4, () -> refund(payment, "{}"));
        assertThat(answers.stream().map(it -> ((Http.Response) Books.outcome(it)).status()))
                .containsExactlyInAnyOrder(201, 409, 409, 409);
        assertThat(books.balance(AccountRole.BANK)).isZero();
    }

    @Test
    void an_item_of_what_was_taken_back_is_neither_open_nor_paid() {
        UUID payment = paid("40.00", "");
        UUID refund = refund(payment, "{}").expect(201).uuid("/id");
        desk.post("/refunds/" + refund + "/reverse", "{}").expect(200);
        assertThat(
                        desk.clerk()
                                .get(API + "/open-items?state=REVERSED")
                                .expect(200)
                                .text("/items/0/state"))
                .isEqualTo("REVERSED");
        assertThat(desk.clerk().get(API + "/open-items?state=PAID").expect(200).json().at("/items"))
                .isEmpty();
    }

    private static UUID paid(String amount, String allocations) {
        return desk.post("/payments", payment(amount, allocations)).expect(201).uuid("/id");
    }

    private static Http.Response shown(UUID payment) {
        return desk.clerk().get(API + "/payments/" + payment).expect(200);
    }

    private static Http.Response item(UUID invoice) {
        return desk.clerk().get(API + "/open-items?invoiceId=" + invoice).expect(200);
    }

    private static String money(String amount, String currency) {
        return "{\"reason\":\"r\",\"amount\":{\"amount\":\"%s\",\"currency\":\"%s\"}}"
                .formatted(amount, currency);
    }

    private static Http.Response writeOff(String item, String body) {
        return desk.post("/open-items/" + item + "/write-off", body);
    }

    private static Http.Response refund(UUID payment, String body) {
        return desk.post("/payments/" + payment + "/refund", body);
    }
}
