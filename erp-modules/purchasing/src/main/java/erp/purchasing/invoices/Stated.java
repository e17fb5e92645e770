package erp.purchasing.invoices;

import erp.core.Violations;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.tax.TaxCode;
import erp.finance.tax.TaxTotals;
import erp.purchasing.common.PurchasingError;
import erp.purchasing.invoices.NewSupplierInvoice.StatedTax;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an invoice comes to, as its supplier states it.
 *
 * @param shares what of the tax is shown with each line
 */
record Stated(Money net, Money tax, List<Money> shares) {

    /**
     * The tax of each code is the one that is stated, which may be a minor unit off for each of its
     * lines. Throws INVALID_INVOICE.
     */
    static Stated of(Tx tx, NewSupplierInvoice wanted, List<TaxCode> codes) {
        Currency currency = tx.company().currency();
        Violations wrong = new Violations();
        tx.company().checkCurrency(wanted.total().currency(), "/total/currency", wrong);
        for (int i = 0; i < wanted.statedTaxes().size(); i++) {
            tx.company()
                    .checkCurrency(
                            wanted.statedTaxes().get(i).amount().currency(),
                            "/taxes/" + i + "/amount/currency",
                            wrong);
        }
        wrong.refuse(PurchasingError.INVALID_INVOICE);
        List<TaxTotals.NetLine> nets = new ArrayList<>();
        for (int i = 0; i < codes.size(); i++) {
            NewSupplierInvoice.Line line = wanted.lines().get(i);
            nets.add(
                    new TaxTotals.NetLine(
                            codes.get(i), line.unitPrice().times(line.quantity(), currency)));
        }
        TaxTotals totals = TaxTotals.of(currency, nets);
        List<Money> shares = new ArrayList<>(totals.shares());
        Money tax = totals.tax().plus(differ(wanted.statedTaxes(), totals, nets, shares, wrong));
        Money total = totals.net().plus(tax);
        wrong.addIf(
                !wanted.total().equals(total),
                "/total",
                "sum",
                "must be " + total + ", what its lines and taxes sum to");
        wrong.refuse(PurchasingError.INVALID_INVOICE);
        return new Stated(totals.net(), tax, shares);
    }

    /** Takes over what is stated; answers how much more that is. */
    private static Money differ(
            List<StatedTax> stated,
            TaxTotals totals,
            List<TaxTotals.NetLine> nets,
            List<Money> shares,
            Violations wrong) {
        Map<String, Integer> places = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < nets.size(); i++) {
            counts.merge(nets.get(i).code().code(), 1, Integer::sum);
            // Where the most tax is: there a difference leaves no line below zero.
            places.merge(
                    nets.get(i).code().code(),
                    i,
                    (a, b) -> shares.get(b).compareTo(shares.get(a)) > 0 ? b : a);
        }
        Money more = Money.zero(totals.net().currency());
        for (int i = 0; i < stated.size(); i++) {
            StatedTax one = stated.get(i);
            String at = "/taxes/" + i;
            Integer place = places.remove(one.taxCode());
            if (place == null) {
                wrong.add(at + "/taxCode", "unknown", "is of no line, or is there twice");
                continue;
            }
            Money exact = taxOf(totals, one.taxCode());
            Money difference = one.amount().minus(exact);
            BigDecimal tolerance =
                    BigDecimal.valueOf(counts.getOrDefault(one.taxCode(), 0))
                            .movePointLeft(exact.currency().getDefaultFractionDigits());
            Money share = shares.get(place).plus(difference);
            if (difference.amount().abs().compareTo(tolerance) > 0 || share.isNegative()) {
                wrong.add(at + "/amount", "rate", "must be " + exact + ", but for rounding");
            } else {
                shares.set(place, share);
                more = more.plus(difference);
            }
        }
        return more;
    }

    private static Money taxOf(TaxTotals totals, String code) {
        return totals.taxes().stream()
                .filter(taxed -> taxed.code().code().equals(code))
                .findFirst()
                .orElseThrow()
                .amount();
    }
}
