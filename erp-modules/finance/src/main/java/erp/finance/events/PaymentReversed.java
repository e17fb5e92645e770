package erp.finance.events;

import erp.core.Event;
import erp.core.value.Money;
import erp.finance.common.OfFinance;

import java.util.List;
import java.util.UUID;

/**
 * A payment counts no more: it bounced, or was not what it seemed.
 *
 * @param party customer or supplier
 * @param openItems that it had paid, which are owed again
 */
public record PaymentReversed(UUID payment, UUID party, Money amount, List<UUID> openItems)
        implements Event, OfFinance {
    public PaymentReversed {
        openItems = List.copyOf(openItems);
    }

    @Override
    public UUID aggregate() {
        return payment;
    }
}
