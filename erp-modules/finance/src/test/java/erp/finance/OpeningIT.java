package erp.finance;

import static erp.finance.OldBooks.OPENING;
import static erp.finance.OldBooks.balance;
import static erp.finance.OldBooks.eur;
import static erp.finance.OldBooks.lines;
import static erp.finance.OldBooks.money;
import static erp.finance.OldBooks.opening;
import static erp.finance.OldBooks.payable;
import static erp.finance.OldBooks.receivable;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.finance.accounts.AccountRole;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** A company with a past begins: its opening run over HTTP. */
class OpeningIT {
    private static OldBooks books;

    @BeforeAll
    static void start() {
        books = new OldBooks();
    }

    @AfterAll
    static void stop() {
        books.close();
    }

    @BeforeEach
    void reset() {
        books.reset();
    }

    @Test
    void before_the_first_put_it_is_an_empty_draft_of_version_0() {
        Http.Response answer = books.accountant().get(OPENING).expect(200);
        assertThat(answer.text("/state")).isEqualTo("DRAFT");
        assertThat(answer.header("ETag")).contains("\"0\"");
        assertThat(books.put("/receivables", lines()).expect(409).code())
                .isEqualTo("finance.OPENING_NOT_STARTED");
        assertThat(books.finish().expect(409).code()).isEqualTo("finance.OPENING_NOT_STARTED");
    }

    @Test
    void each_put_shows_what_is_missing_to_balance_and_posts_nothing() {
        Http.Response started =
                books.put(
                                "",
                                opening(
                                        "2026-08-31",
                                        books.balance(AccountRole.BANK, "debit", "70.00")))
                        .expect(200);
        assertThat(started.text("/difference/amount")).isEqualTo("70.00");
        assertThat(started.text("/balanced")).isEqualTo("false");
        Http.Response owed =
                books.put("/payables", lines(payable(books.supplier, "S-1", eur("70.00"))))
                        .expect(200);
        assertThat(owed.text("/difference/amount")).isEqualTo("0.00");
        assertThat(owed.text("/payables/lines")).isEqualTo("1");
        assertThat(owed.text("/balanced")).isEqualTo("true");
        assertThat(owed.header("ETag")).contains("\"2\"");
        assertThat(books.server.count("select count(*) from finance_journal_entry")).isZero();
    }

    @Test
    void closing_posts_balances_items_and_payments_as_of_the_last_day_of_the_old_books() {
        books.putAugust();
        Http.Response closed = books.finish().expect(200);
        assertThat(closed.text("/state")).isEqualTo("CLOSED");
        assertThat(closed.text("/difference/amount")).isEqualTo("0.00");
        assertThat(balanceOn("2026-08-30", "1000")).isEqualTo("none");
        assertThat(balanceOn("2026-08-31", "1000")).isEqualTo("1000.00");
        assertThat(balanceOn("2026-08-31", "1100")).isEqualTo("300.00");
        assertThat(balanceOn("2026-08-31", "2000")).isEqualTo("-120.00");
        assertThat(balanceOn("2026-08-31", "2200")).isEqualTo("-50.00");
        assertThat(balanceOn("2026-08-31", "2300")).isEqualTo("-80.00");
        assertThat(balanceOn("2026-08-31", "3900")).isEqualTo("0.00");
        assertThat(balanceOn("2026-08-31", "4000")).isEqualTo("-900.00");
        assertThat(itemsOf("customerId=" + books.ada).findValuesAsString("reference"))
                .containsExactlyInAnyOrder("R-1", "R-2");
        assertThat(itemsOf("kind=PAYABLE").findValuesAsString("reference")).containsExactly("S-77");
        assertThat(books.broken()).isEmpty();
    }

