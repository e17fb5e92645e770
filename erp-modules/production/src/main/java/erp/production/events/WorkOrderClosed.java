package erp.production.events;

import erp.core.Event;
import erp.core.value.Money;
import erp.production.common.OfProduction;

import java.util.UUID;

/**
 * A work order is settled.
 *
 * @param variance what it cost more than its output was planned to cost, or less where negative
 */
public record WorkOrderClosed(UUID order, UUID item, Money variance)
        implements Event, OfProduction {
    @Override
    public UUID aggregate() {
        return order;
    }
}
