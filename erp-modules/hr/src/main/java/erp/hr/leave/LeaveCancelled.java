package erp.hr.leave;

import erp.core.Event;
import erp.hr.common.OfHr;

import java.util.UUID;

/** Leave that was approved is not taken after all. */
public record LeaveCancelled(UUID request, UUID employee) implements Event, OfHr {
    @Override
    public UUID aggregate() {
        return request;
    }
}