    @Test
    void opening_items_are_paid_and_prepayments_allocated_like_any_other() {
        books.putAugust();
        books.finish().expect(200);
        String item = itemsOf("customerId=" + books.ada).at("/0/id").asString();
        String advance = all().get("/api/v1/finance/payments").expect(200).text("/items/0/id");
        String owedByBob = itemsOf("customerId=" + books.bob).at("/0/id").asString();
        all().once()
                .post(
                        "/api/v1/finance/payments",
                        """
                        {"customerId":"%s","amount":%s,"allocations":[{"openItemId":"%s","amount":%s}]}\
                        """
                                .formatted(books.ada, eur("60.00"), item, eur("60.00")))
                .expect(201);
        all().once()
                .post(
                        "/api/v1/finance/payments/" + advance + "/allocate",
                        "{\"allocations\":[{\"openItemId\":\"%s\",\"amount\":%s}]}"
                                .formatted(owedByBob, eur("50.00")))
                .expect(200);
        assertThat(itemsOf("customerId=" + books.bob).at("/0/openAmount/amount").asString())
                .isEqualTo("70.00");
        assertThat(books.broken()).isEmpty();
    }

    @Test
    void what_was_taken_over_is_paid_and_allocated_from_the_opening_on() {
        books.putAugust();
        books.finish().expect(200);
        String item = itemsOf("customerId=" + books.ada).at("/0/id").asString();
        String advance = all().get("/api/v1/finance/payments").expect(200).text("/items/0/id");
        String owedByBob = itemsOf("customerId=" + books.bob).at("/0/id").asString();
        String payment =
                """
                {"customerId":"%s","amount":%s,"date":"%%s",
                 "allocations":[{"openItemId":"%s","amount":%s}]}\
                """
                        .formatted(books.ada, eur("60.00"), item, eur("60.00"));
        assertThat(pay(payment.formatted("2026-08-30")).expect(409).errors())
                .containsExactly("/date period");
        assertThat(pay(payment.formatted("2026-08-31")).expect(201).text("/allocations/0/date"))
                .isEqualTo("2026-08-31");
        String allocate = "/api/v1/finance/payments/" + advance + "/allocate";
        String part =
                "{%s\"allocations\":[{\"openItemId\":\"%s\",\"amount\":" + eur("50.00") + "}]}";
        Http.Response refused =
                all().once()
                        .post(allocate, part.formatted("\"date\":\"2026-08-30\",", owedByBob))
                        .expect(422);
        assertThat(refused.errors()).containsExactly("/date order");
        all().once()
                .post(allocate, part.formatted("\"date\":\"2026-08-31\",", owedByBob))
                .expect(200);
        assertThat(books.broken()).isEmpty();
    }

    private static Http.Response pay(String payment) {
        return all().once().post("/api/v1/finance/payments", payment);
    }

    @Test
    void customers_money_does_not_pay_what_suppliers_are_owed() {
        books.putAugust();
        books.finish().expect(200);
        String item = itemsOf("kind=PAYABLE").at("/0/id").asString();
        Http.Response refused =
                all().once()
                        .post(
                                "/api/v1/finance/payments",
                                """
                                {"customerId":"%s","amount":%s,
                                 "allocations":[{"openItemId":"%s","amount":%s}]}\
                                """
                                        .formatted(books.supplier, eur("1.00"), item, eur("1.00")))
                        .expect(404);
        assertThat(refused.errors()).containsExactly("/allocations/0/openItemId exists");
    }

    @Test
    void what_does_not_balance_is_refused_with_the_difference_and_nothing_is_posted() {
        books.putAugust();
        books.put("/payables", lines(payable(books.supplier, "S-77", eur("119.99")))).expect(200);
        Http.Response refused = books.finish().expect(409);
        assertThat(refused.code()).isEqualTo("finance.OPENING_UNBALANCED");
        assertThat(refused.text("/detail")).contains("0.01 EUR");
        assertThat(books.server.count("select count(*) from finance_journal_entry")).isZero();
        assertThat(books.server.count("select count(*) from finance_open_item")).isZero();
        books.put("/payables", lines(payable(books.supplier, "S-77", eur("120.00")))).expect(200);
        books.finish().expect(200);
        assertThat(books.broken()).isEmpty();
    }

