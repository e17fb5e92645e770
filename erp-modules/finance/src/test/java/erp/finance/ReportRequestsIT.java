package erp.finance;

import static erp.finance.Books.eur;
import static erp.finance.Desk.API;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.TestServer;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line;
import erp.finance.ledger.Entry;
import erp.finance.ledger.Source;
import erp.finance.numbering.Book;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** How reports are asked for, and who may ask. */
class ReportRequestsIT {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static Books books;
    private static Http clerk;

    @BeforeAll
    static void start() {
        books = new Books();
        clerk = books.server.as("*");
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
    void a_table_comes_as_csv_where_that_is_asked_for() {
        UUID account =
                new Desk(books)
                        .post(
                                "/accounts",
                                "{\"code\":\"=1\",\"name\":\"Rent,"
                                        + " \\\"old\\\"\",\"type\":\"EXPENSE\"}")
                        .expect(201)
                        .uuid("/id");
        books.server.write(
                tx ->
                        books.finance
                                .ledger()
                                .post(
                                        tx,
                                        new Entry(
                                                Book.GENERAL,
                                                new Source("test.rent", tx.newId(), "rent"),
                                                TODAY,
                                                "",
                                                List.of(
                                                        Line.debit(account, eur("9.00")),
                                                        Line.credit(
                                                                AccountRole.BANK, eur("9.00"))))));
        String path = API + "/trial-balance";
        Http.Response csv = clerk.with("Accept", "text/csv").get(path).expect(200);
        assertThat(csv.header("Content-Type")).hasValue("text/csv; charset=utf-8; header=present");
        assertThat(csv.header("Vary")).hasValue("Accept");
        assertThat(csv.body())
                .startsWith("code,name,type,currency,debit,credit,balance\r\n")
                .contains("EUR,0.00,9.00,-9.00\r\n")
                .contains("'=1,\"Rent, \"\"old\"\"\",EXPENSE,EUR,9.00,0.00,9.00\r\n");
        assertThat(clerk.get(path + "?format=csv").body()).isEqualTo(csv.body());
        String json = clerk.get(path).expect(200).body();
        assertThat(json).startsWith("{");
        for (String accept :
                List.of("application/json, text/csv;q=0.5", "*/*", "text/csv;q=0", "text/*, */*")) {
            assertThat(clerk.with("Accept", accept).get(path).body()).as(accept).isEqualTo(json);
        }
        assertThat(clerk.with("Accept", "text/csv").get(path + "?format=json").body())
                .isEqualTo(json);
        assertThat(clerk.get(path + "?format=xml").expect(422).errors())
                .containsExactly("?format enum");
    }

    @ParameterizedTest
    @CsvSource({
        "balance-sheet?date=2026-02-30,                   ?date format",
        "trial-balance?date=yesterday,                    ?date format",
        "profit-and-loss?from=2026-02-01&to=2026-01-31,   ?to order",
        "profit-and-loss?compareFrom=2026-01-01,          ?compareTo required",
        "profit-and-loss?compareTo=2026-01-01,            ?compareFrom required",
        "profit-and-loss?compareFrom=2026-01-02&compareTo=2026-01-01, ?compareTo order",
        "tax-report?from=2026-02-01&to=2026-01-31,        ?to order",
        "cash-flow?from=2027-01-01,                       ?to order",
        "receivables/ageing?date=2026-13-01,              ?date format",
        "receivables/ageing?customerId=1,                 ?customerId format",
        "accounts/BANK/ledger?limit=0,                    ?limit range",
        "accounts/BANK/ledger?limit=201,                  ?limit range",
        "accounts/BANK/ledger?after=x,                    ?after cursor",
        "accounts/BANK/ledger?from=2026-05-01&to=2026-04-30, ?to order",
    })
    void a_wrong_day_is_named(String path, String error) {
        String full = API + "/" + path.replace("BANK", books.account(AccountRole.BANK).toString());
        assertThat(clerk.get(full).expect(422).errors()).containsExactly(error);
    }

    @Test
    void a_cursor_of_other_days_is_none() {
        books.sale(LocalDate.of(2026, 3, 1), "1.00");
        books.sale(LocalDate.of(2026, 3, 2), "1.00");
        String path = ledger(AccountRole.BANK);
        String next = clerk.get(path + "?limit=1").expect(200).text("/next");
        assertThat(clerk.get(path + "?from=2026-03-02&after=" + next).expect(422).errors())
                .containsExactly("?after cursor");
    }

    /** Books without a chart, accounts or periods; accounts of others. */
    @Test
    void a_company_sees_its_own_books_empty_as_they_may_be() {
        books.sale(TODAY, "1.00");
        Http stranger = books.server.as(TestServer.USER, books.server.addCompany(), "*");
        stranger.get(ledger(AccountRole.BANK)).expect(404);
        JsonNode sheet = stranger.get(API + "/balance-sheet").expect(200).json();
        assertThat(text(sheet, "/assets/total")).isEqualTo("0.00");
        assertThat(sheet.at("/yearBegan").asString()).isEqualTo("2026-01-01");
        assertThat(text(stranger.get(API + "/profit-and-loss").expect(200).json(), "/result"))
                .isEqualTo("0.00");
        assertThat(text(stranger.get(API + "/cash-flow").expect(200).json(), "/closing"))
                .isEqualTo("0.00");
        assertThat(text(stranger.get(API + "/tax-report").expect(200).json(), "/payable"))
                .isEqualTo("0.00");
        assertThat(stranger.get(API + "/trial-balance").expect(200).json().at("/totals").size())
                .isZero();
        Http reader = books.server.as("finance.accounts.read");
        for (String report :
                List.of("balance-sheet", "profit-and-loss", "cash-flow", "tax-report")) {
            reader.get(API + "/" + report).expect(403);
        }
        reader.get(ledger(AccountRole.BANK)).expect(403);
    }

    private static String ledger(AccountRole role) {
        return API + "/accounts/" + books.account(role) + "/ledger";
    }

    private static String text(JsonNode node, String sum) {
        return node.at(sum + "/amount").asString();
    }
}
