package erp.hr.payroll;

import erp.core.Event;
import erp.hr.common.OfHr;

import java.time.LocalDate;
import java.util.UUID;

/** A run that was posted is undone. */
public record PayrollReversed(UUID run, LocalDate period) implements Event, OfHr {
    @Override
    public UUID aggregate() {
        return run;
    }
}
