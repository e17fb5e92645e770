package erp.finance;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.UUID;

/** The API of finance, over HTTP. */
class FinanceRoutesIT {
    private static final String API = "/api/v1/finance";
    private static Books books;

    @BeforeAll
    static void start() {
        books = new Books();
    }

    @AfterAll
    static void stop() {
        books.close();
    }

    @BeforeEach
    void reset() {
        books.reset();
    }

    private static Http clerk() {
        return books.server.as("*");
    }

    private static Http.Response post(String path, String json) {
        return clerk().once().post(API + path, json);
    }

    private static UUID account(String code) {
        return post("/accounts", account(code, "EXPENSE")).expect(201).uuid("/id");
    }

    private static String account(String code, String type) {
        return """
        {"code":"%s","name":"Some account","type":"%s"}\
        """
                .formatted(code, type);
    }

    private static String entry(UUID debit, String debited, UUID credit, String credited) {
        return """
        {"text":"Rent","date":"2026-11-20","lines":[
          {"accountId":"%s","debit":{"amount":"%s","currency":"EUR"}},
          {"accountId":"%s","credit":{"amount":"%s","currency":"EUR"}}]}\
        """
                .formatted(debit, debited, credit, credited);
    }

    private static String payment(String amount, String allocations) {
        return """
        {"customerId":"%s","amount":{"amount":"%s","currency":"EUR"},"allocations":[%s]}\
        """
                .formatted(Books.CUSTOMER, amount, allocations);
    }

    private static String allocation(String field, UUID id, String amount) {
        return """
        {"%s":"%s","amount":{"amount":"%s","currency":"EUR"}}\
        """
                .formatted(field, id, amount);
    }

    @Test
    void an_entry_is_posted_by_hand_read_and_reversed_once() {
        UUID rent = account("6000");
        UUID bank = books.account(AccountRole.BANK);
        Http.Response made = post("/journal-entries", entry(rent, "10.00", bank, "10.00"));
        made.expect(201);
        assertThat(made.json().at("/number").asLong()).isEqualTo(1);
        assertThat(made.json().at("/fiscalYear").asInt()).isEqualTo(2026);
        Http.Response read = clerk().get(made.header("Location").orElseThrow()).expect(200);
        assertThat(read.body()).isEqualTo(made.body());
        String reverse = "/journal-entries/" + made.text("/id") + "/reverse";
        Http.Response reversal = clerk().once().post(API + reverse).expect(201);
        assertThat(reversal.text("/reversalOf")).isEqualTo(made.text("/id"));
        assertThat(reversal.text("/lines/0/credit/amount")).isEqualTo("10.00");
        Http.Response again = clerk().once().post(API + reverse).expect(409);
        assertThat(again.code()).isEqualTo("finance.ALREADY_REVERSED");
        String back = "/journal-entries/" + reversal.text("/id") + "/reverse";
        assertThat(clerk().once().post(API + back).expect(409).code())
                .isEqualTo("finance.DOCUMENT_ENTRY");
        assertThat(books.violated()).isEmpty();
    }

    @Test
    void a_dry_run_of_an_entry_writes_nothing() {
        UUID rent = account("6000");
        UUID bank = books.account(AccountRole.BANK);
        clerk().once()
                .post(API + "/journal-entries?dryRun=true", entry(rent, "10.00", bank, "10.00"))
                .expect(201);
        assertThat(books.server.count("select count(*) from finance_journal_entry")).isZero();
    }

    @Test
    void an_unbalanced_entry_names_the_lines() {
        Http.Response refused =
                post(
                                "/journal-entries",
                                entry(
                                        account("6000"),
                                        "10.00",
                                        books.account(AccountRole.BANK),
                                        "9.99"))
                        .expect(422);
        assertThat(refused.code()).isEqualTo("finance.UNBALANCED");
        assertThat(refused.errors()).containsExactly("/lines balance");
    }

    @Test
    void a_control_account_is_not_posted_to_by_hand() {
        Http.Response refused =
                post(
                                "/journal-entries",
                                entry(
                                        books.account(AccountRole.RECEIVABLE),
                                        "10.00",
                                        books.account(AccountRole.REVENUE),
                                        "10.00"))
                        .expect(422);
        assertThat(refused.code()).isEqualTo("finance.CONTROL_ACCOUNT");
        assertThat(refused.errors()).containsExactly("/lines/0/accountId control");
    }

