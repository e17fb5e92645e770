package erp.hr;

import erp.core.module.ErpModule;
import erp.hr.common.OfHr;

/** Hr, as a module. */
public final class HrModule implements ErpModule, OfHr {
    @Override
    public String purpose() {
        return "Employees, leave, expenses, payroll";
    }
}
