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
import erp.finance.accounts.Line;
import erp.finance.ledger.Entry;
import erp.finance.ledger.Source;
import erp.finance.numbering.Book;
import erp.finance.periods.PeriodQueries_;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.UUID;

/** What an opening run refuses, each with the field or the reason. */
class OpeningRulesIT {
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
    void ids_of_another_company_are_refused_each_with_its_field() {
        UUID stranger = books.server.addCompany();
        UUID account = UUID.fromString("01900000-0000-7000-8000-0000000000d1");
        UUID party = UUID.fromString("01900000-0000-7000-8000-0000000000d2");
        books.plant(
                """
                insert into finance_account (id, company_id, code, name, type, version)
                values (unhex('%s'), unhex('%s'), '1000', 'Bank', 'ASSET', 0)
                """
                        .formatted(hex(account), hex(stranger)));
        books.plant(
                """
                insert into core_party (id, company_id, name, created_at, version)
                values (unhex('%s'), unhex('%s'), 'Eve', utc_timestamp(6), 0)
                """
                        .formatted(hex(party), hex(stranger)));
        assertThat(
                        books.put("", opening("2026-08-31", balance(account, "debit", eur("1.00"))))
                                .expect(422)
                                .errors())
                .containsExactly("/balances/0/accountId exists");
        books.put("", opening("2026-08-31")).expect(200);
        assertThat(
                        books.put(
                                        "/receivables",
                                        lines(
                                                receivable(books.ada, "R-1", eur("1.00")),
                                                receivable(party, "R-2", eur("1.00"))))
                                .expect(422)
                                .errors())
                .containsExactly("/lines/1/customerId exists");
        assertThat(
                        books.put("/payables", lines(payable(party, "S-1", eur("1.00"))))
                                .expect(422)
                                .errors())
                .containsExactly("/lines/0/supplierId exists");
        assertThat(
                        books.put("/prepayments", lines(OldBooks.prepayment(party, eur("1.00"))))
                                .expect(422)
                                .errors())
                .containsExactly("/lines/0/customerId exists");
        assertThat(
                        books.server
                                .as(UUID.randomUUID(), stranger, "*")
                                .get(OPENING)
                                .expect(200)
                                .text("/version"))
                .isEqualTo("0");
    }

    @Test
    void accounts_of_roles_that_a_later_version_brought_are_not_opened() {
        UUID later = books.account(AccountRole.BANK);
        books.plant("update finance_account set role = 'BROUGHT_LATER' where role = 'BANK'");
        assertThat(
                        books.put("", opening("2026-08-31", balance(later, "debit", eur("1.00"))))
                                .expect(422)
                                .errors())
                .containsExactly("/balances/0/accountId control");
    }

    @Test
    void balances_name_each_account_once_on_one_side_and_never_the_clearing_account() {
        UUID bank = books.account(AccountRole.BANK);
        Http.Response refused =
                books.put(
                                "",
                                opening(
                                        "2026-08-31",
                                        balance(bank, "debit", eur("1.00")),
                                        balance(bank, "credit", eur("1.00")),
                                        "{\"accountId\":\"%s\"}"
                                                .formatted(books.account(AccountRole.REVENUE)),
                                        books.balance(
                                                AccountRole.OPENING_BALANCES, "debit", "1.00"),
                                        balance(
                                                books.account(AccountRole.TAX_DUE),
                                                "debit",
                                                money("1.00", "USD"))))
                        .expect(422);
        assertThat(refused.errors())
                .containsExactly(
                        "/balances/1/accountId duplicate",
                        "/balances/2 side",
                        "/balances/3/accountId clearing",
                        "/balances/4/debit/currency currency");
        assertThat(
                        books.put("", opening("2026-08-31", balance(bank, "debit", eur("0.00"))))
                                .expect(422)
                                .errors())
                .containsExactly("/balances/0/debit positive");
        assertThat(
                        books.put(
                                        "",
                                        opening(
                                                "2026-08-31",
                                                balance(bank, "debit", eur("1000000000000.00"))))
                                .expect(422)
                                .errors())
                .containsExactly("/balances range");
    }

    @Test
    void the_clearing_account_takes_no_entry_by_hand() {
        Http.Response refused =
                all().once()
                        .post(
                                "/api/v1/finance/journal-entries",
                                Desk.entry(
                                        books.account(AccountRole.OPENING_BALANCES),
                                        "1.00",
                                        books.account(AccountRole.BANK),
                                        "1.00"))
                        .expect(422);
        assertThat(refused.code()).isEqualTo("finance.CONTROL_ACCOUNT");
    }