    @Test
    void a_derived_account_may_be_told_and_must_then_be_the_same() {
        String bank = books.balance(AccountRole.BANK, "credit", "100.00");
        String owed = lines(receivable(books.ada, "R-1", eur("100.00")));
        books.put(
                        "",
                        opening(
                                "2026-08-31",
                                bank,
                                books.balance(AccountRole.RECEIVABLE, "debit", "99.00")))
                .expect(200);
        Http.Response told = books.put("/receivables", owed).expect(200);
        assertThat(told.text("/difference/amount")).isEqualTo("0.00");
        assertThat(told.text("/controls/0/difference/amount")).isEqualTo("-1.00");
        assertThat(told.text("/balanced")).isEqualTo("false");
        assertThat(books.finish().expect(409).text("/detail")).contains("RECEIVABLE", "-1.00 EUR");
        books.put(
                        "",
                        opening(
                                "2026-08-31",
                                bank,
                                books.balance(AccountRole.RECEIVABLE, "debit", "100.00")))
                .expect(200);
        books.finish().expect(200);
        assertThat(balanceOn("2026-08-31", "1100")).isEqualTo("100.00");
        assertThat(books.broken()).isEmpty();
    }

    @Test
    void a_part_is_replaced_as_a_whole_by_who_knows_its_version() {
        books.putAugust();
        Http.Response again =
                books.put("/receivables", lines(receivable(books.ada, "R-9", eur("300.00"))))
                        .expect(200);
        assertThat(again.text("/receivables/lines")).isEqualTo("1");
        Http.Response read = books.accountant().get(OPENING + "/receivables").expect(200);
        assertThat(read.text("/lines/0/reference")).isEqualTo("R-9");
        assertThat(read.header("ETag")).isEqualTo(again.header("ETag"));
        assertThat(
                        books.accountant()
                                .with("If-Match", "\"1\"")
                                .put(OPENING + "/receivables", lines())
                                .status())
                .isEqualTo(412);
        assertThat(books.accountant().put(OPENING + "/receivables", lines()).status())
                .isEqualTo(428);
    }

    @Test
    void what_is_closed_stays() {
        books.putAugust();
        books.finish().expect(200);
        for (String part : List.of("/receivables", "/payables", "/prepayments")) {
            assertThat(books.put(part, lines()).expect(409).code())
                    .isEqualTo("finance.OPENING_CLOSED");
        }
        assertThat(books.put("", opening("2026-08-31")).expect(409).code())
                .isEqualTo("finance.OPENING_CLOSED");
        assertThat(books.finish().expect(409).code()).isEqualTo("finance.OPENING_CLOSED");
        Http.Response read = books.accountant().get(OPENING).expect(200);
        assertThat(read.text("/state")).isEqualTo("CLOSED");
        assertThat(read.text("/closedAt")).isNotEmpty();
        assertThat(
                        books.server.count(
                                "select count(*) from core_history where entity_type ="
                                        + " 'finance.opening' and action = 'close'"))
                .isEqualTo(1);
        assertThat(
                        books.server.count(
                                "select count(*) from core_outbox where type ="
                                        + " 'finance.OpeningClosed'"))
                .isEqualTo(1);
    }

    @Test
    void a_repeated_close_with_the_same_key_is_done_once_and_a_dry_run_not_at_all() {
        books.putAugust();
        assertThat(
                        books.accountant()
                                .once()
                                .post(OPENING + "/close?dryRun=true")
                                .expect(200)
                                .text("/state"))
                .isEqualTo("CLOSED");
        assertThat(books.server.count("select count(*) from finance_journal_entry")).isZero();
        Http once = books.accountant().once();
        String first = once.post(OPENING + "/close").expect(200).body();
        assertThat(once.post(OPENING + "/close").expect(200).body()).isEqualTo(first);
    }

