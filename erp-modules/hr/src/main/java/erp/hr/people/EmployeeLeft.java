package erp.hr.people;

import erp.core.Event;
import erp.hr.common.OfHr;

import java.time.LocalDate;
import java.util.UUID;

/** Somebody works for the company until that day. */
public record EmployeeLeft(UUID employee, LocalDate date) implements Event, OfHr {
    @Override
    public UUID aggregate() {
        return employee;
    }
}
