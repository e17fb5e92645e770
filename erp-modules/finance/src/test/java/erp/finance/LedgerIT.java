package erp.finance;

import static erp.finance.Books.eur;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import erp.core.Caller;
import erp.core.ErpException;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line;
import erp.finance.accounts.Subledger;
import erp.finance.common.FinanceError;
import erp.finance.ledger.Entry;
import erp.finance.ledger.JournalEntry;
import erp.finance.ledger.LedgerQueries_;
import erp.finance.ledger.Source;
import erp.finance.numbering.Book;
import erp.finance.payments.NewPayment;
import erp.finance.periods.Periods;
import erp.finance.tax.TaxCode;
import erp.finance.tax.Taxed;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** Posting and reversing, on a real database. */
class LedgerIT {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
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

    static void refused(FinanceError error, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(ErpException.class))
                .extracting(ErpException::code)
                .isEqualTo(error);
    }

    private static List<Long> numbers(UUID... entries) {
        return books.server.read(
                tx ->
                        java.util.Arrays.stream(entries)
                                .map(
                                        id ->
                                                new LedgerQueries_(tx.session())
                                                        .numbersOf(List.of(id))
                                                        .getFirst()
                                                        .getNumber())
                                .toList());
    }

    @Test
    void an_entry_is_numbered_when_it_is_committed() {
        UUID first = books.sale(TODAY, "10.00");
        UUID second = books.sale(LocalDate.of(2026, 11, 3), "20.00");
        assertThat(numbers(first, second)).containsExactly(1L, 2L);
        assertThat(books.violated()).isEmpty();
    }

    @Test
    void entries_of_one_transaction_are_all_numbered() {
        books.server.write(
                tx ->
                        books.invoice(tx, eur("1.00"), TODAY)
                                .compareTo(books.invoice(tx, eur("2.00"), TODAY)));
        books.pay("3.00", "1.00");
        assertThat(books.server.count("select count(*) from finance_entry_number")).isEqualTo(3);
        assertThat(books.violated()).isEmpty();
    }

    @Test
    void a_dry_run_takes_no_number() {
        books.server
                .db()
                .dryRun(books.server.caller(), tx -> books.invoice(tx, eur("1.00"), TODAY));
        assertThat(books.server.count("select count(*) from finance_journal_entry")).isZero();
        assertThat(numbers(books.sale(TODAY, "1.00"))).containsExactly(1L);
    }

    @Test
    void a_posting_takes_five_statements() {
        books.sale(TODAY, "1.00"); // fills what is kept in memory, starts the sequence
        int before = books.statements.get();
        books.sale(TODAY, "1.00");
        assertThat(books.statements.get() - before).isEqualTo(5);
    }

    @Test
    void nothing_is_posted_into_a_closed_period() {
        books.closeUntil(10);
        refused(FinanceError.PERIOD_CLOSED, () -> books.sale(LocalDate.of(2026, 10, 31), "1.00"));
        books.sale(LocalDate.of(2026, 11, 1), "1.00");
    }

    @Test
    void nothing_is_posted_where_there_is_no_period() {
        refused(FinanceError.NO_PERIOD, () -> books.sale(LocalDate.of(2031, 1, 1), "1.00"));
    }

    @Test
    void another_companys_account_does_not_exist() {
        UUID bank = books.account(AccountRole.BANK);
        var other = new Caller(books.server.caller().actor(), books.server.addCompany(), "test");
        books.server.db().write(other, tx -> books.finance.chart().createDefault(tx));
        refused(
                FinanceError.ACCOUNT_NOT_FOUND,
                () ->
                        books.server
                                .db()
                                .write(
                                        other,
                                        tx ->
                                                books.finance
                                                        .ledger()
                                                        .post(
                                                                tx,
                                                                new Entry(
                                                                        Book.GENERAL,
                                                                        new Source(
                                                                                "t",
                                                                                tx.newId(),
                                                                                "t"),
                                                                        TODAY,
                                                                        "",
                                                                        List.of(
                                                                                Line.debit(
                                                                                        bank,
                                                                                        eur(
                                                                                                "1.00")),
                                                                                Line.credit(
                                                                                        AccountRole
                                                                                                .REVENUE,
                                                                                        eur(
                                                                                                "1.00")))))));
    }

    @Test
    void a_company_without_a_chart_is_told_how_to_get_one() {
        var other = new Caller(books.server.caller().actor(), books.server.addCompany(), "test");
        assertThatThrownBy(
                        () ->
                                books.server
                                        .db()
                                        .write(
                                                other,
                                                tx -> books.finance.taxes().require(tx, "ZERO")))
                .hasMessageContaining("ZERO");
        books.server
                .db()
                .write(
                        other,
                        tx ->
                                new Periods()
                                        .add(
                                                tx,
                                                2026,
                                                1,
                                                LocalDate.of(2026, 1, 1),
                                                LocalDate.of(2026, 12, 31)));
        assertThatThrownBy(
                        () ->
                                books.server
                                        .db()
                                        .write(
                                                other,
                                                tx ->
                                                        books.finance
                                                                .payments()
                                                                .post(
                                                                        tx,
                                                                        new NewPayment(
                                                                                Subledger
                                                                                        .RECEIVABLE,
                                                                                Books.CUSTOMER,
                                                                                eur("1.00"),
                                                                                TODAY,
                                                                                "",
                                                                                List.of()))))
                .hasMessageContaining("chart/default");
    }

    @Test
    void what_a_rolled_back_transaction_created_is_not_remembered() {
        books.server
                .db()
                .dryRun(
                        books.server.caller(),
                        tx -> {
                            books.finance.chart().addTax(tx, "NEW", "New", new BigDecimal("0.1"));
                            return books.finance.taxes().require(tx, "NEW");
                        });
        refused(
                FinanceError.TAX_CODE_NOT_FOUND,
                () -> books.server.write(tx -> books.finance.taxes().require(tx, "NEW")));
    }

    @Test
    void nothing_is_posted_twice_for_a_source() {
        UUID document = UUID.randomUUID();
        var entry =
                new Entry(
                        Book.SALES,
                        new Source("test.document", document, "revenue"),
                        TODAY,
                        "",
                        List.of(
                                Line.debit(AccountRole.BANK, eur("1.00")),
                                Line.credit(AccountRole.REVENUE, eur("1.00"))));
        books.server.write(tx -> books.finance.ledger().post(tx, entry));
        assertThatThrownBy(() -> books.server.write(tx -> books.finance.ledger().post(tx, entry)))
                .isInstanceOf(RuntimeException.class);
        assertThat(books.server.count("select count(*) from finance_journal_entry")).isEqualTo(1);
        assertThat(
                        books.server.<Boolean>read(
                                tx ->
                                        books.finance
                                                .ledger()
                                                .entryOf(tx, entry.source())
                                                .isPresent()))
                .isTrue();
    }

    @Test
    void a_reversal_mirrors_the_entry_with_its_taxes() {
        UUID invoice =
                books.server.write(
                        tx -> {
                            TaxCode standard = books.finance.taxes().require(tx, "STANDARD");
                            return books.finance
                                    .ledger()
                                    .post(
                                            tx,
                                            new Entry(
                                                    Book.SALES,
                                                    new Source("test.document", tx.newId(), "sale"),
                                                    TODAY,
                                                    "",
                                                    List.of(
                                                            Line.debit(
                                                                    AccountRole.BANK, eur("12.00")),
                                                            Line.credit(
                                                                    AccountRole.REVENUE,
                                                                    eur("10.00")),
                                                            Line.tax(
                                                                    new Taxed(
                                                                            standard,
                                                                            eur("10.00"),
                                                                            eur("2.00"))))));
                        });
        books.server.write(tx -> books.finance.ledger().reverse(tx, invoice, "mistake"));
        assertThat(
                        books.server.count(
                                "select cast(sum(debit - credit) as signed) from"
                                        + " finance_journal_line"))
                .isZero();
        assertThat(
                        books.server.count(
                                "select count(*) from finance_tax_line where base = -10 and amount"
                                        + " = -2"))
                .isEqualTo(1);
        assertThat(books.violated()).isEmpty();
    }

    @Test
    void a_reversal_is_dated_like_the_entry_while_its_period_is_open() {
        LocalDate october = LocalDate.of(2026, 10, 5);
        UUID entry = books.sale(october, "1.00");
        UUID reversal =
                books.server.write(tx -> books.finance.ledger().reverse(tx, entry, "mistake"));
        assertThat(dateOf(reversal)).isEqualTo(october);
    }

    @Test
    void a_reversal_is_dated_today_when_the_period_is_closed() {
        UUID entry = books.sale(LocalDate.of(2026, 10, 5), "1.00");
        books.closeUntil(10);
        UUID reversal =
                books.server.write(tx -> books.finance.ledger().reverse(tx, entry, "mistake"));
        assertThat(dateOf(reversal)).isEqualTo(TODAY);
        assertThat(books.violated()).isEmpty();
    }

    private static LocalDate dateOf(UUID entry) {
        return books.server.read(
                tx ->
                        tx.require(JournalEntry.class, entry, FinanceError.ENTRY_NOT_FOUND)
                                .getEntryDate());
    }

    @Test
    void sixteen_at_once_reverse_an_entry_once() {
        UUID entry = books.sale(TODAY, "1.00");
        List<Future<UUID>> answers =
                Books.atOnce(
                        16,
                        () ->
                                books.server.write(
                                        tx ->
                                                books.finance
                                                        .ledger()
                                                        .reverse(tx, entry, "mistake")));
        assertThat(answers.stream().map(Books::outcome).filter(UUID.class::isInstance)).hasSize(1);
        assertThat(
                        answers.stream()
                                .map(Books::outcome)
                                .filter(it -> !(it instanceof UUID))
                                .map(it -> ((ErpException) it).code()))
                .containsOnly(FinanceError.ALREADY_REVERSED);
        assertThat(books.violated()).isEmpty();
    }

    @Test
    void sixteen_threads_post_without_a_gap_and_the_trial_balance_is_zero() {
        List<Future<Integer>> answers =
                Books.atOnce(
                        16,
                        () -> {
                            for (int i = 0; i < 10; i++) {
                                books.sale(TODAY, "0.0" + (i % 9 + 1));
                            }
                            return 10;
                        });
        assertThat(answers.stream().map(Books::outcome)).containsOnly(10);
        List<Long> numbers =
                books.server.read(
                        tx ->
                                tx.session()
                                        .createSelectionQuery(
                                                "select number from EntryNumber order by number",
                                                Long.class)
                                        .getResultList());
        assertThat(numbers).isEqualTo(LongStream.rangeClosed(1, 160).boxed().toList());
        assertThat(books.violated()).isEmpty();
    }

    @Test
    void what_is_posted_cannot_be_changed_by_the_application() {
        books.sale(TODAY, "1.00");
        for (String table :
                List.of(
                        "finance_journal_entry",
                        "finance_journal_line",
                        "finance_entry_number",
                        "finance_tax_line",
                        "finance_allocation")) {
            assertThatThrownBy(
                            () ->
                                    books.server.write(
                                            tx ->
                                                    tx.session()
                                                            .createNativeMutationQuery(
                                                                    "delete from " + table)
                                                            .executeUpdate()))
                    .rootCause()
                    .hasMessageContaining("denied");
        }
    }
}
