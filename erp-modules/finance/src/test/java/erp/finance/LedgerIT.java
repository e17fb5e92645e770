package erp.finance;

import static erp.finance.Books.eur;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

class LedgerIT {
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
    void an_entry_is_numbered_when_it_is_committed() {
        UUID first = books.sale(LocalDate.of(2026, 11, 24), "10.00");
        UUID second = books.sale(LocalDate.of(2026, 11, 3), "20.00");
        assertThat(numbers(first, second)).containsExactly(1L, 2L);
    }

    @Test
    void a_payment_lowers_what_is_open() {
        UUID invoice = books.invoice("100.00");
        books.pay("60.00", "60.00", invoice);
        assertThat(
                        books.server.<erp.core.value.Money>read(
                                tx ->
                                        books.finance
                                                .receivables()
                                                .openAmount(tx, "sales.invoice", invoice)))
                .isEqualTo(eur("40.00"));
    }

    private static List<Long> numbers(UUID... entries) {
        return books.server.read(
                tx ->
                        new FinanceQueries_(tx.session())
                                .numbersOf(List.of(entries)).stream()
                                        .map(EntryNumber::getNumber)
                                        .toList());
    }
}
