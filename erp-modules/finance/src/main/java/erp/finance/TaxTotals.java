package erp.finance;

import erp.core.value.Money;

import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Totals of a document: gross = net + tax, each the sum over the lines; tax is rounded half up per
 * line.
 *
 * @param taxes one for each tax code used, in order of first use
 */
public record TaxTotals(Money net, Money tax, Money gross, List<Taxed> taxes) {

    /** A document's line as tax sees it. */
    public record NetLine(TaxCode code, Money net) {
        /** Tax of this line, rounded half up to the currency's minor unit. */
        public Money tax() {
            return net.times(code.rate());
        }
    }

    public TaxTotals {
        taxes = List.copyOf(taxes);
    }

    public static TaxTotals of(Currency currency, List<NetLine> lines) {
        Money net = Money.zero(currency);
        Money tax = Money.zero(currency);
        Map<TaxCode, Taxed> taxes = new LinkedHashMap<>();
        for (NetLine line : lines) {
            net = net.plus(line.net());
            tax = tax.plus(line.tax());
            taxes.merge(
                    line.code(),
                    new Taxed(line.code(), line.net(), line.tax()),
                    (a, b) ->
                            new Taxed(
                                    a.code(),
                                    a.base().plus(b.base()),
                                    a.amount().plus(b.amount())));
        }
        return new TaxTotals(net, tax, net.plus(tax), List.copyOf(taxes.values()));
    }
}