    @Test
    void bad_amounts_are_named() {
        UUID rent = account("6000");
        UUID bank = books.account(AccountRole.BANK);
        assertThat(
                        post("/journal-entries", entry(rent, "-1.00", bank, "0.00"))
                                .expect(422)
                                .errors())
                .containsExactly("/lines/0/debit positive", "/lines/1/credit positive");
        assertThat(
                        post("/journal-entries", entry(rent, "1.005", bank, "1.00"))
                                .expect(422)
                                .errors())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("/lines/0/debit")
                .endsWith("scale");
        assertThat(
                        post("/journal-entries", entry(rent, "10000000000000.00", bank, "1.00"))
                                .expect(422)
                                .errors())
                .hasSize(1)
                .first()
                .asString()
                .endsWith("range");
        assertThat(books.server.count("select count(*) from finance_journal_entry")).isZero();
    }

    @Test
    void lines_that_sum_to_more_than_the_limit_are_refused() {
        String line =
                """
                {"accountId":"%s","%s":{"amount":"6000000000000.00","currency":"EUR"}}\
                """;
        UUID rent = account("6000");
        UUID bank = books.account(AccountRole.BANK);
        Http.Response refused =
                post(
                                "/journal-entries",
                                """
                                {"text":"Rent","lines":[%s,%s,%s,%s]}\
                                """
                                        .formatted(
                                                line.formatted(rent, "debit"),
                                                line.formatted(rent, "debit"),
                                                line.formatted(bank, "credit"),
                                                line.formatted(bank, "credit")))
                        .expect(422);
        assertThat(refused.errors()).containsExactly("/lines range");
    }

    @Test
    void sums_beyond_one_amount_are_still_reported() {
        UUID rent = account("6000");
        UUID bank = books.account(AccountRole.BANK);
        String large = entry(rent, "9000000000000.00", bank, "9000000000000.00");
        post("/journal-entries", large).expect(201);
        post("/journal-entries", large).expect(201);
        Http.Response balance = clerk().get(API + "/trial-balance?date=2026-11-24").expect(200);
        assertThat(balance.text("/totals/0/debit/amount")).isEqualTo("18000000000000.00");
        assertThat(balance.text("/totals/0/credit/amount")).isEqualTo("18000000000000.00");
        Http.Response before = clerk().get(API + "/trial-balance?date=2026-11-19").expect(200);
        assertThat(before.json().at("/accounts").size()).isZero();
    }

    @Test
    void a_line_has_one_side_and_one_currency_and_a_known_account() {
        UUID rent = account("6000");
        assertThat(
                        post(
                                        "/journal-entries",
                                        """
                                        {"text":"x","lines":[
                                          {"accountId":"%s"},
                                          {"accountId":"%s","debit":{"amount":"1.00","currency":"EUR"},
                                           "credit":{"amount":"1.00","currency":"EUR"}},
                                          {"accountId":"%s","credit":{"amount":"1.00","currency":"EUR"}},
                                          {"accountId":"%s","debit":{"amount":"1.00","currency":"USD"}}]}\
                                        """
                                                .formatted(rent, rent, rent, rent))
                                .expect(422)
                                .errors())
                .containsExactly(
                        "/lines/0 side", "/lines/1 side", "/lines/3/debit/currency currency");
        assertThat(
                        post("/journal-entries", entry(rent, "1.00", UUID.randomUUID(), "1.00"))
                                .expect(422)
                                .errors())
                .containsExactly("/lines/1/accountId exists");
    }

    @Test
    void another_companys_documents_do_not_exist() {
        UUID rent = account("6000");
        UUID bank = books.account(AccountRole.BANK);
        String entry =
                post("/journal-entries", entry(rent, "1.00", bank, "1.00")).expect(201).text("/id");
        UUID invoice = books.invoice("5.00");
        UUID payment = books.pay("5.00", "1.00", invoice);
        Http other = books.server.as(UUID.randomUUID(), UUID.randomUUID(), "*");
        other.once().post(API + "/chart/default").expect(200);
        other.get(API + "/journal-entries/" + entry).expect(404);
        other.once().post(API + "/journal-entries/" + entry + "/reverse").expect(404);
        other.get(API + "/accounts/" + rent).expect(404);
        other.get(API + "/payments/" + payment).expect(404);
        other.once().post(API + "/periods/" + books.period(1).getId() + "/close").expect(404);
        assertThat(
                        other.once()
                                .post(API + "/journal-entries", entry(rent, "1.00", bank, "1.00"))
                                .expect(422)
                                .errors())
                .containsExactly("/lines/0/accountId exists", "/lines/1/accountId exists");
        assertThat(
                        other.once()
                                .post(
                                        API + "/payments",
                                        payment("1.00", allocation("invoiceId", invoice, "1.00")))
                                .expect(404)
                                .errors())
                .containsExactly("/allocations/0/invoiceId exists");
        assertThat(other.get(API + "/open-items").expect(200).json().at("/items").size()).isZero();
    }

