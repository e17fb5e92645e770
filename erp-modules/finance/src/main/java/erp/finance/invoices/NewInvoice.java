package erp.finance.invoices;

import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.finance.accounts.Line.Target;
import erp.finance.accounts.Subledger;
import erp.finance.tax.TaxCode;
import erp.finance.tax.Taxed;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * An invoice to be posted. One that contradicts itself throws {@link IllegalStateException}: the
 * module that made it has a defect.
 *
 * @param id chosen by the caller, who can tell of it before it is posted
 * @param type of the document, {@code sales.invoice}: in history and journal, and as the series of
 *     its number
 * @param subledger RECEIVABLE where the company issues it, PAYABLE where a supplier did
 * @param externalNumber the supplier's; null where the company issues it, which numbers it itself
 * @param party customer or supplier
 * @param entryDate when it is posted: on its day, or later where it is a supplier's
 * @param text of the journal entry
 * @param taxes one for each tax code used
 */
public record NewInvoice(
        UUID id,
        String type,
        Subledger subledger,
        @Nullable String externalNumber,
        InvoiceSource source,
        UUID party,
        LocalDate entryDate,
        InvoiceTerms terms,
        String text,
        List<Line> lines,
        List<Taxed> taxes) {
    /**
     * One item of it.
     *
     * @param sourceLine line of the document that it is made for
     * @param tax its share of the document's tax
     * @param target account that its net goes to
     */
    public record Line(
            UUID sourceLine,
            UUID item,
            Quantity quantity,
            UnitPrice unitPrice,
            TaxCode taxCode,
            Money net,
            Money tax,
            Target target) {}

    public NewInvoice {
        lines = List.copyOf(lines);
        taxes = List.copyOf(taxes);
        if (lines.isEmpty()) {
            throw new IllegalStateException("an invoice has lines: " + id);
        }
        if (subledger == Subledger.EMPLOYEE) {
            throw new IllegalStateException("employees claim, they do not invoice: " + id);
        }
        if ((subledger == Subledger.PAYABLE) != (externalNumber != null)) {
            throw new IllegalStateException("whoever issues an invoice numbers it: " + id);
        }
        if (subledger == Subledger.RECEIVABLE && !entryDate.equals(terms.date())) {
            throw new IllegalStateException("what is issued is posted on its day: " + id);
        }
        Currency currency = lines.getFirst().net().currency();
        if (!sum(lines, Line::net, currency).equals(sum(taxes, Taxed::base, currency))
                || !sum(lines, Line::tax, currency).equals(sum(taxes, Taxed::amount, currency))) {
            throw new IllegalStateException("its lines are not what is taxed: " + id);
        }
    }

    Currency currency() {
        return lines.getFirst().net().currency();
    }

    public Money net() {
        return sum(taxes, Taxed::base, currency());
    }

    public Money tax() {
        return sum(taxes, Taxed::amount, currency());
    }

    public Money total() {
        return net().plus(tax());
    }

    private static <T> Money sum(List<T> parts, Function<T, Money> amount, Currency currency) {
        return parts.stream().map(amount).reduce(Money.zero(currency), Money::plus);
    }
}
