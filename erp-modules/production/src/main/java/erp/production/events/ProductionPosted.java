package erp.production.events;

import erp.core.Event;
import erp.core.value.Money;
import erp.production.common.OfProduction;

import java.util.UUID;

/**
 * Something was issued to a work order, received from it, or done for it.
 *
 * @param kind ISSUE, OUTPUT or TIME
 * @param wipChange by how much its work in progress grew
 */
public record ProductionPosted(UUID posting, UUID order, String kind, Money wipChange)
        implements Event, OfProduction {
    @Override
    public UUID aggregate() {
        return order;
    }
}
