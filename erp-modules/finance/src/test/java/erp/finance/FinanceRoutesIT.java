package erp.finance;

import static erp.finance.Desk.API;
import static erp.finance.Desk.account;
import static erp.finance.Desk.allocation;
import static erp.finance.Desk.entry;
import static erp.finance.Desk.payment;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.finance.accounts.AccountRole;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.UUID;

/** Chart, periods and journal over HTTP. */
class FinanceRoutesIT {
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

    @Test
    void accounts_of_roles_that_a_later_version_brought_are_shown_and_left_alone() {
        UUID rent = desk.account("6000");
        UUID later = desk.account("6999");
        books.plant("update finance_account set role = 'BROUGHT_LATER' where code = '6999'");
        desk.clerk().once().post(API + "/chart/default").expect(200);
        assertThat(desk.clerk().get(API + "/accounts").expect(200).body())
                .contains("BROUGHT_LATER");
        UUID bank = books.account(AccountRole.BANK);
        desk.post("/journal-entries", entry(rent, "10.00", bank, "10.00")).expect(201);
        Http.Response refused = desk.post("/journal-entries", entry(later, "1", bank, "1"));
        assertThat(refused.errors()).containsExactly("/lines/0/accountId control");
        String path = API + "/accounts/" + later;
        Http.Response renamed =
                desk.clerk().with("If-Match", "\"0\"").put(path, "{\"name\":\"Later\"}");
        assertThat(renamed.expect(200).text("/role")).isEqualTo("BROUGHT_LATER");
        assertThat(desk.clerk().get(path).text("/role")).isEqualTo("BROUGHT_LATER");
    }

    @Test
    void an_entry_is_posted_by_hand_read_and_reversed_once() {
        UUID rent = desk.account("6000");
        UUID bank = books.account(AccountRole.BANK);
        Http.Response made = desk.post("/journal-entries", entry(rent, "10.00", bank, "10.00"));
        made.expect(201);
        assertThat(made.json().at("/number").asLong()).isEqualTo(1);
        assertThat(made.json().at("/fiscalYear").asInt()).isEqualTo(2026);
        Http.Response read = desk.clerk().get(made.header("Location").orElseThrow()).expect(200);
        assertThat(read.body()).isEqualTo(made.body());
        String reverse = "/journal-entries/" + made.text("/id") + "/reverse";
        Http.Response reversal = desk.clerk().once().post(API + reverse).expect(201);
        assertThat(reversal.text("/reversalOf")).isEqualTo(made.text("/id"));
        assertThat(reversal.text("/lines/0/credit/amount")).isEqualTo("10.00");
        Http.Response again = desk.clerk().once().post(API + reverse).expect(409);
        assertThat(again.code()).isEqualTo("finance.ALREADY_REVERSED");
        String back = "/journal-entries/" + reversal.text("/id") + "/reverse";
        Http.Response undone = desk.clerk().once().post(API + back).expect(409);
        assertThat(undone.code()).isEqualTo("finance.DOCUMENT_ENTRY");
        assertThat(undone.text("/detail"))
                .isEqualTo(
                        "the entry undoes %s: what shall stand after all is posted anew"
                                .formatted(made.text("/id")));
        assertThat(books.violated()).isEmpty();
    }

    @Test
    void a_dry_run_of_an_entry_writes_nothing() {
        UUID rent = desk.account("6000");
        UUID bank = books.account(AccountRole.BANK);
        desk.clerk()
                .once()
                .post(API + "/journal-entries?dryRun=true", entry(rent, "10.00", bank, "10.00"))
                .expect(201);
        assertThat(books.server.count("select count(*) from finance_journal_entry")).isZero();
    }

