package erp.hr.people;

import erp.core.Event;
import erp.hr.common.OfHr;

import java.time.LocalDate;
import java.util.UUID;

/** Somebody works for the company from that day on. */
public record EmployeeHired(UUID employee, LocalDate date) implements Event, OfHr {
    @Override
    public UUID aggregate() {
        return employee;
    }
}
