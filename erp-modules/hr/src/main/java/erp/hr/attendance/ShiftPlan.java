package erp.hr.attendance;

import erp.core.tx.CompanyRow;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.time.LocalDate;
import java.util.UUID;

/** That an employee works a shift on a day. */
@Entity
@Table(name = "hr_shift_plan")
public class ShiftPlan extends CompanyRow {
    private UUID employeeId;
    private LocalDate day;
    private UUID shiftId;

    protected ShiftPlan() {}

    ShiftPlan(UUID id, UUID employee, LocalDate day, UUID shift) {
        super(id);
        this.employeeId = employee;
        this.day = day;
        this.shiftId = shift;
    }

    UUID employeeId() {
        return employeeId;
    }

    LocalDate day() {
        return day;
    }

    UUID shiftId() {
        return shiftId;
    }
}
