package erp.hr.people;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/** Where an employee works, as what, and for whom. */
@Entity
@Table(name = "hr_assignment")
public class Assignment extends Dated {
    private UUID departmentId;
    private UUID positionId;
    private @Nullable UUID managerId;

    protected Assignment() {}

    Assignment(
            UUID id,
            UUID employee,
            Assignments.NewAssignment wanted,
            Department department,
            Position position) {
        super(id, employee, wanted.from(), wanted.to());
        this.departmentId = department.getId();
        this.positionId = position.getId();
        this.managerId = wanted.managerId();
    }

    public UUID departmentId() {
        return departmentId;
    }

    UUID positionId() {
        return positionId;
    }

    public @Nullable UUID managerId() {
        return managerId;
    }
}
