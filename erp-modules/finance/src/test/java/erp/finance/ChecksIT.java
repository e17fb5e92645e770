package erp.finance;

import static erp.finance.Books.eur;

import static org.assertj.core.api.Assertions.assertThat;

import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line;
import erp.finance.ledger.Entry;
import erp.finance.ledger.Source;
import erp.finance.numbering.Book;
import erp.finance.tax.TaxCode;
import erp.finance.tax.Taxed;
import erp.migrations.NarrowedChecks;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import javax.sql.DataSource;

/** Every check of finance finds what it is there for, and nothing in healthy books. */
class ChecksIT {
    /** The bank's line of the payment. */
    private static final String ONE_LINE =
            """
             where id = (select id from (
               select min(l.id) as id from finance_journal_line l join finance_account a on a.id = l.account_id
               where l.debit > 0 and a.role = 'BANK') x)
            """;

    private static final String INVOICE =
            """
            insert into sales_invoice (id, company_id, order_id, customer_id, series, fiscal_year, number,
              invoice_date, due_date, currency, net, tax, total, created_at)
            values (unhex('0000000000000000000000000000000%d'), unhex('0190000000007000800000000000c001'), '',
                    unhex('019000000000700080000000000000b1'),
                    'sales.invoice', 2026, %d, '%s', '2026-12-31', 'EUR', 1, 0, 1, '2026-11-24')
            """;

    private static Books books;

    @BeforeAll
    static void start() {
        books = new Books();
    }

    @AfterAll
    static void stop() {
        books.close();
    }

    /**
     * A bit of everything: sales, taxes, payments allocated and not, a reversal, a closed month.
     */
    private static void trade() {
        books.reset();
        UUID invoice = books.invoice("100.00");
        UUID payment = books.pay("60.00", "40.00", invoice);
        books.server.write(tx -> allocated(tx, payment, invoice));
        books.server.write(ChecksIT::taxedSale);
        UUID mistake = books.sale(LocalDate.of(2026, 10, 3), "7.00");
        books.server.write(tx -> books.finance.ledger().reverse(tx, mistake, "mistake"));
        books.sale(LocalDate.of(2026, 11, 3), "8.00");
        books.closeUntil(1);
        books.server.write(tx -> books.finance.numbering().next(tx, "sales.invoice", tx.today()));
        books.server.write(tx -> books.finance.numbering().next(tx, "sales.invoice", tx.today()));
        books.plant(INVOICE.formatted(1, 1, "2026-11-23"));
        books.plant(INVOICE.formatted(2, 2, "2026-11-24"));
    }

    private static UUID allocated(erp.core.tx.Tx tx, UUID payment, UUID invoice) {
        books.finance.payments().allocate(tx, payment, Books.allocations("5.00", invoice));
        return payment;
    }

    private static UUID taxedSale(erp.core.tx.Tx tx) {
        TaxCode standard = books.finance.taxes().require(tx, "STANDARD");
        return books.finance
                .ledger()
                .post(
                        tx,
                        new Entry(
                                Book.SALES,
                                new Source("test.document", tx.newId(), "sale"),
                                tx.today(),
                                "",
                                List.of(
                                        Line.debit(AccountRole.BANK, eur("12.00")),
                                        Line.credit(AccountRole.REVENUE, eur("10.00")),
                                        Line.tax(new Taxed(standard, eur("10.00"), eur("2.00"))))));
    }

    @Test
    void healthy_books_have_no_violation() {
        trade();
        assertThat(books.violated()).isEmpty();
    }

    @Test
    void a_gap_right_before_the_first_new_number_is_found_in_new_rows() throws Exception {
        trade();
        Instant moment = NarrowedChecks.moment();
        DataSource database = books.server.schema().owner().dataSource();
        books.sale(LocalDate.of(2026, 11, 3), "9.00");
        assertThat(NarrowedChecks.broken(database, moment)).isEmpty();
        books.plant(
                """
                delete from finance_entry_number where book = 'GENERAL' and number =
                  (select last from (select max(number) - 1 as last from finance_entry_number
                                     where book = 'GENERAL') n)
                """);
        assertThat(NarrowedChecks.broken(database, moment))
                .singleElement()
                .asString()
                .contains("without gap");
    }

    @TestFactory
    Stream<DynamicTest> a_planted_violation_is_found() {
        return Stream.of(inTheLedger(), besideTheLedger(), ofAnotherCurrencyDayOrCompany())
                .flatMap(plants -> plants.entrySet().stream())
                .map(
                        it ->
                                DynamicTest.dynamicTest(
                                        it.getValue() + " " + it.getKey(),
                                        () -> found(it.getKey(), it.getValue())));
    }

