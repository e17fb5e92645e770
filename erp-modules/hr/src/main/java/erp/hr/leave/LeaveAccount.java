package erp.hr.leave;

import erp.core.tx.CompanyRow;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.util.UUID;

/** The sum of an employee's entries of one kind of leave; {@link LeaveLedger} keeps it. */
@Entity
@Table(name = "hr_leave_account")
public class LeaveAccount extends CompanyRow {
    private UUID employeeId;
    private UUID leaveTypeId;
    private BigDecimal balance;

    protected LeaveAccount() {}

    LeaveAccount(UUID id, UUID employee, UUID leaveType) {
        super(id);
        this.employeeId = employee;
        this.leaveTypeId = leaveType;
        this.balance = BigDecimal.ZERO;
    }

    UUID employeeId() {
        return employeeId;
    }

    UUID leaveTypeId() {
        return leaveTypeId;
    }

    BigDecimal balance() {
        return balance;
    }
}
