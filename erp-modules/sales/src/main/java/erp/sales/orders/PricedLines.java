package erp.sales.orders;

import erp.core.Ids;
import erp.finance.tax.TaxSubtotal;
import erp.finance.tax.TaxTotals;

import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** What a document's lines are together: its tax is computed per code, not per line. */
public final class PricedLines {
    private PricedLines() {}

    /** Makes a line of what is wanted. */
    @FunctionalInterface
    public interface Making<L> {
        L of(UUID id, int lineNo, NewOrder.Line wanted, Currency currency);
    }

    /** Has them say what is wanted. A line keeps its id where its number stays. */
    public static <L extends PricedLine> void hold(
            List<L> lines, List<NewOrder.Line> wanted, Currency currency, Making<L> making) {
        for (int i = 0; i < wanted.size(); i++) {
            if (i < lines.size()) {
                lines.get(i).change(wanted.get(i), currency);
            } else {
                lines.add(making.of(Ids.next(), i + 1, wanted.get(i), currency));
            }
        }
        lines.subList(wanted.size(), lines.size()).clear();
    }

    /** Gives each its share of the tax, and tells what all come to. */
    public static TaxTotals price(
            List<? extends PricedLine> lines, Terms terms, Currency currency) {
        List<TaxTotals.NetLine> nets =
                lines.stream()
                        .map(
                                line ->
                                        new TaxTotals.NetLine(
                                                terms.tax(line.taxCode()), line.net(currency)))
                        .toList();
        TaxTotals totals = TaxTotals.of(currency, nets);
        for (int i = 0; i < nets.size(); i++) {
            lines.get(i).take(nets.get(i).code(), totals.shares().get(i));
        }
        return totals;
    }

    /** The breakdown of their tax. */
    public static List<TaxSubtotal> taxes(List<? extends PricedLine> lines, Currency currency) {
        return TaxSubtotal.sums(lines.stream().map(line -> line.subtotal(currency)).toList());
    }
}
