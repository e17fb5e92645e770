package erp.sales.orders;

import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;

import java.util.Currency;

/** What quantities cost. Pure. */
final class Pricing {
    private Pricing() {}

    /**
     * Net worth of the pieces from one count to another. Parts of a line are priced as differences
     * of the running total, so that they sum to the price of the whole whatever rounding does.
     */
    static Money part(UnitPrice price, Quantity from, Quantity to, Currency currency) {
        return price.times(to, currency).minus(price.times(from, currency));
    }
}
