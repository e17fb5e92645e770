package erp.hr;

import erp.core.Permission;
import erp.core.http.Endpoint;
import erp.core.module.BuiltInRole;
import erp.core.module.ErpModule;
import erp.core.module.Grant;
import erp.core.module.SmokeTest;
import erp.finance.FinanceModule;
import erp.hr.common.HrPermission;
import erp.hr.common.OfHr;
import erp.hr.people.Employees;
import erp.hr.people.Logins;

import java.util.List;

/** Hr, as a module. */
public final class HrModule implements ErpModule, OfHr {
    public static final BuiltInRole HR_OFFICER = new BuiltInRole("hr-officer");
    public static final BuiltInRole PAYROLL_OFFICER = new BuiltInRole("payroll-officer");
    public static final BuiltInRole PAYROLL_APPROVER = new BuiltInRole("payroll-approver");
    public static final BuiltInRole EMPLOYEE = new BuiltInRole("employee");

    private final Hr hr;

    /**
     * @param logins who signs in, which hr does not know
     */
    public HrModule(FinanceModule finance, Logins logins) {
        this.hr = new Hr(finance.finance(), logins);
    }

    @Override
    public String purpose() {
        return "Employees, leave, expenses, payroll";
    }

    @Override
    public List<Class<?>> entities() {
        return Hr.entities();
    }

    @Override
    public List<? extends Permission> permissions() {
        return List.of(HrPermission.values());
    }

    /** Who computes pay does not approve it, and who approves it does not enter what it is. */
    @Override
    public List<Grant> grants() {
        return List.of(
                EMPLOYEE.holds(HrPermission.SELF),
                HR_OFFICER.holds(
                        HrPermission.SELF,
                        HrPermission.EMPLOYEES_READ,
                        HrPermission.EMPLOYEES_WRITE,
                        HrPermission.PERSONS_VIEW,
                        HrPermission.PERSONS_WRITE,
                        HrPermission.PAY_VIEW,
                        HrPermission.PAY_WRITE,
                        HrPermission.LEAVE_VIEW,
                        HrPermission.LEAVE_WRITE,
                        HrPermission.LEAVE_APPROVE,
                        HrPermission.ATTENDANCE_VIEW,
                        HrPermission.ATTENDANCE_WRITE,
                        HrPermission.EXPENSES_READ,
                        HrPermission.EXPENSES_WRITE),
                PAYROLL_OFFICER.holds(
                        HrPermission.SELF,
                        HrPermission.EMPLOYEES_READ,
                        HrPermission.PAY_VIEW,
                        HrPermission.PAYROLL_VIEW,
                        HrPermission.PAYROLL_WRITE),
                PAYROLL_APPROVER.holds(
                        HrPermission.SELF,
                        HrPermission.EMPLOYEES_READ,
                        HrPermission.PAYROLL_VIEW,
                        HrPermission.PAYROLL_APPROVE,
                        HrPermission.PAYROLL_PAY),
                FinanceModule.ACCOUNTANT.holds(
                        HrPermission.EMPLOYEES_READ,
                        HrPermission.EXPENSES_READ,
                        HrPermission.EXPENSES_APPROVE,
                        HrPermission.EXPENSES_PAY));
    }

    @Override
    public List<Endpoint<?>> endpoints() {
        return hr.endpoints();
    }

    @Override
    public List<SmokeTest> smokeTests() {
        return List.of(
                SmokeTest.read("hr", "/api/v1/hr/employees?limit=1"),
                SmokeTest.dryRun("employee", "an employee", Employees.PATH, Employees::sample));
    }
}