    @Test
    void of_two_who_close_at_once_one_does() {
        books.putAugust();
        List<Future<Integer>> answers = Books.atOnce(4, () -> books.finish().status());
        assertThat(answers.stream().map(Books::outcome))
                .containsExactlyInAnyOrder(200, 409, 409, 409);
        assertThat(books.broken()).isEmpty();
    }

    @Test
    void currencies_of_no_and_of_three_decimals_are_opened_to_the_last_digit() {
        opens("JPY", "Asia/Tokyo", "100001", "1");
        opens("KWD", "Asia/Kuwait", "100.001", "0.001");
    }

    private void opens(String currency, String zone, String amount, String smallest) {
        UUID company = UUID.randomUUID();
        books.server.addCompany(company, currency, currency, zone);
        Http http = books.server.as(UUID.randomUUID(), company, "*");
        http.post("/api/v1/finance/chart/default").expect(200);
        JsonNode accounts = http.get("/api/v1/finance/accounts").expect(200).json().at("/items");
        http.with("If-Match", "\"0\"")
                .put(
                        OPENING,
                        opening(
                                "2026-08-31",
                                balance(id(accounts, "1000"), "debit", money(amount, currency)),
                                balance(id(accounts, "4000"), "credit", money(smallest, currency)),
                                balance(id(accounts, "5000"), "debit", money(smallest, currency)),
                                balance(id(accounts, "3000"), "credit", money(amount, currency))))
                .expect(200);
        http.with("If-Match", "\"1\"")
                .put(
                        OPENING,
                        opening(
                                "2026-08-31",
                                balance(id(accounts, "1000"), "debit", money("0.0001", currency))))
                .expect(422);
        assertThat(http.once().post(OPENING + "/close").expect(200).text("/debit/currency"))
                .isEqualTo(currency);
        assertThat(
                        http.get("/api/v1/finance/trial-balance?date=2026-08-31")
                                .expect(200)
                                .text("/accounts/0/balance/amount"))
                .isEqualTo(amount);
        assertThat(books.broken()).isEmpty();
    }

    @Test
    void five_thousand_open_items_fit_into_one_request_and_one_more_does_not() {
        putBankAndEarnings("2026-08-31");
        books.put("", opening("2026-08-31", books.balance(AccountRole.BANK, "credit", "5000.00")))
                .expect(200);
        books.put("/receivables", many(5001)).expect(422);
        books.put("/receivables", many(5000)).expect(200);
        long begun = System.nanoTime();
        books.finish().expect(200);
        assertThat(System.nanoTime() - begun).isLessThan(15_000_000_000L);
        assertThat(books.broken()).isEmpty();
    }

    private static String many(int lines) {
        return lines(
                IntStream.range(0, lines)
                        .mapToObj(
                                i ->
                                        receivable(
                                                i % 2 == 0 ? books.ada : books.bob,
                                                "R-" + i,
                                                eur("1.00")))
                        .toArray(String[]::new));
    }

    private static void putBankAndEarnings(String date) {
        books.put(
                        "",
                        opening(
                                date,
                                books.balance(AccountRole.BANK, "debit", "10.00"),
                                books.balance(AccountRole.RETAINED_EARNINGS, "credit", "10.00")))
                .expect(200);
    }

    private static Http all() {
        return books.server.as("*");
    }

    private static JsonNode itemsOf(String filter) {
        return all().get("/api/v1/finance/open-items?" + filter).expect(200).json().at("/items");
    }

    private static String balanceOn(String date, String code) {
        JsonNode accounts =
                all().get("/api/v1/finance/trial-balance?date=" + date)
                        .expect(200)
                        .json()
                        .at("/accounts");
        for (JsonNode account : accounts) {
            if (account.at("/code").asString().equals(code)) {
                return account.at("/balance/amount").asString();
            }
        }
        return "none";
    }

    private static UUID id(JsonNode accounts, String code) {
        for (JsonNode account : accounts) {
            if (account.at("/code").asString().equals(code)) {
                return UUID.fromString(account.at("/id").asString());
            }
        }
        throw new IllegalStateException("no account " + code);
    }
}
