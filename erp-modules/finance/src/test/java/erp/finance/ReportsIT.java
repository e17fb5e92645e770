package erp.finance;

import static erp.finance.Books.eur;
import static erp.finance.Desk.API;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.value.Money;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line;
import erp.finance.ledger.Entry;
import erp.finance.ledger.Source;
import erp.finance.numbering.Book;
import erp.finance.periods.Periods;
import erp.finance.tax.Taxed;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** The reports over HTTP. */
class ReportsIT {
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

    /**
     * In any order of posting, and with many lines a day: the balance goes on from page to page.
     */
    @Test
    void the_general_ledger_runs_on_over_its_pages() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        for (int i = 0; i < 40; i++) {
            books.sale(
                    LocalDate.of(2026, 3, 1).plusDays(random.nextInt(9)),
                    random.nextInt(1, 9) + ".50");
        }
        UUID back = books.sale(LocalDate.of(2026, 3, 5), "100.00");
        books.server.write(tx -> books.finance.ledger().reverse(tx, back, "mistake"));
        String path = ledger(AccountRole.BANK) + "?from=2026-03-03&to=2026-03-08&limit=7";
        JsonNode page = clerk.get(path).expect(200).json();
        BigDecimal balance = amount(page, "/opening");
        BigDecimal moved = amount(page, "/debit").subtract(amount(page, "/credit"));
        assertThat(balance.add(moved)).isEqualTo(amount(page, "/closing"));
        assertThat(balance).isEqualTo(bankAt("2026-03-02"));
        List<String> seen = new ArrayList<>();
        int pages = 0;
        while (true) {
            for (JsonNode line : page.at("/lines")) {
                balance = balance.add(orZero(line, "/debit")).subtract(orZero(line, "/credit"));
                assertThat(amount(line, "/balance")).isEqualTo(balance);
                assertThat(line.at("/number").asLong()).isPositive();
                seen.add(line.at("/date").asString());
            }
            pages++;
            if (page.at("/next").isNull()) {
                break;
            }
            Http.Response next =
                    clerk.get(path + "&after=" + page.at("/next").asString()).expect(200);
            assertThat(next.header("Link").isPresent())
                    .isEqualTo(!next.json().at("/next").isNull());
            page = next.json();
        }
        assertThat(balance).isEqualTo(amount(page, "/closing")).isEqualTo(bankAt("2026-03-08"));
        assertThat(seen)
                .isSorted()
                .hasSizeGreaterThan(20)
                .hasSize(lines("2026-03-03", "2026-03-08"));
        assertThat(pages).isEqualTo((seen.size() + 6) / 7);
    }

    @Test
    void a_balance_sheet_needs_no_closing_entry() {
        books.server.write(tx -> new Periods().addYear(tx, 2025, LocalDate.of(2025, 1, 1), null));
        books.sale(LocalDate.of(2025, 12, 31), "100.00");
        books.sale(LocalDate.of(2026, 1, 1), "30.00");
        spend(LocalDate.of(2026, 2, 1), "12.34");
        taxed(LocalDate.of(2026, 2, 2), true, "10.00", "2.00");
        JsonNode old = sheet("2025-12-31");
        assertThat(text(old, "/resultOfYear")).isEqualTo("100.00");
        assertThat(text(old, "/resultOfEarlierYears")).isEqualTo("0.00");
        JsonNode now = sheet("2026-02-28");
        assertThat(text(now, "/assets/total")).isEqualTo("129.66");
        assertThat(text(now, "/liabilities/total")).isEqualTo("2.00");
        assertThat(text(now, "/resultOfEarlierYears")).isEqualTo("100.00");
        assertThat(text(now, "/resultOfYear")).isEqualTo("27.66");
        assertThat(text(now, "/totalEquity")).isEqualTo("127.66");
        assertThat(text(now, "/liabilitiesAndEquity")).isEqualTo("129.66");
        assertThat(now.at("/yearBegan").asString()).isEqualTo("2026-01-01");
        String csv = clerk.get(API + "/balance-sheet?date=2026-02-28&format=csv").body();
        assertThat(csv.lines().skip(1)).last().isEqualTo("equity,,Result of the year,EUR,27.66");
        JsonNode first = sheet("2024-12-31");
        assertThat(text(first, "/liabilitiesAndEquity")).isEqualTo("0.00");
        String behind = now.at("/assets/accounts/0/ledger").asString();
        assertThat(text(clerk.get(behind).expect(200).json(), "/closing"))
                .isEqualTo(text(now, "/assets/accounts/0/amount"));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void assets_are_always_liabilities_and_equity(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < 40; i++) {
            LocalDate day = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(328));
            String amount = random.nextInt(1, 500) + "." + random.nextInt(10, 99);
            switch (random.nextInt(4)) {
                case 0 -> books.sale(day, amount);
                case 1 -> spend(day, amount);
                case 2 -> taxed(day, random.nextBoolean(), amount, "1.37");
                default -> books.server.write(tx -> books.invoice(tx, eur(amount), day));
            }
        }
        for (int i = 0; i < 10; i++) {
            LocalDate day = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(328));
            JsonNode sheet = sheet(day.toString());
            assertThat(text(sheet, "/assets/total"))
                    .as("seed %d, %s", seed, day)
                    .isEqualTo(text(sheet, "/liabilitiesAndEquity"));
            JsonNode profit = profit("to=" + day);
            assertThat(text(profit, "/result")).isEqualTo(text(sheet, "/resultOfYear"));
            taxesAgree("2026-01-01", day.toString());
            JsonNode cash = cash("2026-02-01", day.plusDays(40).toString());
            assertThat(amount(cash, "/closing")).isEqualTo(bankAt(day.plusDays(40).toString()));
        }
        assertThat(books.violated()).isEmpty();
    }

    @Test
    void profit_and_loss_is_compared_with_other_days() {
        books.sale(LocalDate.of(2026, 1, 31), "100.00");
        books.sale(LocalDate.of(2026, 2, 1), "250.00");
        spend(LocalDate.of(2026, 2, 28), "70.00");
        JsonNode seen =
                profit(
                        "from=2026-02-01&to=2026-02-28&compareFrom=2026-01-01"
                                + "&compareTo=2026-01-31");
        assertThat(text(seen, "/income/total")).isEqualTo("250.00");
        assertThat(text(seen, "/income/compared")).isEqualTo("100.00");
        assertThat(text(seen, "/expenses/total")).isEqualTo("70.00");
        assertThat(text(seen, "/expenses/accounts/0/amount")).isEqualTo("70.00");
        assertThat(text(seen, "/expenses/accounts/0/compared")).isEqualTo("0.00");
        assertThat(text(seen, "/result")).isEqualTo("180.00");
        assertThat(text(seen, "/comparedResult")).isEqualTo("100.00");
        JsonNode alone = profit("from=2026-02-01&to=2026-02-28");
        assertThat(alone.at("/comparedResult").isNull()).isTrue();
        JsonNode swapped =
                profit("from=2025-01-01&to=2025-12-31&compareFrom=2026-01-01&compareTo=2026-12-31");
        assertThat(text(swapped, "/result")).isEqualTo("0.00");
        assertThat(text(swapped, "/comparedResult")).isEqualTo("280.00");
    }

    @Test
    void taxes_of_sales_and_purchases_are_those_on_the_accounts() {
        taxed(LocalDate.of(2026, 2, 1), true, "100.00", "20.00");
        taxed(LocalDate.of(2026, 2, 28), false, "30.00", "6.00");
        UUID wrong = taxed(LocalDate.of(2026, 2, 3), true, "50.00", "10.00");
        books.server.write(tx -> books.finance.ledger().reverse(tx, wrong, "wrong"));
        taxed(LocalDate.of(2026, 3, 1), true, "1.00", "0.20");
        JsonNode february = taxesAgree("2026-02-01", "2026-02-28");
        assertThat(february.at("/codes").size()).isEqualTo(1);
        JsonNode code = february.at("/codes/0");
        assertThat(text(code, "/sales/base")).isEqualTo("100.00");
        assertThat(text(code, "/sales/tax")).isEqualTo("20.00");
        assertThat(text(code, "/purchases/base")).isEqualTo("30.00");
        assertThat(text(code, "/purchases/tax")).isEqualTo("6.00");
        assertThat(text(february, "/payable")).isEqualTo("14.00");
        assertThat(text(february, "/accounts/0/movement")).isEqualTo("14.00");
    }

    @Test
    void cash_comes_from_customers_and_goes_where_it_went() {
        books.sale(LocalDate.of(2026, 1, 10), "5.00");
        UUID invoice = books.server.write(tx -> books.invoice(tx, eur("80.00"), TODAY));
        books.pay("100.00", "80.00", invoice);
        JsonNode cash = cash("2026-11-01", "2026-11-30");
        assertThat(text(cash, "/opening")).isEqualTo("5.00");
        assertThat(text(cash, "/received")).isEqualTo("100.00");
        assertThat(text(cash, "/closing")).isEqualTo("105.00");
        assertThat(cash.at("/flows").size()).isEqualTo(2);
        for (JsonNode flow : cash.at("/flows")) {
            assertThat(flow.at("/kind").asString()).isEqualTo("CUSTOMERS");
        }
    }

    private static UUID spend(LocalDate day, String amount) {
        return books.server.write(
                tx ->
                        books.finance
                                .ledger()
                                .post(
                                        tx,
                                        new Entry(
                                                Book.GENERAL,
                                                new Source("test.cost", tx.newId(), "cost"),
                                                day,
                                                "",
                                                List.of(
                                                        Line.debit(AccountRole.WAGES, eur(amount)),
                                                        Line.credit(
                                                                AccountRole.BANK, eur(amount))))));
    }

    /** Something sold or bought, at the bank, with tax. */
    private static UUID taxed(LocalDate day, boolean sold, String net, String tax) {
        return books.server.write(
                tx -> {
                    Taxed taxed =
                            new Taxed(
                                    books.finance.taxes().require(tx, "STANDARD"),
                                    eur(net),
                                    eur(tax));
                    Money gross = eur(net).plus(eur(tax));
                    List<Line> lines =
                            sold
                                    ? List.of(
                                            Line.debit(AccountRole.BANK, gross),
                                            Line.credit(AccountRole.REVENUE, eur(net)),
                                            Line.tax(taxed))
                                    : List.of(
                                            Line.credit(AccountRole.BANK, gross),
                                            Line.debit(AccountRole.WAGES, eur(net)),
                                            Line.inputTax(taxed));
                    return books.finance
                            .ledger()
                            .post(
                                    tx,
                                    new Entry(
                                            sold ? Book.SALES : Book.PURCHASES,
                                            new Source("test.document", tx.newId(), "posted"),
                                            day,
                                            "",
                                            lines));
                });
    }

    private static JsonNode taxesAgree(String from, String to) {
        JsonNode report =
                clerk.get(API + "/tax-report?from=" + from + "&to=" + to).expect(200).json();
        BigDecimal moved = BigDecimal.ZERO;
        for (JsonNode account : report.at("/accounts")) {
            assertThat(amount(account, "/movement"))
                    .isEqualTo(amount(account, "/lines").add(amount(account, "/opening")));
            moved = moved.add(amount(account, "/lines"));
        }
        assertThat(amount(report, "/payable")).isEqualByComparingTo(moved);
        return report;
    }

    private static JsonNode sheet(String date) {
        JsonNode sheet = clerk.get(API + "/balance-sheet?date=" + date).expect(200).json();
        assertThat(text(sheet, "/assets/total")).isEqualTo(text(sheet, "/liabilitiesAndEquity"));
        return sheet;
    }

    private static JsonNode profit(String query) {
        return clerk.get(API + "/profit-and-loss?" + query).expect(200).json();
    }

    private static JsonNode cash(String from, String to) {
        return clerk.get(API + "/cash-flow?from=" + from + "&to=" + to).expect(200).json();
    }

    private static String ledger(AccountRole role) {
        return API + "/accounts/" + books.account(role) + "/ledger";
    }

    /** By the lines alone. */
    private static BigDecimal bankAt(String day) {
        return books.server.read(
                tx ->
                        tx.session()
                                .createNativeQuery(
                                        """
                                        select cast(coalesce(sum(l.debit - l.credit), 0) as decimal(20, 2))
                                        from finance_journal_line l join finance_account a on a.id = l.account_id
                                        where a.role = 'BANK' and l.entry_date <= '%s'
                                        """
                                                .formatted(day),
                                        BigDecimal.class)
                                .getSingleResult());
    }

    private static int lines(String from, String to) {
        return (int)
                books.server.count(
                        """
                        select count(*) from finance_journal_line l join finance_account a on a.id = l.account_id
                        where a.role = 'BANK' and l.entry_date between '%s' and '%s'
                        """
                                .formatted(from, to));
    }

    private static BigDecimal orZero(JsonNode node, String sum) {
        return node.at(sum).isNull() ? BigDecimal.ZERO : amount(node, sum);
    }

    private static BigDecimal amount(JsonNode node, String sum) {
        return new BigDecimal(text(node, sum));
    }

    private static String text(JsonNode node, String sum) {
        return node.at(sum + "/amount").asString();
    }
}
