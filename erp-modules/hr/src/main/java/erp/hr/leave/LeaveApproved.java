package erp.hr.leave;

import erp.core.Event;
import erp.hr.common.OfHr;

import java.time.LocalDate;
import java.util.UUID;

/** Somebody may be away. */
public record LeaveApproved(UUID request, UUID employee, LocalDate from, LocalDate to)
        implements Event, OfHr {
    @Override
    public UUID aggregate() {
        return request;
    }
}
