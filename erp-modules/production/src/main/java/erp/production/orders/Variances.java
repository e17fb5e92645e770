package erp.production.orders;

import erp.core.value.Money;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Currency;
import java.util.List;

/**
 * Why an order cost more, or less, than what came out of it was planned to cost. The three sum
 * exactly to the work in progress that is left.
 *
 * @param usage more used than planned for what was made, at planned cost
 * @param rate what was used cost more than planned
 * @param method all else: what was not planned at all, another lot size, less of by-products, and
 *     what rounding left
 */
record Variances(Money usage, Money rate, Money method) {
    /**
     * What an order took of one thing: pieces of a component, hours of an operation.
     *
     * @param isPlanned whether the order was to take any
     * @param planned for all of the order
     * @param unitCost as it was planned
     * @param actual taken
     * @param value what that cost
     */
    record Fact(
            boolean isPlanned,
            BigDecimal planned,
            BigDecimal unitCost,
            BigDecimal actual,
            BigDecimal value) {}

    /**
     * @param earned what was made, scrap included, is worth at planned cost
     * @param planned what all that was to be made is worth at planned cost
     * @param wip what is left on the order
     */
    static Variances of(List<Fact> facts, BigDecimal earned, BigDecimal planned, Money wip) {
        Currency currency = wip.currency();
        BigDecimal usage = BigDecimal.ZERO;
        BigDecimal rate = BigDecimal.ZERO;
        for (Fact fact : facts) {
            if (fact.isPlanned()) {
                BigDecimal allowed =
                        planned.signum() == 0
                                ? BigDecimal.ZERO
                                : fact.planned()
                                        .multiply(earned)
                                        .divide(planned, MathContext.DECIMAL128);
                usage = usage.add(fact.actual().subtract(allowed).multiply(fact.unitCost()));
                rate = rate.add(fact.value().subtract(fact.actual().multiply(fact.unitCost())));
            }
        }
        Money used = Money.rounded(usage, currency);
        Money paid = Money.rounded(rate, currency);
        return new Variances(used, paid, wip.minus(used).minus(paid));
    }
}
