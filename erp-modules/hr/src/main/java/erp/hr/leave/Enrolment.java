package erp.hr.leave;

import erp.hr.people.Dated;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.util.UUID;

/** That an employee is under a leave policy: one of each kind of leave at a time. */
@Entity
@Table(name = "hr_leave_enrolment")
public class Enrolment extends Dated {
    private UUID policyId;
    private UUID leaveTypeId;

    protected Enrolment() {}

    Enrolment(UUID id, UUID employee, Enrolments.NewEnrolment wanted, LeavePolicy policy) {
        super(id, employee, wanted.from(), wanted.to());
        this.policyId = policy.getId();
        this.leaveTypeId = policy.leaveTypeId();
    }

    UUID policyId() {
        return policyId;
    }

    UUID leaveTypeId() {
        return leaveTypeId;
    }
}
