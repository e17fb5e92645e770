package erp.finance;

import static erp.finance.Desk.API;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import erp.core.Http;
import erp.core.TestServer;
import erp.core.value.Money;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line;
import erp.finance.accounts.Subledger;
import erp.finance.ledger.Entry;
import erp.finance.ledger.Source;
import erp.finance.numbering.Book;
import erp.finance.payments.NewItem;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.UUID;

/** Nothing is booked in another currency than the company's. */
class CompanyCurrencyIT {
    private static Books books;
    private final UUID customer = UUID.randomUUID();

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

    @ParameterizedTest
    @CsvSource({
        "EUR, 5.00,  USD, 5.00",
        "EUR, 5.00,  JPY, 5",
        "EUR, 5.00,  KWD, 5.000",
        "JPY, 5,     EUR, 5.00",
        "KWD, 5.000, JPY, 5",
    })
    void money_of_another_currency_is_refused_wherever_it_is_sent(
            String own, String amount, String foreign, String wrong) {
        Http http = company(own);
        Money right = Money.of(amount, own);
        Money bad = Money.of(wrong, foreign);
        assertThat(http.once().post(API + "/payments", payment(bad, "")).expect(422).errors())
                .containsExactly("/amount/currency currency");
        String item = allocations(UUID.randomUUID(), bad);
        assertThat(http.once().post(API + "/payments", payment(right, item)).expect(422).errors())
                .containsExactly("/allocations/0/amount/currency currency");
        assertThat(http.once().post(API + "/payments", payment(bad, item)).expect(422).errors())
                .containsExactly("/amount/currency currency");
        UUID paid = http.once().post(API + "/payments", payment(right, "")).expect(201).uuid("/id");
        String allocate = API + "/payments/" + paid + "/allocate";
        assertThat(
                        http.once()
                                .post(allocate, "{\"allocations\":[" + item + "]}")
                                .expect(422)
                                .errors())
                .containsExactly("/allocations/0/amount/currency currency");
        UUID account = account(http);
        assertThat(entry(http, account, bad, bad).expect(422).errors())
                .containsExactly(
                        "/lines/0/debit/currency currency", "/lines/1/credit/currency currency");
        assertThat(entry(http, account, right, bad).expect(422).errors())
                .containsExactly("/lines/1/credit/currency currency");
        entry(http, account, right, right).expect(201);
        assertThat(books.server.count("select count(*) from finance_journal_entry")).isEqualTo(2);
        assertThat(books.violated()).isEmpty();
    }

    @Test
    void a_zero_on_the_other_side_has_the_companys_currency_too() {
        Http http = company("KWD");
        UUID account = account(http);
        String line =
                """
                {"accountId":"%s","%s":{"amount":"1.000","currency":"KWD"},"%s":{"amount":"0","currency":"JPY"}}\
                """;
        Http.Response refused =
                http.once()
                        .post(
                                API + "/journal-entries",
                                "{\"text\":\"x\",\"lines\":[%s,%s]}"
                                        .formatted(
                                                line.formatted(account, "debit", "credit"),
                                                line.formatted(account, "credit", "debit")))
                        .expect(422);
        assertThat(refused.errors())
                .containsExactly(
                        "/lines/0/credit/currency currency", "/lines/1/debit/currency currency");
    }

    @Test
    void a_module_that_posts_another_currency_has_a_defect() {
        Money dollars = Money.of("1.00", "USD");
        assertThatIllegalStateException()
                .isThrownBy(
                        () ->
                                books.server.write(
                                        tx ->
                                                books.finance
                                                        .ledger()
                                                        .post(
                                                                tx,
                                                                new Entry(
                                                                        Book.GENERAL,
                                                                        new Source(
                                                                                "test.document",
                                                                                tx.newId(),
                                                                                "sale"),
                                                                        tx.today(),
                                                                        "",
                                                                        List.of(
                                                                                Line.debit(
                                                                                        AccountRole
                                                                                                .BANK,
                                                                                        dollars),
                                                                                Line.credit(
                                                                                        AccountRole
                                                                                                .REVENUE,
                                                                                        dollars))))));
        assertThatIllegalStateException()
                .isThrownBy(
                        () ->
                                books.server.write(
                                        tx ->
                                                books.finance
                                                        .openItems()
                                                        .open(
                                                                tx,
                                                                new NewItem(
                                                                        Subledger.RECEIVABLE,
                                                                        Books.CUSTOMER,
                                                                        new Source(
                                                                                "test.document",
                                                                                tx.newId(),
                                                                                "sale"),
                                                                        "1",
                                                                        tx.today(),
                                                                        tx.today(),
                                                                        dollars))));
    }

    private Http company(String currency) {
        UUID id = UUID.randomUUID();
        books.server.addCompany(id, id.toString().substring(0, 8), currency, "UTC");
        books.party(customer, id);
        Http http = books.server.as(TestServer.USER, id, "*");
        http.post(API + "/chart/default").expect(200);
        return http;
    }

    private static UUID account(Http http) {
        return http.post(API + "/accounts", Desk.account("6000", "EXPENSE"))
                .expect(201)
                .uuid("/id");
    }

    private static Http.Response entry(Http http, UUID account, Money debit, Money credit) {
        return http.once()
                .post(
                        API + "/journal-entries",
                        """
                        {"text":"x","lines":[{"accountId":"%s","debit":%s},{"accountId":"%s","credit":%s}]}\
                        """
                                .formatted(account, json(debit), account, json(credit)));
    }

    private String payment(Money amount, String allocations) {
        return """
        {"customerId":"%s","amount":%s,"allocations":[%s]}\
        """
                .formatted(customer, json(amount), allocations);
    }

    private static String allocations(UUID item, Money amount) {
        return """
        {"openItemId":"%s","amount":%s}\
        """
                .formatted(item, json(amount));
    }

    private static String json(Money money) {
        return """
        {"amount":"%s","currency":"%s"}\
        """
                .formatted(money.amount().toPlainString(), money.currency());
    }
}