    private static Map<String, List<String>> inTheLedger() {
        return Map.ofEntries(
                Map.entry(
                        "update finance_journal_line set debit = debit + 0.01" + ONE_LINE,
                        List.of("I01", "I02", "I03", "I07")),
                Map.entry(
                        "update finance_journal_line set currency = 'USD'" + ONE_LINE,
                        List.of("I02", "I05", "I07")),
                Map.entry(
                        """
                        update finance_journal_entry
                        set total_debit = total_debit + 0.01, total_credit = total_credit + 0.01
                        where posting = 'sale'
                        """,
                        List.of("I03")),
                Map.entry(
                        "update finance_journal_line set entry_date = '2026-11-25'" + ONE_LINE,
                        List.of("I03", "I07")),
                Map.entry(
                        """
                        delete from finance_journal_line where entry_id =
                          (select min(id) from finance_journal_entry where book = 'GENERAL')
                        """,
                        List.of("I03", "I06")),
                Map.entry(
                        """
                        update finance_period set state = 'CLOSED', closed_at = '2020-01-01'
                        where fiscal_year = 2026 and number = 11
                        """,
                        List.of("I04")),
                Map.entry(
                        "update finance_period set end_date = '2026-11-20' where number =" + " 11",
                        List.of("I04")),
                Map.entry(
                        """
                        update finance_journal_line l join finance_journal_entry e on e.id = l.entry_id
                        set l.account_id = (select id from finance_account where role = 'RETAINED_EARNINGS')
                        where e.reversal_of is not null and l.debit > 0
                        """,
                        List.of("I06")));
    }

    private static Map<String, List<String>> besideTheLedger() {
        return Map.ofEntries(
                Map.entry(
                        "update finance_open_item set open_amount = open_amount - 0.01",
                        List.of("I09", "I10")),
                Map.entry(
                        "update finance_allocation set amount = amount + 0.01",
                        List.of("I10", "I11")),
                Map.entry(
                        "update finance_payment set unallocated = unallocated - 0.01",
                        List.of("I11")),
                Map.entry(
                        "update finance_tax_line set amount = amount + 0.01 where amount >" + " 0",
                        List.of("I13")),
                Map.entry(
                        """
                        update finance_journal_entry set source_id = unhex('00000000000000000000000000000001')
                        where source_type = 'finance.payment'
                        """,
                        List.of("I15")),
                Map.entry(
                        "update finance_journal_entry set posting = 'x' where source_type ="
                                + " 'sales.invoice'",
                        List.of("I15")),
                Map.entry(
                        """
                        update finance_entry_number set number = number + 5
                        where book = 'GENERAL' order by number desc limit 1
                        """,
                        List.of("I16")),
                Map.entry("delete from finance_entry_number where book = 'BANK'", List.of("I16")),
                Map.entry(
                        "update finance_sequence set next_no = next_no + 1 where series ="
                                + " 'journal.SALES'",
                        List.of("I16")),
                Map.entry("delete from sales_invoice where number = 1", List.of("I16")),
                Map.entry("delete from sales_invoice where number = 2", List.of("I16")),
                Map.entry(INVOICE.formatted(3, 3, "2026-11-24"), List.of("I16")),
                Map.entry(
                        "update sales_invoice set invoice_date = '2026-11-25' where number"
                                + " = 1",
                        List.of("I16")),
                Map.entry(
                        "update finance_allocation set company_id ="
                                + " unhex('000000000000000000000000000000ff')",
                        List.of("I40")),
                Map.entry(
                        "update finance_tax_code set company_id ="
                                + " unhex('000000000000000000000000000000ff')",
                        List.of("I40")),
                Map.entry(
                        """
                        update finance_entry_number set company_id = unhex('000000000000000000000000000000ff')
                        where book = 'BANK'
                        """,
                        List.of("I16", "I40")));
    }

    private static Map<String, List<String>> ofAnotherCurrencyDayOrCompany() {
        return Map.ofEntries(
                Map.entry(
                        """
                        update finance_journal_entry e join finance_journal_line l on l.entry_id = e.id
                        set e.currency = 'USD', l.currency = 'USD' where e.reversal_of is not null
                        """,
                        List.of("I05", "I06")),
                Map.entry(
                        "update finance_tax_line set currency = 'JPY' where amount = 0",
                        List.of("I05")),
                Map.entry(
                        "update core_company set currency = 'KWD' where code = 'MAIN'",
                        List.of("I05")),
                Map.entry(
                        """
                        update finance_journal_entry e join finance_journal_line l on l.entry_id = e.id
                        set e.entry_date = '2026-11-23', l.entry_date = '2026-11-23'
                        where e.source_type = 'finance.payment'
                        """,
                        List.of("I09")),
                Map.entry(
                        """
                        update finance_journal_entry e join finance_journal_line l on l.entry_id = e.id
                        set e.entry_date = '2026-11-02', l.entry_date = '2026-11-02'
                        where e.source_type = 'finance.allocation'
                        """,
                        List.of("I09")),
                Map.entry(
                        "update finance_journal_line set party_id = unhex('ff')" + ONE_LINE,
                        List.of("I40")),
                Map.entry(
                        "update core_party set company_id ="
                                + " unhex('000000000000000000000000000000ff')",
                        List.of("I40")));
    }

    private static void found(String plant, List<String> checks) {
        trade();
        books.plant(plant);
        assertThat(books.violated()).containsExactlyElementsOf(checks);
    }
}
