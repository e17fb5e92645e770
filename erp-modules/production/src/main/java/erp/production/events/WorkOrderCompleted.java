package erp.production.events;

import erp.core.Event;
import erp.production.common.OfProduction;

import java.util.UUID;

/** Nothing more is made by a work order. */
public record WorkOrderCompleted(UUID order, UUID item) implements Event, OfProduction {
    @Override
    public UUID aggregate() {
        return order;
    }
}
