package erp.hr.payroll;

import erp.core.Event;
import erp.hr.common.OfHr;

import java.time.LocalDate;
import java.util.UUID;

/** Some net pay that a run had paid was given back by the bank. */
public record PayrollReturned(UUID run, LocalDate period) implements Event, OfHr {
    @Override
    public UUID aggregate() {
        return run;
    }
}
