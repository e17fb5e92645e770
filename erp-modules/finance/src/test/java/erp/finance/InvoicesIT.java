package erp.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import erp.core.ErpException;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line.Target;
import erp.finance.accounts.Subledger;
import erp.finance.common.FinanceError;
import erp.finance.invoices.InvoiceHeader;
import erp.finance.invoices.InvoiceSource;
import erp.finance.invoices.InvoiceTerms;
import erp.finance.invoices.NewInvoice;
import erp.finance.invoices.PostedInvoice;
import erp.finance.payments.NewPayment;
import erp.finance.payments.NewPayment.Allocation;
import erp.finance.payments.NewPayment.ItemRef;
import erp.finance.tax.TaxTotals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Invoices of both sub-ledgers, as the modules that trade hand them over. */
class InvoicesIT {
    private static final LocalDate BILLED = LocalDate.of(2026, 10, 30);
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
    void what_a_customer_is_billed_is_numbered_posted_and_owed() {
        InvoiceHeader first = issue("100.00").header();
        InvoiceHeader second = issue("50.00").header();
        assertThat(first.number()).isEqualTo("2026-000001");
        assertThat(second.number()).isEqualTo("2026-000002");
        assertThat(open(second)).isEqualTo(eur("60.00"));
        assertThat(balance(AccountRole.RECEIVABLE)).isEqualByComparingTo("180");
        assertThat(balance(AccountRole.REVENUE)).isEqualByComparingTo("-150");
        assertThat(balance(AccountRole.TAX_DUE)).isEqualByComparingTo("-30");
        assertThat(books.broken()).isEmpty();
    }

    @Test
    void what_a_supplier_bills_has_its_number_and_is_owed_to_it_until_it_is_paid() {
        PostedInvoice bill = enter("S-2026/17", "100.00");
        InvoiceHeader header = bill.header();
        assertThat(header.number()).isEqualTo("S-2026/17");
        assertThat(header.terms().date()).isEqualTo(BILLED);
        assertThat(bill.seller()).isNotNull().extracting("name").isEqualTo("Steel Ltd");
        assertThat(balance(AccountRole.PAYABLE)).isEqualByComparingTo("-120");
        assertThat(balance(AccountRole.COST_OF_GOODS_SOLD)).isEqualByComparingTo("100");
        assertThat(balance(AccountRole.TAX_DUE)).isEqualByComparingTo("20");
        assertThat(books.broken()).isEmpty();
        pay(Subledger.PAYABLE, header, "50.00");
        assertThat(open(header)).isEqualTo(eur("70.00"));
        pay(Subledger.PAYABLE, header, "70.00");
        assertThat(open(header)).isEqualTo(eur("0.00"));
        assertThat(balance(AccountRole.PAYABLE)).isEqualByComparingTo("0");
        assertThat(balance(AccountRole.BANK)).isEqualByComparingTo("-120");
        assertThat(books.broken()).isEmpty();
    }

    @Test
    void a_suppliers_invoice_takes_no_number_of_ours() {
        enter("S-1", "10.00");
        assertThat(issue("10.00").header().number()).isEqualTo("2026-000001");
    }

    @Test
    void an_invoice_that_is_refused_leaves_nothing_and_its_number_is_the_next_ones() {
        issue("10.00");
        LedgerIT.refused(
                FinanceError.INVALID_PAYMENT,
                () ->
                        books.server.write(
                                tx -> {
                                    post(tx, issued(tx, "20.00"));
                                    throw ErpException.field(
                                            FinanceError.INVALID_PAYMENT, "/x", "x", "refused");
                                }));
        assertThat(issue("30.00").header().number()).isEqualTo("2026-000002");
        assertThat(books.broken()).isEmpty();
    }

    @Test
    void each_is_found_under_its_own_type_and_what_a_document_was_invoiced_for_is_summed() {
        PostedInvoice invoice = issue("100.00");
        enter("S-1", "10.00");
        UUID id = invoice.header().id();
        assertThat(found("sales.invoice", id)).contains(invoice);
        assertThat(found("test.bill", id)).isEmpty();
        assertThat(invoiced(invoice.header().source()))
                .containsExactly(
                        entry("STANDARD", new TaxTotals.Amounts(eur("100.00"), eur("20.00"))));
    }

