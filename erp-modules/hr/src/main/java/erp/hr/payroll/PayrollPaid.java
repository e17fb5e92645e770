package erp.hr.payroll;

import erp.core.Event;
import erp.hr.common.OfHr;

import java.time.LocalDate;
import java.util.UUID;

/** Net pay of a run was paid. */
public record PayrollPaid(UUID run, LocalDate period) implements Event, OfHr {
    @Override
    public UUID aggregate() {
        return run;
    }
}
