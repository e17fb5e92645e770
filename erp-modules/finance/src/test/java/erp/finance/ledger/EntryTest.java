package erp.finance.ledger;

import static erp.finance.Books.eur;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import erp.core.value.Money;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line;
import erp.finance.numbering.Book;
import erp.finance.tax.TaxCode;
import erp.finance.tax.Taxed;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

class EntryTest {
    private static final UUID ID = UUID.fromString("01900000-0000-7000-8000-000000000001");

    private static Entry entry(Line... lines) {
        return new Entry(
                Book.GENERAL,
                new Source("test.document", ID, "test"),
                LocalDate.of(2026, 11, 24),
                "",
                List.of(lines));
    }

    private static Line bank(String amount) {
        return Line.debit(AccountRole.BANK, eur(amount));
    }

    private static Line revenue(String amount) {
        return Line.credit(AccountRole.REVENUE, eur(amount));
    }

    @Test
    void totals_are_the_sum_of_one_side() {
        assertThat(entry(bank("10.00"), bank("2.50"), revenue("12.50")).total())
                .isEqualTo(eur("12.50"));
    }

    @Test
    void refuses_what_does_not_balance_by_a_cent() {
        assertThatIllegalStateException()
                .isThrownBy(() -> entry(bank("10.00"), revenue("9.99")))
                .withMessageContaining("10.00 EUR")
                .withMessageContaining("9.99 EUR");
    }

    @Test
    void refuses_a_single_line() {
        assertThatIllegalStateException().isThrownBy(() -> entry(bank("10.00")));
    }

    @Test
    void refuses_two_currencies() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () ->
                                entry(
                                        bank("10.00"),
                                        Line.credit(AccountRole.REVENUE, Money.of("10.00", "USD"))))
                .withMessageContaining("one currency");
    }

    @Test
    void refuses_a_receivable_that_nobody_owes() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () ->
                                entry(
                                        Line.debit(AccountRole.RECEIVABLE, eur("1.00")),
                                        revenue("1.00")))
                .withMessageContaining("party");
        assertThat(
                        entry(
                                        Line.debit(AccountRole.RECEIVABLE, eur("1.00")).of(ID),
                                        revenue("1.00"))
                                .lines())
                .hasSize(2);
    }

    @Test
    void a_line_is_above_zero() {
        assertThatIllegalArgumentException().isThrownBy(() -> bank("0.00"));
        assertThatIllegalArgumentException().isThrownBy(() -> bank("-1.00"));
    }

    @Test
    void tax_of_nothing_is_a_line_that_does_not_count() {
        var zero = new TaxCode(ID, "ZERO", BigDecimal.ZERO, ID);
        Line tax = Line.tax(new Taxed(zero, eur("10.00"), eur("0.00")));
        assertThat(entry(bank("10.00"), revenue("10.00"), tax).total()).isEqualTo(eur("10.00"));
        assertThatIllegalStateException().isThrownBy(() -> entry(bank("10.00"), tax));
    }

    @Test
    void a_source_has_a_short_type() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Source(" ", ID, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Source("x".repeat(41), ID, "x"));
    }
}
