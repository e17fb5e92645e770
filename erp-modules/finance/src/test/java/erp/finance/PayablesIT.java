package erp.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import erp.core.ErpException;
import erp.core.Http;
import erp.core.sql.Sql;
import erp.core.value.Money;
import erp.finance.accounts.Subledger;
import erp.finance.common.FinanceError;
import erp.finance.payments.NewPayment;
import erp.finance.payments.NewPayment.Allocation;
import erp.finance.payments.NewPayment.ItemRef;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;

/** What the old books owed a supplier is paid by the code that customers' payments go through. */
class PayablesIT {
    private static final String PAYMENTS = "/api/v1/finance/payments";
    private static OldBooks books;
    private UUID owed;

    @BeforeAll
    static void start() {
        books = new OldBooks();
    }

    @AfterAll
    static void stop() {
        books.close();
    }

    @BeforeEach
    void the_supplier_is_owed_120() {
        books.reset();
        books.putAugust();
        books.finish().expect(200);
        owed =
                books.server
                        .as("finance.receivables.read")
                        .get("/api/v1/finance/open-items?kind=PAYABLE")
                        .expect(200)
                        .uuid("/items/0/id");
    }

    @Test
    void it_is_paid_in_parts_until_nothing_is_open() {
        pay("50.00", "50.00", today());
        assertThat(open()).isEqualTo("70.0000");
        assertThat(books.broken()).isEmpty();
        pay("70.00", "70.00", today());
        assertThat(open()).isEqualTo("0.0000");
        assertThat(posted("2000")).isEqualTo("0.0000");
        assertThat(posted("1000")).isEqualTo("880.0000");
        assertThat(books.broken()).isEmpty();
    }

    @Test
    void subscribers_are_told_who_was_paid_and_customers_have_no_part_in_it() {
        UUID paid = pay("50.00", "50.00", today());
        assertThat(
                        books.server.count(
                                "select count(*) from core_outbox where type ="
                                        + " 'finance.SupplierPaid'"))
                .isEqualTo(1);
        assertThat(
                        books.server.count(
                                "select count(*) from core_outbox where type ="
                                        + " 'finance.PaymentPosted'"))
                .isZero();
        assertThat(
                        reader().get(PAYMENTS + "?customerId=" + books.supplier)
                                .expect(200)
                                .json()
                                .at("/items"))
                .isEmpty();
        reader().get(PAYMENTS + "/" + paid).expect(404);
    }

    @Test
    void no_more_than_is_owed_is_paid() {
        refused(FinanceError.OVER_ALLOCATION, "/allocations/0/amount open", "120.01", "120.01");
        assertThat(open()).isEqualTo("120.0000");
    }

    @Test
    void nothing_is_paid_in_advance() {
        refused(FinanceError.INVALID_PAYMENT, "/allocations sum", "120.00", "119.99");
        ErpException early =
                catchThrowableOfType(
                        ErpException.class, () -> pay("1.00", "1.00", LocalDate.of(2026, 8, 30)));
        assertThat(early.code()).isEqualTo(FinanceError.INVALID_PAYMENT);
        assertThat(fields(early)).containsExactly("/date order");
        assertThat(books.server.count("select count(*) from finance_payment")).isEqualTo(1);
    }

    @Test
    void a_customers_money_does_not_pay_it() {
        NewPayment received =
                new NewPayment(
                        Subledger.RECEIVABLE,
                        books.supplier,
                        eur("10.00"),
                        today(),
                        "",
                        List.of(new Allocation(new ItemRef.Id(owed), eur("10.00"))));
        LedgerIT.refused(FinanceError.OPEN_ITEM_NOT_FOUND, () -> post(received));
    }

    @Test
    void another_suppliers_money_does_not_pay_it_either() {
        NewPayment other =
                new NewPayment(
                        Subledger.PAYABLE,
                        books.bob,
                        eur("10.00"),
                        today(),
                        "",
                        List.of(new Allocation(new ItemRef.Id(owed), eur("10.00"))));
        ErpException refused = catchThrowableOfType(ErpException.class, () -> post(other));
        assertThat(refused.code()).isEqualTo(FinanceError.INVALID_PAYMENT);
        assertThat(fields(refused)).containsExactly("/allocations/0 party");
    }

    @Test
    void sixteen_payments_at_once_pay_it_exactly_once() {
        List<Future<UUID>> answers = Books.atOnce(16, () -> pay("120.00", "120.00", today()));
        assertThat(answers.stream().map(Books::outcome).filter(UUID.class::isInstance)).hasSize(1);
        assertThat(open()).isEqualTo("0.0000");
        assertThat(books.broken()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I09 update finance_open_item set open_amount = 119 where kind = 'PAYABLE'",
                "I09 update finance_journal_entry e join finance_journal_line l on l.entry_id ="
                        + " e.id set e.entry_date = '2026-08-03', l.entry_date = '2026-08-03' where"
                        + " e.posting = 'disbursement'",
                "I15 update finance_payment set subledger = 'RECEIVABLE' where subledger ="
                        + " 'PAYABLE'",
                "I15 update finance_journal_entry set posting = 'receipt' where posting ="
                        + " 'disbursement'"
            })
    void checks_of_the_data_look_at_this_side_too(String check) {
        pay("50.00", "50.00", today());
        assertThat(books.broken()).isEmpty();
        books.plant(check.substring(4));
        assertThat(books.broken()).anyMatch(found -> found.startsWith(check.substring(0, 3)));
    }

    private void refused(FinanceError error, String field, String amount, String part) {
        ErpException refused =
                catchThrowableOfType(ErpException.class, () -> pay(amount, part, today()));
        assertThat(refused.code()).isEqualTo(error);
        assertThat(fields(refused)).containsExactly(field);
    }

    private static Http reader() {
        return books.server.as("finance.payments.read");
    }

    private UUID pay(String amount, String part, LocalDate date) {
        return post(
                new NewPayment(
                        Subledger.PAYABLE,
                        books.supplier,
                        eur(amount),
                        date,
                        "S-77",
                        List.of(new Allocation(new ItemRef.Id(owed), eur(part)))));
    }

    private static UUID post(NewPayment payment) {
        return books.server.write(tx -> books.finance.payments().post(tx, payment));
    }

    private static LocalDate today() {
        return books.server.read(tx -> tx.today());
    }

    private String open() {
        return amount("select open_amount from finance_open_item where kind = 'PAYABLE'");
    }

    private static String posted(String account) {
        return amount(
                "select sum(if(a.type in ('ASSET', 'EXPENSE'), debit - credit, credit - debit))"
                    + " from finance_journal_line l join finance_account a on a.id = l.account_id"
                    + " where a.code = '"
                        + account
                        + "'");
    }

    private static String amount(String sql) {
        return books.server.read(
                tx ->
                        Sql.query(
                                        tx.session(),
                                        sql,
                                        List.of(),
                                        row -> row.getBigDecimal(1).toPlainString())
                                .getFirst());
    }

    private static List<String> fields(ErpException refused) {
        return refused.violations().stream().map(it -> it.pointer() + " " + it.code()).toList();
    }

    private static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }
}
