package erp.production.events;

import erp.core.Event;
import erp.production.common.OfProduction;

import java.util.UUID;

/** Components are set aside for a work order. */
public record WorkOrderReleased(UUID order, UUID item) implements Event, OfProduction {
    @Override
    public UUID aggregate() {
        return order;
    }
}
