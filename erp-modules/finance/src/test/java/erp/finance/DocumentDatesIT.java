package erp.finance;

import static erp.finance.Books.eur;
import static erp.finance.Desk.API;
import static erp.finance.Desk.allocation;
import static erp.finance.Desk.entry;
import static erp.finance.Desk.payment;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.TestServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Dates of entries, payments and allocations: never in the future, each takes effect when due. */
class DocumentDatesIT {
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
        books.server.clock().set(Instant.parse("2026-11-24T08:00:00Z"));
        books.reset();
    }

    @ParameterizedTest
    @CsvSource({
        "UTC,                2026-11-24T23:59:59Z, 2026-11-24, 2026-11-25",
        "Pacific/Kiritimati, 2026-11-24T10:30:00Z, 2026-11-25, 2026-11-26",
        "Pacific/Pago_Pago,  2026-11-24T10:30:00Z, 2026-11-23, 2026-11-24",
        "UTC,                2026-11-24T08:00:00Z, 2026-11-24, 2999-01-01",
    })
    void nothing_is_dated_into_the_future(String zone, Instant now, String today, String future) {
        UUID id = UUID.randomUUID();
        books.server.clock().set(now);
        books.server.addCompany(id, id.toString().substring(0, 8), "EUR", zone);
        Http http = books.server.as(TestServer.USER, id, "*");
        http.post(API + "/chart/default").expect(200);
        UUID account =
                http.post(API + "/accounts", Desk.account("6000", "EXPENSE"))
                        .expect(201)
                        .uuid("/id");
        String entry = entry(account, "1.00", account, "1.00");
        String payment = payment("1.00", "").replaceFirst("\\{", "{\"date\":\"2026-11-20\",");
        String paid =
                http.once().post(API + "/payments", payment("1.00", "")).expect(201).text("/id");
        String allocate =
                """
                {"date":"2026-11-20","allocations":[%s]}\
                """
                        .formatted(allocation("openItemId", UUID.randomUUID(), "1.00"));
        for (List<String> dated :
                List.of(
                        List.of("/journal-entries", entry),
                        List.of("/payments", payment),
                        List.of("/payments/" + paid + "/allocate", allocate))) {
            Http.Response refused =
                    http.once()
                            .post(
                                    API + dated.getFirst(),
                                    dated.getLast().replace("2026-11-20", future))
                            .expect(422);
            assertThat(refused.code()).isEqualTo("core.FUTURE_DATE");
            assertThat(refused.errors()).containsExactly("/date future");
        }
        http.once().post(API + "/journal-entries", entry.replace("2026-11-20", today)).expect(201);
        http.once().post(API + "/payments", payment.replace("2026-11-20", today)).expect(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-01", "2026-10-31", "2026-02-28"})
    void money_that_came_before_the_invoice_is_credit_until_then(String came) {
        UUID invoice = invoice("2026-11-10", "100.00");
        Http.Response paid =
                pay(came, "130.00", allocation("invoiceId", invoice, "100.00")).expect(201);
        assertThat(paid.text("/allocations/0/date")).isEqualTo("2026-11-10");
        assertThat(paid.text("/unallocated/amount")).isEqualTo("30.00");
        assertThat(balance("2026-11-09", "1100")).isEqualTo("0.00");
        assertThat(balance("2026-11-09", "2200")).isEqualTo("-130.00");
        assertThat(balance("2026-11-10", "1100")).isEqualTo("0.00");
        assertThat(balance("2026-11-10", "2200")).isEqualTo("-30.00");
        assertThat(balance(came, "1000")).isEqualTo("130.00");
        assertThat(books.open(invoice)).isEqualTo(eur("0.00"));
        assertThat(books.violated()).isEmpty();
    }

    @Test
    void each_invoice_is_paid_when_both_are_there() {
        UUID before = invoice("2026-09-30", "10.00");
        UUID same = invoice("2026-10-05", "20.00");
        UUID later = invoice("2026-11-01", "30.00");
        UUID last = invoice("2026-11-24", "40.00");
        String all =
                String.join(
                        ",",
                        allocation("invoiceId", last, "40.00"),
                        allocation("invoiceId", before, "10.00"),
                        allocation("invoiceId", later, "30.00"),
                        allocation("invoiceId", same, "20.00"));
        Http.Response paid = pay("2026-10-05", "100.00", all).expect(201);
        assertThat(paid.json().at("/allocations").findValuesAsString("date"))
                .containsExactlyInAnyOrder("2026-10-05", "2026-10-05", "2026-11-01", "2026-11-24");
        assertThat(balance("2026-10-05", "1100")).isEqualTo("0.00");
        assertThat(balance("2026-10-05", "2200")).isEqualTo("-70.00");
        assertThat(balance("2026-11-23", "2200")).isEqualTo("-40.00");
        assertThat(balance("2026-11-24", "2200")).isEqualTo("0.00");
        assertThat(books.violated()).isEmpty();
    }

    @Test
    void an_allocation_is_not_dated_before_its_payment_or_its_invoice() {
        UUID invoice = invoice("2026-11-10", "10.00");
        String payment = pay("2026-11-05", "10.00", "").expect(201).text("/id");
        String allocate = "/payments/" + payment + "/allocate";
        String body =
                """
                {"date":"%s","allocations":[%s]}\
                """;
        String part = allocation("invoiceId", invoice, "4.00");
        for (String early : List.of("2026-11-04", "2026-11-09")) {
            Http.Response refused = desk.post(allocate, body.formatted(early, part)).expect(422);
            assertThat(refused.errors()).containsExactly("/date order");
            assertThat(refused.text("/errors/0/message")).contains("2026-11-");
        }
        desk.post(allocate, body.formatted("2026-11-10", part)).expect(200);
        assertThat(balance("2026-11-10", "1100")).isEqualTo("6.00");
        Http.Response today =
                desk.post(allocate, "{\"allocations\":[%s]}".formatted(part)).expect(200);
        assertThat(today.text("/allocations/1/date")).isEqualTo("2026-11-24");
        assertThat(books.violated()).isEmpty();
    }

    @Test
    void a_closed_period_names_the_date_of_the_allocation() {
        UUID invoice = invoice("2026-10-10", "10.00");
        String payment = pay("2026-10-05", "10.00", "").expect(201).text("/id");
        books.closeUntil(10);
        Http.Response refused =
                desk.post(
                                "/payments/" + payment + "/allocate",
                                """
                                {"date":"2026-10-31","allocations":[%s]}\
                                """
                                        .formatted(allocation("invoiceId", invoice, "4.00")))
                        .expect(409);
        assertThat(refused.code()).isEqualTo("finance.PERIOD_CLOSED");
        assertThat(refused.errors()).containsExactly("/date period");
    }

    @Test
    void an_entry_of_the_future_is_reversed_today() {
        UUID entry = books.sale(LocalDate.of(2026, 12, 5), "1.00");
        UUID reversal =
                books.server.write(tx -> books.finance.ledger().reverse(tx, entry, "mistake"));
        assertThat(desk.clerk().get(API + "/journal-entries/" + reversal).text("/date"))
                .isEqualTo("2026-11-24");
    }

    private static UUID invoice(String date, String gross) {
        return books.server.write(tx -> books.invoice(tx, eur(gross), LocalDate.parse(date)));
    }

    private static Http.Response pay(String date, String amount, String allocations) {
        return desk.post(
                "/payments",
                payment(amount, allocations).replaceFirst("\\{", "{\"date\":\"" + date + "\","));
    }

    /** Debits less credits of an account at the end of a day. */
    private static String balance(String date, String account) {
        return books.server.read(
                tx ->
                        tx.session()
                                .createNativeQuery(
                                        "select cast(coalesce(sum(l.debit - l.credit), 0) as"
                                            + " decimal(19, 2)) from finance_journal_line l join"
                                            + " finance_account a on a.id = l.account_id where"
                                            + " a.code = :account and l.entry_date <= :date",
                                        java.math.BigDecimal.class)
                                .setParameter("account", account)
                                .setParameter("date", LocalDate.parse(date))
                                .getSingleResult()
                                .toPlainString());
    }
}
