package erp.purchasing.quotations;

import erp.core.value.Money;
import erp.core.value.UnitPrice;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Lays offers side by side. Pure. */
final class Comparison {
    private Comparison() {}

    static ComparisonView of(
            List<RfqLine> lines, List<Quote> quotes, LocalDate today, Currency currency) {
        List<ComparisonView.Line> compared = new ArrayList<>();
        for (RfqLine line : lines) {
            List<ComparisonView.Offer> offers = new ArrayList<>();
            for (Quote quote : quotes) {
                quote.price(line.getId())
                        .ifPresent(price -> offers.add(offer(line, quote, price, today, currency)));
            }
            offers.sort(Comparator.comparing(offer -> offer.unitPrice().value()));
            compared.add(
                    new ComparisonView.Line(
                            line.getId(),
                            line.itemId(),
                            line.quantity(),
                            line.neededBy(),
                            cheapest(line, quotes, today).map(Quote::supplierId).orElse(null),
                            offers));
        }
        return new ComparisonView(compared, totals(lines, quotes, compared, currency));
    }

    /** Who offers a line cheapest and can still be taken; of equals the fastest. */
    static Optional<Quote> cheapest(RfqLine line, List<Quote> quotes, LocalDate today) {
        return quotes.stream()
                .filter(quote -> !quote.validUntil().isBefore(today))
                .filter(quote -> quote.price(line.getId()).isPresent())
                .min(
                        Comparator.comparing(
                                        (Quote quote) ->
                                                quote.price(line.getId()).orElseThrow().value())
                                .thenComparingInt(Quote::leadTimeDays)
                                .thenComparing(Quote::getId));
    }

    private static ComparisonView.Offer offer(
            RfqLine line, Quote quote, UnitPrice price, LocalDate today, Currency currency) {
        LocalDate arrival = today.plusDays(quote.leadTimeDays());
        return new ComparisonView.Offer(
                quote.supplierId(),
                price,
                price.times(line.quantity(), currency),
                arrival,
                !arrival.isAfter(line.neededBy()),
                !quote.validUntil().isBefore(today));
    }

    private static List<ComparisonView.Total> totals(
            List<RfqLine> lines,
            List<Quote> quotes,
            List<ComparisonView.Line> compared,
            Currency currency) {
        List<ComparisonView.Total> totals = new ArrayList<>();
        for (Quote quote : quotes) {
            UUID supplier = quote.supplierId();
            List<ComparisonView.Offer> own =
                    compared.stream()
                            .flatMap(line -> line.offers().stream())
                            .filter(offer -> offer.supplierId().equals(supplier))
                            .toList();
            totals.add(
                    new ComparisonView.Total(
                            supplier,
                            own.stream()
                                    .map(ComparisonView.Offer::net)
                                    .reduce(Money.zero(currency), Money::plus),
                            own.size() == lines.size(),
                            own.stream().allMatch(ComparisonView.Offer::inTime)));
        }
        totals.sort(
                Comparator.comparing((ComparisonView.Total it) -> !it.complete())
                        .thenComparing(it -> it.net().amount()));
        return totals;
    }
}
