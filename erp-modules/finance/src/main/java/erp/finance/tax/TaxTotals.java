package erp.finance.tax;

import erp.core.value.Money;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Totals of a document: gross = net + tax. Tax is computed for each tax code from the sum of its
 * lines and rounded half up once, to the currency's minor unit (EN 16931, BR-CO-17).
 *
 * @param taxes one for each tax code used, in order of first use
 * @param shares what of the tax is shown with each line: differences of its code's running total,
 *     so that they sum to the tax of the document and none has another sign than its line
 */
public record TaxTotals(Money net, Money tax, Money gross, List<Taxed> taxes, List<Money> shares) {
    /** A document's line as tax sees it. */
    public record NetLine(TaxCode code, Money net) {}

    /** A base and its tax. */
    public record Amounts(Money base, Money tax) {
        public static Amounts zero(Currency currency) {
            return new Amounts(Money.zero(currency), Money.zero(currency));
        }

        public Amounts plus(Money moreBase, Money moreTax) {
            return new Amounts(base.plus(moreBase), tax.plus(moreTax));
        }
    }

    /**
     * What a document of one tax code is a part of.
     *
     * @param before all parts before this document
     * @param whole all parts that will ever be
     */
    public record PartOf(Amounts before, Amounts whole) {}

    public TaxTotals {
        taxes = List.copyOf(taxes);
        shares = List.copyOf(shares);
    }

    /** Totals of a document that stands by itself. */
    public static TaxTotals of(Currency currency, List<NetLine> lines) {
        return of(currency, lines, Map.of());
    }

    /**
     * Totals of a document that is a part of others: its tax is that of all parts so far less what
     * the parts before have taken, so that all parts sum to the whole. It may thus be a minor unit
     * off its own base × rate. It is never negative.
     *
     * @param wholes by tax code; a code that is absent stands by itself
     */
    public static TaxTotals of(Currency currency, List<NetLine> lines, Map<String, PartOf> wholes) {
        Map<TaxCode, Running> running = new LinkedHashMap<>();
        List<Money> shares = new ArrayList<>(lines.size());
        for (NetLine line : lines) {
            shares.add(
                    running.computeIfAbsent(
                                    line.code(),
                                    code -> new Running(code, currency, wholes.get(code.code())))
                            .add(line.net()));
        }
        List<Taxed> taxes = running.values().stream().map(Running::taxed).toList();
        Money net = taxes.stream().map(Taxed::base).reduce(Money.zero(currency), Money::plus);
        Money tax = taxes.stream().map(Taxed::amount).reduce(Money.zero(currency), Money::plus);
        return new TaxTotals(net, tax, net.plus(tax), taxes, shares);
    }

    /** The running total of one code, from the parts before through the lines of the document. */
    private static final class Running {
        private final TaxCode code;
        private final @Nullable Amounts whole;
        private final Amounts before;
        private Amounts reached;

        Running(TaxCode code, Currency currency, @Nullable PartOf part) {
            this.code = code;
            this.whole = part == null ? null : part.whole();
            this.before = part == null ? Amounts.zero(currency) : part.before();
            this.reached = before;
        }

        /** Answers the line's share. */
        Money add(Money net) {
            Money tax = taxOf(reached.base().plus(net)).minus(reached.tax());
            reached = reached.plus(net, tax);
            return tax;
        }

        Taxed taxed() {
            return new Taxed(
                    code, reached.base().minus(before.base()), reached.tax().minus(before.tax()));
        }

        /**
         * The whole's own tax bounds that of its parts, and they end at it: versions of the ERP
         * that rounded by line have left orders with another tax than base × rate, and parts that
         * took more or less.
         */
        private Money taxOf(Money base) {
            Money exact = base.times(code.rate());
            if (whole == null) {
                return exact;
            }
            Money bounded =
                    base.equals(whole.base()) || exact.compareTo(whole.tax()) > 0
                            ? whole.tax()
                            : exact;
            return bounded.compareTo(reached.tax()) < 0 ? reached.tax() : bounded;
        }
    }
}