    @Test
    void an_unbalanced_entry_names_the_lines() {
        Http.Response refused =
                desk.post(
                                "/journal-entries",
                                entry(
                                        desk.account("6000"),
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
                desk.post(
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
        UUID rent = desk.account("6000");
        UUID bank = books.account(AccountRole.BANK);
        assertThat(
                        desk.post("/journal-entries", entry(rent, "-1.00", bank, "0.00"))
                                .expect(422)
                                .errors())
                .containsExactly("/lines/0/debit positive", "/lines/1/credit positive");
        assertThat(
                        desk.post("/journal-entries", entry(rent, "1.005", bank, "1.00"))
                                .expect(422)
                                .errors())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("/lines/0/debit")
                .endsWith("scale");
        assertThat(
                        desk.post(
                                        "/journal-entries",
                                        entry(rent, "10000000000000.00", bank, "1.00"))
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
        UUID rent = desk.account("6000");
        UUID bank = books.account(AccountRole.BANK);
        Http.Response refused =
                desk.post(
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
        UUID rent = desk.account("6000");
        UUID bank = books.account(AccountRole.BANK);
        String large = entry(rent, "9000000000000.00", bank, "9000000000000.00");
        desk.post("/journal-entries", large).expect(201);
        desk.post("/journal-entries", large).expect(201);
        Http.Response balance =
                desk.clerk().get(API + "/trial-balance?date=2026-11-24").expect(200);
        assertThat(balance.text("/totals/0/debit/amount")).isEqualTo("18000000000000.00");
        assertThat(balance.text("/totals/0/credit/amount")).isEqualTo("18000000000000.00");
        Http.Response before = desk.clerk().get(API + "/trial-balance?date=2026-11-19").expect(200);
        assertThat(before.json().at("/accounts").size()).isZero();
    }

    @Test
    void a_line_has_one_side_and_one_currency_and_a_known_account() {
        UUID rent = desk.account("6000");
        assertThat(
                        desk.post(
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
                        desk.post(
                                        "/journal-entries",
                                        entry(rent, "1.00", UUID.randomUUID(), "1.00"))
                                .expect(422)
                                .errors())
                .containsExactly("/lines/1/accountId exists");
    }

    @Test
    void another_companys_documents_do_not_exist() {
        UUID rent = desk.account("6000");
        UUID bank = books.account(AccountRole.BANK);
        String entry =
                desk.post("/journal-entries", entry(rent, "1.00", bank, "1.00"))
                        .expect(201)
                        .text("/id");
        UUID invoice = books.invoice("5.00");
        UUID payment = books.pay("5.00", "1.00", invoice);
        Http other = books.server.as(UUID.randomUUID(), books.server.addCompany(), "*");
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
        UUID rent = desk.account("6000");
        UUID bank = books.account(AccountRole.BANK);
        String october = entry(rent, "1.00", bank, "1.00").replace("2026-11-20", "2026-10-20");
        Http.Response refused = desk.post("/journal-entries", october).expect(409);
        assertThat(refused.code()).isEqualTo("finance.PERIOD_CLOSED");
        assertThat(refused.errors()).containsExactly("/date period");
        assertThat(
                        desk.post("/journal-entries", october.replace("2026-10-20", "2020-01-01"))
                                .expect(422)
                                .errors())
                .containsExactly("/date period");
        assertThat(
                        desk.post(
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
    void accounts_are_made_renamed_and_unique() {
        UUID id = desk.account("6000");
        assertThat(desk.post("/accounts", account("6000", "EXPENSE")).expect(409).errors())
                .containsExactly("/code unique");
        assertThat(
                        desk.post(
                                        "/accounts",
                                        """
                                        {"code":"9","name":"n","type":"ASSET","role":"BANK"}\
                                        """)
                                .expect(409)
                                .errors())
                .containsExactly("/role unique");
        assertThat(desk.post("/accounts", account("a b", "EXPENSE")).expect(422).errors())
                .hasSize(1);
        Http renamed = desk.clerk().with("If-Match", "\"0\"");
        renamed.put(API + "/accounts/" + id, "{\"name\":\"Rent\"}").expect(200);
        renamed.put(API + "/accounts/" + id, "{\"name\":\"Rent\"}").expect(412);
        desk.clerk().put(API + "/accounts/" + id, "{\"name\":\"Rent\"}").expect(428);
        assertThat(
                        desk.clerk()
                                .get(API + "/accounts?role=BANK")
                                .expect(200)
                                .json()
                                .at("/items")
                                .size())
                .isEqualTo(1);
    }

    @Test
    void tax_codes_are_listed_and_added() {
        assertThat(desk.clerk().get(API + "/tax-codes").expect(200).text("/items/0/rate"))
                .isEqualTo("0.2");
        desk.post("/tax-codes", "{\"code\":\"REDUCED\",\"name\":\"Reduced\",\"rate\":\"0.055\"}")
                .expect(201);
        assertThat(
                        desk.post(
                                        "/tax-codes",
                                        "{\"code\":\"REDUCED\",\"name\":\"R\",\"rate\":\"0.05\"}")
                                .expect(409)
                                .errors())
                .containsExactly("/code unique");
    }

    @ParameterizedTest
    @CsvSource({"1.00, must be below 1", "-0.01, must be at least 0"})
    void a_rate_beyond_its_bounds_is_told_them(String rate, String message) {
        Http.Response refused =
                desk.post(
                                "/tax-codes",
                                "{\"code\":\"T\",\"name\":\"T\",\"rate\":\"%s\"}".formatted(rate))
                        .expect(422);
        assertThat(refused.errors()).containsExactly("/rate range");
        assertThat(refused.text("/errors/0/message")).isEqualTo(message);
    }

    @Test
    void periods_are_closed_in_order_over_http() {
        UUID january = books.period(1).getId();
        Http.Response closed =
                desk.clerk().once().post(API + "/periods/" + january + "/close").expect(200);
        assertThat(closed.text("/state")).isEqualTo("CLOSED");
        assertThat(
                        desk.clerk()
                                .once()
                                .post(API + "/periods/" + books.period(3).getId() + "/close")
                                .expect(409)
                                .code())
                .isEqualTo("finance.PERIOD_ORDER");
        desk.clerk().once().post(API + "/periods/" + january + "/reopen").expect(200);
        assertThat(desk.clerk().get(API + "/periods").expect(200).json().at("/items").size())
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
}