    @Test
    void a_closed_period_names_the_date() {
        books.closeUntil(10);
        UUID rent = account("6000");
        UUID bank = books.account(AccountRole.BANK);
        String october = entry(rent, "1.00", bank, "1.00").replace("2026-11-20", "2026-10-20");
        Http.Response refused = post("/journal-entries", october).expect(409);
        assertThat(refused.code()).isEqualTo("finance.PERIOD_CLOSED");
        assertThat(refused.errors()).containsExactly("/date period");
        assertThat(
                        post("/journal-entries", october.replace("2026-10-20", "2050-01-01"))
                                .expect(422)
                                .errors())
                .containsExactly("/date period");
        assertThat(
                        post(
                                        "/payments",
                                        payment("1.00", "")
                                                .replace(
                                                        "\"amount\":{",
                                                        "\"date\":\"2026-10-01\",\"amount\":{"))
                                .expect(409)
                                .errors())
                .containsExactly("/date period");
    }

    @Test
    void a_payment_pays_an_invoice_and_answers_with_both() {
        UUID invoice = books.invoice("100.00");
        Http.Response made =
                post("/payments", payment("120.00", allocation("invoiceId", invoice, "100.00")))
                        .expect(201);
        assertThat(made.text("/unallocated/amount")).isEqualTo("20.00");
        assertThat(made.text("/allocations/0/amount/amount")).isEqualTo("100.00");
        assertThat(clerk().get(made.header("Location").orElseThrow()).expect(200).body())
                .isEqualTo(made.body());
        Http.Response items =
                clerk().get(API + "/open-items?state=PAID&customerId=" + Books.CUSTOMER)
                        .expect(200);
        assertThat(items.text("/items/0/sourceId")).isEqualTo(invoice.toString());
        assertThat(clerk().get(API + "/open-items?state=OPEN").json().at("/items").size()).isZero();
        assertThat(
                        clerk().get(API + "/open-items?invoiceId=" + invoice)
                                .text("/items/0/openAmount/amount"))
                .isEqualTo("0.00");
        UUID later = books.invoice("15.00");
        UUID item =
                clerk().get(API + "/open-items?invoiceId=" + later).expect(200).uuid("/items/0/id");
        Http.Response allocated =
                post(
                                "/payments/" + made.text("/id") + "/allocate",
                                """
                                {"allocations":[%s]}\
                                """
                                        .formatted(allocation("openItemId", item, "15.00")))
                        .expect(200);
        assertThat(allocated.text("/unallocated/amount")).isEqualTo("5.00");
        assertThat(allocated.json().at("/allocations").size()).isEqualTo(2);
        assertThat(books.violated()).isEmpty();
    }

    @Test
    void an_over_allocation_names_the_line_and_what_is_open() {
        UUID one = books.invoice("10.00");
        UUID two = books.invoice("10.00");
        Http.Response refused =
                post(
                                "/payments",
                                payment(
                                        "30.00",
                                        allocation("invoiceId", one, "10.00")
                                                + ","
                                                + allocation("invoiceId", two, "10.01")))
                        .expect(409);
        assertThat(refused.code()).isEqualTo("finance.OVER_ALLOCATION");
        assertThat(refused.errors()).containsExactly("/allocations/1/amount open");
        assertThat(refused.text("/errors/0/message")).contains("10.00 EUR");
        assertThat(books.open(one)).isEqualTo(Books.eur("10.00"));
    }

    @Test
    void bad_payments_are_named() {
        UUID invoice = books.invoice("10.00");
        assertThat(post("/payments", payment("0.00", "")).expect(422).errors())
                .containsExactly("/amount positive");
        assertThat(post("/payments", payment("-5.00", "")).expect(422).errors())
                .containsExactly("/amount positive");
        assertThat(
                        post(
                                        "/payments",
                                        payment(
                                                "5.00",
                                                allocation(
                                                        "openItemId", UUID.randomUUID(), "5.00")))
                                .expect(404)
                                .errors())
                .containsExactly("/allocations/0/openItemId exists");
        assertThat(
                        post("/payments", payment("5.00", allocation("invoiceId", invoice, "5.01")))
                                .expect(422)
                                .errors())
                .containsExactly("/allocations sum");
        assertThat(
                        post(
                                        "/payments",
                                        payment("5.00", allocation("invoiceId", invoice, "5.00"))
                                                .replace(
                                                        Books.CUSTOMER.toString(),
                                                        UUID.randomUUID().toString()))
                                .expect(422)
                                .errors())
                .containsExactly("/allocations/0 party");
        assertThat(
                        post(
                                        "/payments",
                                        payment("5.00", allocation("invoiceId", invoice, "5.00"))
                                                .replace("EUR", "USD"))
                                .expect(422)
                                .errors())
                .containsExactly("/allocations/0/amount/currency currency");
        assertThat(
                        post(
                                        "/payments",
                                        payment("5.00", "")
                                                .replace(
                                                        "\"amount\":{",
                                                        "\"date\":\"2026-11-25\",\"amount\":{"))
                                .expect(422)
                                .errors())
                .containsExactly("/date future");
        assertThat(books.server.count("select count(*) from finance_payment")).isZero();
        assertThat(clerk().post(API + "/payments", payment("1.00", "")).status()).isEqualTo(400);
    }