    @Test
    void books_balance_after_any_mixture_of_both_sides() {
        for (long seed = 0; seed < 3; seed++) {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            List<Open> open = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                String net = amount(random);
                switch (random.nextInt(4)) {
                    case 0 -> open.add(new Open(Subledger.RECEIVABLE, issue(net).header()));
                    case 1 ->
                            open.add(
                                    new Open(
                                            Subledger.PAYABLE,
                                            enter("S-" + seed + "-" + i, net).header()));
                    default -> {
                        if (!open.isEmpty()) {
                            payOrBeRefused(open.get(random.nextInt(open.size())), net);
                        }
                    }
                }
            }
            assertThat(books.broken()).as("seed %d", seed).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I15 update sales_invoice set subledger = 'RECEIVABLE' where subledger = 'PAYABLE'",
                "I15 update finance_journal_entry set posting = 'bill' where posting = 'purchase'",
                "I15 delete from finance_open_item where kind = 'PAYABLE'",
                "I16 update sales_invoice set external_number = null where subledger = 'PAYABLE'",
                "I16 update sales_invoice set number = 7 where subledger = 'PAYABLE'",
                "I40 update sales_invoice set customer_id = id where subledger = 'PAYABLE'"
            })
    void checks_of_the_data_look_at_what_suppliers_bill(String check) {
        enter("S-1", "10.00");
        assertThat(books.broken()).isEmpty();
        books.plant(check.substring(4));
        assertThat(books.broken()).anyMatch(found -> found.startsWith(check.substring(0, 3)));
    }

    private static Optional<PostedInvoice> found(String type, UUID id) {
        return books.server.read(tx -> books.finance.invoices().find(tx, type, id));
    }

    private static Map<String, TaxTotals.Amounts> invoiced(InvoiceSource source) {
        return books.server.read(
                tx ->
                        books.finance
                                .invoices()
                                .invoiced(tx, source.type(), source.id(), Money.currency("EUR")));
    }

    private record Open(Subledger subledger, InvoiceHeader invoice) {}

    private static void payOrBeRefused(Open owed, String amount) {
        try {
            pay(owed.subledger(), owed.invoice(), amount);
        } catch (ErpException e) {
            assertThat(e.code()).isEqualTo(FinanceError.OVER_ALLOCATION);
        }
    }

    private static PostedInvoice issue(String net) {
        return books.server.write(tx -> post(tx, issued(tx, net)));
    }

    private static PostedInvoice enter(String number, String net) {
        return books.server.write(
                tx ->
                        post(
                                tx,
                                invoice(
                                        tx,
                                        "test.bill",
                                        Subledger.PAYABLE,
                                        number,
                                        books.supplier,
                                        BILLED,
                                        AccountRole.COST_OF_GOODS_SOLD,
                                        net)));
    }

    private static NewInvoice issued(Tx tx, String net) {
        return invoice(
                tx,
                "sales.invoice",
                Subledger.RECEIVABLE,
                null,
                books.ada,
                tx.today(),
                AccountRole.REVENUE,
                net);
    }

    private static NewInvoice invoice(
            Tx tx,
            String type,
            Subledger subledger,
            @Nullable String externalNumber,
            UUID party,
            LocalDate date,
            AccountRole role,
            String net) {
        var standard = books.finance.taxes().require(tx, "STANDARD");
        TaxTotals totals =
                TaxTotals.of(
                        Money.currency("EUR"), List.of(new TaxTotals.NetLine(standard, eur(net))));
        return new NewInvoice(
                tx.newId(),
                type,
                subledger,
                externalNumber,
                new InvoiceSource("test.order", tx.newId(), "O-1", 1),
                party,
                tx.today(),
                new InvoiceTerms(date, date.plusDays(30), "Payable within 30 days"),
                "Invoice",
                List.of(
                        new NewInvoice.Line(
                                tx.newId(),
                                tx.newId(),
                                Quantity.of(1),
                                new UnitPrice(new BigDecimal(net)),
                                standard,
                                totals.net(),
                                totals.tax(),
                                new Target.Role(role))),
                totals.taxes());
    }

    private static PostedInvoice post(Tx tx, NewInvoice invoice) {
        return books.finance.invoices().post(tx, invoice);
    }

    private static void pay(Subledger subledger, InvoiceHeader invoice, String amount) {
        books.server.write(
                tx ->
                        books.finance
                                .payments()
                                .post(
                                        tx,
                                        new NewPayment(
                                                subledger,
                                                invoice.party(),
                                                eur(amount),
                                                tx.today(),
                                                "",
                                                List.of(
                                                        new Allocation(
                                                                new ItemRef.Document(
                                                                        invoice.type(),
                                                                        invoice.id()),
                                                                eur(amount))))));
    }

    private static Money open(InvoiceHeader invoice) {
        return books.server.read(tx -> books.finance.invoices().openAmount(tx, invoice));
    }

    /** Debits less credits. */
    private static BigDecimal balance(AccountRole role) {
        return books.server.read(
                tx ->
                        Sql.query(
                                        tx.session(),
                                        "select coalesce(sum(l.debit - l.credit), 0) from"
                                            + " finance_journal_line l join finance_account a on"
                                            + " a.id = l.account_id where a.role = ?",
                                        List.of(role.name()),
                                        row -> row.getBigDecimal(1))
                                .getFirst());
    }

    private static String amount(RandomGenerator random) {
        return BigDecimal.valueOf(random.nextLong(1, 20_000), 2).toPlainString();
    }

    private static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }
}
