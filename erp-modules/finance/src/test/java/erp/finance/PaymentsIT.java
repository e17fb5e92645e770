package erp.finance;

import static erp.finance.Books.eur;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.ErpException;
import erp.core.value.Money;
import erp.finance.common.FinanceError;
import erp.finance.payments.Item;
import erp.finance.payments.Payment;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Payments and open items, on a real database. */
class PaymentsIT {
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

    @Test
    void a_payment_lowers_what_is_open_until_it_is_paid() {
        UUID invoice = books.invoice("100.00");
        books.pay("60.00", "60.00", invoice);
        assertThat(books.open(invoice)).isEqualTo(eur("40.00"));
        books.pay("40.00", "40.00", invoice);
        assertThat(books.open(invoice)).isEqualTo(eur("0.00"));
        assertThat(state(invoice)).isEqualTo(Item.State.PAID);
        assertThat(books.violated()).isEmpty();
    }

    private static Item.State state(UUID invoice) {
        return books.server
                .read(tx -> books.finance.openItems().itemsOf(tx, "sales.invoice", invoice))
                .getFirst()
                .state();
    }

    @Test
    void what_is_not_allocated_waits_for_a_later_invoice() {
        UUID payment = books.pay("100.00", "0.00");
        UUID invoice = books.invoice("70.00");
        books.server.write(
                tx -> {
                    books.finance
                            .payments()
                            .allocate(tx, payment, Books.allocations("70.00", invoice));
                    return payment;
                });
        assertThat(books.open(invoice)).isEqualTo(eur("0.00"));
        assertThat(unallocated(payment)).isEqualTo(eur("30.00"));
        assertThat(books.violated()).isEmpty();
        UUID next = books.invoice("70.00");
        LedgerIT.refused(
                FinanceError.OVER_ALLOCATION,
                () ->
                        books.server.write(
                                tx -> {
                                    books.finance
                                            .payments()
                                            .allocate(
                                                    tx, payment, Books.allocations("30.01", next));
                                    return payment;
                                }));
        assertThat(books.open(next)).isEqualTo(eur("70.00"));
    }

    private static Money unallocated(UUID payment) {
        return books.server.read(
                tx ->
                        tx.require(Payment.class, payment, FinanceError.PAYMENT_NOT_FOUND)
                                .unallocated());
    }

    /** Item, its payment, period, six inserts, and the entry's number at commit. */
    @Test
    void a_payment_of_one_invoice_takes_eleven_statements() {
        books.pay("1.00", "1.00", books.invoice("1.00"));
        UUID invoice = books.invoice("1.00");
        int before = books.statements.get();
        books.pay("1.00", "1.00", invoice);
        assertThat(books.statements.get() - before).isEqualTo(11);
    }

    @Test
    void a_payment_that_cannot_pay_one_item_pays_none() {
        UUID small = books.invoice("10.00");
        UUID large = books.invoice("50.00");
        LedgerIT.refused(
                FinanceError.OVER_ALLOCATION, () -> books.pay("60.00", "30.00", large, small));
        assertThat(books.open(large)).isEqualTo(eur("50.00"));
        assertThat(books.server.count("select count(*) from finance_payment")).isZero();
    }

    @Test
    void sixteen_payments_at_once_pay_an_item_exactly_once() {
        UUID invoice = books.invoice("100.00");
        List<Future<UUID>> answers = Books.atOnce(16, () -> books.pay("100.00", "100.00", invoice));
        assertThat(answers.stream().map(Books::outcome).filter(UUID.class::isInstance)).hasSize(1);
        assertThat(
                        answers.stream()
                                .map(Books::outcome)
                                .filter(it -> !(it instanceof UUID))
                                .map(it -> ((ErpException) it).code()))
                .hasSize(15)
                .containsOnly(FinanceError.OVER_ALLOCATION);
        assertThat(books.open(invoice)).isEqualTo(eur("0.00"));
        assertThat(books.violated()).isEmpty();
    }

    @Test
    void payments_at_once_in_any_order_of_items_all_go_through() {
        UUID one = books.invoice("100.00");
        UUID two = books.invoice("100.00");
        List<Future<UUID>> forward = new ArrayList<>();
        forward.addAll(
                Books.atOnce(
                        16,
                        () ->
                                Thread.currentThread().threadId() % 2 == 0
                                        ? books.pay("2.00", "1.00", one, two)
                                        : books.pay("2.00", "1.00", two, one)));
        assertThat(forward.stream().map(Books::outcome)).allMatch(UUID.class::isInstance);
        assertThat(books.open(one)).isEqualTo(eur("84.00"));
        assertThat(books.open(two)).isEqualTo(eur("84.00"));
    }

    @Test
    void books_balance_after_any_mixture_of_payments() {
        for (long seed = 0; seed < 5; seed++) {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            List<UUID> invoices = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                int choice = random.nextInt(3);
                if (choice == 0 || invoices.isEmpty()) {
                    invoices.add(books.invoice(amount(random)));
                } else {
                    UUID invoice = invoices.get(random.nextInt(invoices.size()));
                    payOrBeRefused(invoice, amount(random), amount(random));
                }
            }
            assertThat(books.violated()).as("seed %d", seed).isEmpty();
        }
    }

    private static void payOrBeRefused(UUID invoice, String amount, String part) {
        try {
            books.pay(amount, part, invoice);
        } catch (ErpException e) {
            assertThat(e.code()).isIn(FinanceError.OVER_ALLOCATION, FinanceError.INVALID_PAYMENT);
        }
    }

    private static String amount(RandomGenerator random) {
        return BigDecimal.valueOf(random.nextLong(1, 20_000), 2).toPlainString();
    }
}
