package erp.hr.payroll;

import erp.core.Event;
import erp.hr.common.OfHr;

import java.time.LocalDate;
import java.util.UUID;

/** Pay of a month is owed, and in the books. */
public record PayrollPosted(UUID run, LocalDate period) implements Event, OfHr {
    @Override
    public UUID aggregate() {
        return run;
    }
}
