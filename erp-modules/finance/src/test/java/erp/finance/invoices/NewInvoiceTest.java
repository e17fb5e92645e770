package erp.finance.invoices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line.Target;
import erp.finance.accounts.Subledger;
import erp.finance.tax.TaxCode;
import erp.finance.tax.Taxed;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** An invoice that contradicts itself is a defect of the module that made it. */
class NewInvoiceTest {
    private static final UUID ID = new UUID(0, 1);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final TaxCode STANDARD = new TaxCode(ID, "STANDARD", new BigDecimal("0.2"), ID);

    @Test
    void comes_to_what_its_taxes_say() {
        NewInvoice invoice = invoice(Subledger.RECEIVABLE, null, TODAY, "2.00");
        assertThat(invoice.net()).isEqualTo(eur("10.00"));
        assertThat(invoice.tax()).isEqualTo(eur("2.00"));
        assertThat(invoice.total()).isEqualTo(eur("12.00"));
    }

    @Test
    void its_lines_have_the_tax_that_it_is_taxed_with() {
        assertThatIllegalStateException()
                .isThrownBy(() -> invoice(Subledger.RECEIVABLE, null, TODAY, "2.01"));
    }

    @Test
    void a_number_is_given_by_whoever_issues_it() {
        assertThatIllegalStateException()
                .isThrownBy(() -> invoice(Subledger.RECEIVABLE, "S-1", TODAY, "2.00"));
        assertThatIllegalStateException()
                .isThrownBy(() -> invoice(Subledger.PAYABLE, null, TODAY, "2.00"));
    }

    @Test
    void only_a_suppliers_is_posted_on_another_day_than_its_own() {
        LocalDate tomorrow = TODAY.plusDays(1);
        assertThat(invoice(Subledger.PAYABLE, "S-1", tomorrow, "2.00").entryDate())
                .isEqualTo(tomorrow);
        assertThatIllegalStateException()
                .isThrownBy(() -> invoice(Subledger.RECEIVABLE, null, tomorrow, "2.00"));
    }

    private static NewInvoice invoice(
            Subledger subledger, @Nullable String number, LocalDate entryDate, String taxOfLine) {
        return new NewInvoice(
                ID,
                "test.invoice",
                subledger,
                number,
                new InvoiceSource("test.order", ID, "O-1", 1),
                ID,
                entryDate,
                new InvoiceTerms(TODAY, TODAY.plusDays(30), "Payable within 30 days"),
                "Invoice",
                List.of(
                        new NewInvoice.Line(
                                ID,
                                ID,
                                Quantity.of(1),
                                new UnitPrice(new BigDecimal("10")),
                                STANDARD,
                                eur("10.00"),
                                eur(taxOfLine),
                                new Target.Role(AccountRole.REVENUE))),
                List.of(new Taxed(STANDARD, eur("10.00"), eur("2.00"))));
    }

    private static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }
}
