package erp.sales.orders;

import erp.core.ErpException;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.accounts.Subledger;
import erp.finance.payments.OpenItems;
import erp.sales.common.SalesError;
import erp.sales.customers.Customer;

import jakarta.persistence.LockModeType;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Optional;

/** Whether a customer may owe that much more. */
public final class Credit {
    private final OpenItems openItems;

    public Credit(OpenItems openItems) {
        this.openItems = openItems;
    }

    /**
     * Throws CREDIT_LIMIT where this order takes the customer beyond the limit: orders that are not
     * invoiced and open invoices, less what was paid in advance. The customer's row stays locked
     * until commit, so that two orders at once cannot both fit in. Orders are summed before open
     * items: an invoice that is issued in between is counted twice rather than not at all, which
     * refuses at worst.
     */
    public void check(Tx tx, Customer customer, Order order) {
        if (customer.creditLimit(order.currency()).isEmpty()) {
            return;
        }
        tx.session().refresh(customer, LockModeType.PESSIMISTIC_WRITE);
        Optional<Money> limit = customer.creditLimit(order.currency());
        if (limit.isEmpty()) {
            return;
        }
        // Confirmed in this session already and flushed before the query, this order is in the sum.
        OrderQueries queries = new OrderQueries_(tx.session());
        BigDecimal ordered =
                queries.uninvoiced(customer.getId())
                        .add(queries.uninvoicedOfClosed(customer.getId()));
        BigDecimal exposure =
                ordered.add(
                        openItems.balance(
                                tx, Subledger.RECEIVABLE, customer.getId(), order.currency()));
        if (exposure.compareTo(limit.get().amount()) > 0) {
            throw new ErpException(
                    SalesError.CREDIT_LIMIT,
                    "orders and open invoices of the customer, less what it paid in advance, would"
                            + " come to %s, the limit is %s",
                    told(exposure, order.currency()),
                    limit.get());
        }
    }

    /** As {@link Money} is told, which does not hold what a customer's documents may come to. */
    private static String told(BigDecimal sum, Currency currency) {
        return sum.setScale(currency.getDefaultFractionDigits(), RoundingMode.UNNECESSARY)
                        .toPlainString()
                + " "
                + currency;
    }
}