    @Test
    void items_are_checked_each_field() {
        books.put("", opening("2026-08-31")).expect(200);
        Http.Response refused =
                books.put(
                                "/receivables",
                                lines(
                                        receivable(books.ada, "R-1", eur("1.00")),
                                        receivable(books.ada, "R-1", eur("2.00")),
                                        OldBooks.item(
                                                "customerId",
                                                books.ada,
                                                "R-3",
                                                "2026-09-01",
                                                eur("1.00")),
                                        receivable(books.bob, "R-4", money("1", "JPY"))))
                        .expect(422);
        assertThat(refused.errors())
                .containsExactly(
                        "/lines/1/reference duplicate",
                        "/lines/2/date order",
                        "/lines/3/amount/currency currency");
        assertThat(
                        books.put(
                                        "/receivables",
                                        lines(
                                                receivable(books.ada, "R-1", eur("1.00"))
                                                        .replace("2026-09-20", "2026-07-19")))
                                .expect(422)
                                .errors())
                .containsExactly("/lines/0/dueDate order");
        assertThat(
                        books.put("/receivables", lines(receivable(books.ada, " ", eur("0.00"))))
                                .expect(422)
                                .errors())
                .containsExactly("/lines/0/reference notBlank", "/lines/0/amount positive");
    }

    @Test
    void its_date_is_not_in_the_future_and_not_before_what_is_open() {
        assertThat(books.put("", opening("2026-11-25")).expect(422).code())
                .isEqualTo("core.FUTURE_DATE");
        books.put("", opening("2026-08-31")).expect(200);
        books.put("/receivables", lines(receivable(books.ada, "R-1", eur("1.00")))).expect(200);
        assertThat(books.put("", opening("2026-07-19")).expect(422).errors())
                .containsExactly("/date order");
        assertThat(books.put("", opening("2026-07-31")).expect(200).text("/date"))
                .isEqualTo("2026-07-31");
    }

    @Test
    void it_needs_an_open_period_on_its_date() {
        putBankAndEarnings("2025-12-31");
        assertThat(books.finish().expect(422).code()).isEqualTo("finance.NO_PERIOD");
        all().post(
                        "/api/v1/finance/periods",
                        """
                        {"fiscalYear":2025,"number":12,"startDate":"2025-12-01","endDate":"2025-12-31"}\
                        """)
                .expect(201);
        UUID december =
                books.server.read(
                        tx ->
                                new PeriodQueries_(tx.session())
                                        .periodsAt(java.time.LocalDate.of(2025, 12, 1))
                                        .getFirst()
                                        .getId());
        all().post("/api/v1/finance/periods/" + december + "/close").expect(200);
        assertThat(books.finish().expect(409).code()).isEqualTo("finance.PERIOD_CLOSED");
        all().post("/api/v1/finance/periods/" + december + "/reopen").expect(200);
        books.finish().expect(200);
        assertThat(books.broken()).isEmpty();
    }

    @Test
    void it_comes_before_the_first_posting_and_what_was_undone_does_not_count() {
        putBankAndEarnings("2026-08-31");
        UUID mistake = sale("2026-08-15");
        Http.Response refused = books.finish().expect(409);
        assertThat(refused.code()).isEqualTo("finance.OPENING_AFTER_POSTING");
        assertThat(refused.text("/detail")).contains("1000");
        books.server.write(tx -> books.finance.ledger().reverse(tx, mistake, "mistake"));
        sale("2026-09-01");
        books.finish().expect(200);
        assertThat(balanceOn("2026-08-31", "1000")).isEqualTo("10.00");
        assertThat(books.broken()).isEmpty();
    }

    @Test
    void nothing_at_all_is_not_opened() {
        books.put("", opening("2026-08-31")).expect(200);
        assertThat(books.finish().expect(422).code()).isEqualTo("finance.INVALID_OPENING");
    }

    @Test
    void it_needs_rights_of_its_own() {
        Http reader = books.server.as("finance.opening.read", "finance.journal.write");
        reader.get(OPENING).expect(200);
        reader.with("If-Match", "\"0\"").put(OPENING, opening("2026-08-31")).expect(403);
        reader.once().post(OPENING + "/close").expect(403);
        books.server.as("finance.journal.read").get(OPENING).expect(403);
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

    private static UUID sale(String date) {
        return books.server.write(
                tx ->
                        books.finance
                                .ledger()
                                .post(
                                        tx,
                                        new Entry(
                                                Book.GENERAL,
                                                new Source("test.sale", tx.newId(), "sale"),
                                                java.time.LocalDate.parse(date),
                                                "Sale",
                                                List.of(
                                                        Line.debit(
                                                                AccountRole.BANK,
                                                                Books.eur("3.00")),
                                                        Line.credit(
                                                                AccountRole.REVENUE,
                                                                Books.eur("3.00"))))));
    }

    private static Http all() {
        return books.server.as("*");
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

    private static String hex(UUID id) {
        return id.toString().replace("-", "");
    }
}
