package erp.production.events;

import erp.core.Event;
import erp.production.common.OfProduction;

import java.util.UUID;

/** A work order will not be done. */
public record WorkOrderCancelled(UUID order, UUID item) implements Event, OfProduction {
    @Override
    public UUID aggregate() {
        return order;
    }
}
