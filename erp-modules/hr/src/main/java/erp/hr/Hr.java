package erp.hr;

import erp.core.http.Endpoint;
import erp.finance.Finance;
import erp.hr.attendance.AttendanceRoutes;
import erp.hr.attendance.Punch;
import erp.hr.attendance.Shift;
import erp.hr.attendance.ShiftPlan;
import erp.hr.calculation.PayInput;
import erp.hr.calendars.Calendars;
import erp.hr.calendars.WorkCalendar;
import erp.hr.common.AccessRoutes;
import erp.hr.common.PersonalAccess;
import erp.hr.expenses.ExpenseClaim;
import erp.hr.expenses.ExpenseLine;
import erp.hr.expenses.ExpenseRoutes;
import erp.hr.expenses.ExpenseType;
import erp.hr.leave.Delegation;
import erp.hr.leave.Enrolment;
import erp.hr.leave.LeaveAccount;
import erp.hr.leave.LeaveDecision;
import erp.hr.leave.LeaveEntry;
import erp.hr.leave.LeavePolicy;
import erp.hr.leave.LeaveRequest;
import erp.hr.leave.LeaveRoutes;
import erp.hr.leave.LeaveType;
import erp.hr.loans.PayLoan;
import erp.hr.pay.Components;
import erp.hr.pay.PayComponent;
import erp.hr.pay.PayFormula;
import erp.hr.pay.PayStructure;
import erp.hr.pay.PayStructureLine;
import erp.hr.pay.Structures;
import erp.hr.payroll.PayrollRoutes;
import erp.hr.payroll.PayrollRun;
import erp.hr.payroll.Payslip;
import erp.hr.payroll.PayslipLine;
import erp.hr.people.Assignment;
import erp.hr.people.Contract;
import erp.hr.people.Contracts;
import erp.hr.people.Department;
import erp.hr.people.Employee;
import erp.hr.people.Employees;
import erp.hr.people.Logins;
import erp.hr.people.PeopleRoutes;
import erp.hr.people.Person;
import erp.hr.people.Position;

import java.util.List;
import java.util.stream.Stream;

/** The module, wired: what {@code app} and tests make one of. */
public final class Hr {
    private final Finance finance;
    private final Employees employees;
    private final Calendars calendars = new Calendars();
    private final Components components = new Components();
    private final Structures structures = new Structures();

    public Hr(Finance finance, Logins logins) {
        this.finance = finance;
        this.employees = new Employees(logins);
    }

    /** Classes that Hibernate maps. */
    public static List<Class<?>> entities() {
        return List.of(
                PersonalAccess.class,
                WorkCalendar.class,
                PayComponent.class,
                PayFormula.class,
                PayStructure.class,
                PayStructureLine.class,
                Department.class,
                Position.class,
                Employee.class,
                Person.class,
                Assignment.class,
                Contract.class,
                LeaveType.class,
                LeavePolicy.class,
                Enrolment.class,
                LeaveEntry.class,
                LeaveAccount.class,
                LeaveRequest.class,
                LeaveDecision.class,
                Delegation.class,
                ExpenseType.class,
                ExpenseClaim.class,
                ExpenseLine.class,
                Shift.class,
                ShiftPlan.class,
                Punch.class,
                PayrollRun.class,
                Payslip.class,
                PayslipLine.class,
                PayInput.class,
                PayLoan.class);
    }

    public List<Endpoint<?>> endpoints() {
        return Stream.of(
                        AccessRoutes.endpoints(),
                        calendars.endpoints(),
                        components.endpoints(),
                        structures.endpoints(),
                        new PeopleRoutes(employees, new Contracts(calendars, structures))
                                .endpoints(),
                        AttendanceRoutes.endpoints(),
                        LeaveRoutes.endpoints(),
                        new ExpenseRoutes(finance).endpoints(),
                        new PayrollRoutes(finance).endpoints())
                .<Endpoint<?>>flatMap(List::stream)
                .toList();
    }
}