    @Test
    void accounts_are_made_renamed_and_unique() {
        UUID id = account("6000");
        assertThat(post("/accounts", account("6000", "EXPENSE")).expect(409).errors())
                .containsExactly("/code unique");
        assertThat(
                        post(
                                        "/accounts",
                                        """
                                        {"code":"9","name":"n","type":"ASSET","role":"BANK"}\
                                        """)
                                .expect(409)
                                .errors())
                .containsExactly("/role unique");
        assertThat(post("/accounts", account("a b", "EXPENSE")).expect(422).errors()).hasSize(1);
        Http renamed = clerk().with("If-Match", "\"0\"");
        renamed.put(API + "/accounts/" + id, "{\"name\":\"Rent\"}").expect(200);
        renamed.put(API + "/accounts/" + id, "{\"name\":\"Rent\"}").expect(412);
        clerk().put(API + "/accounts/" + id, "{\"name\":\"Rent\"}").expect(428);
        assertThat(clerk().get(API + "/accounts?role=BANK").expect(200).json().at("/items").size())
                .isEqualTo(1);
    }

    @Test
    void tax_codes_are_listed_and_added() {
        assertThat(clerk().get(API + "/tax-codes").expect(200).text("/items/0/rate"))
                .isEqualTo("0.2");
        post("/tax-codes", "{\"code\":\"REDUCED\",\"name\":\"Reduced\",\"rate\":\"0.055\"}")
                .expect(201);
        assertThat(
                        post(
                                        "/tax-codes",
                                        "{\"code\":\"REDUCED\",\"name\":\"R\",\"rate\":\"0.05\"}")
                                .expect(409)
                                .errors())
                .containsExactly("/code unique");
        assertThat(
                        post("/tax-codes", "{\"code\":\"T\",\"name\":\"T\",\"rate\":\"1.00\"}")
                                .expect(422)
                                .errors())
                .containsExactly("/rate range");
    }

    @Test
    void periods_are_closed_in_order_over_http() {
        UUID january = books.period(1).getId();
        Http.Response closed =
                clerk().once().post(API + "/periods/" + january + "/close").expect(200);
        assertThat(closed.text("/state")).isEqualTo("CLOSED");
        assertThat(
                        clerk().once()
                                .post(API + "/periods/" + books.period(3).getId() + "/close")
                                .expect(409)
                                .code())
                .isEqualTo("finance.PERIOD_ORDER");
        clerk().once().post(API + "/periods/" + january + "/reopen").expect(200);
        assertThat(clerk().get(API + "/periods").expect(200).json().at("/items").size())
                .isEqualTo(12);
    }

    @Test
    void every_operation_needs_its_right() {
        Http reader = books.server.as("finance.journal.read");
        reader.get(API + "/trial-balance").expect(200);
        reader.once().post(API + "/payments", payment("1.00", "")).expect(403);
        reader.once().post(API + "/chart/default").expect(403);
        assertThat(new FinanceRoutes(books.finance).endpoints())
                .allMatch(endpoint -> endpoint.permission() != null);
    }

    @Test
    void lists_are_paged() {
        for (int i = 0; i < 3; i++) {
            books.invoice("1.00");
        }
        Http.Response first = clerk().get(API + "/open-items?limit=2").expect(200);
        assertThat(first.json().at("/items").size()).isEqualTo(2);
        Http.Response rest =
                clerk().get(API + "/open-items?limit=2&after=" + first.text("/next")).expect(200);
        assertThat(rest.json().at("/items").size()).isEqualTo(1);
        Http.Response entries =
                clerk().get(API + "/journal-entries?limit=2&book=SALES").expect(200);
        assertThat(entries.json().at("/items/0/number").asLong()).isEqualTo(3);
        assertThat(entries.json().at("/next").isNull()).isFalse();
    }
}
