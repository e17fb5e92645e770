package erp.hr.people;

import erp.core.Actor;
import erp.core.tx.Document;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Somebody who works for the company: what everybody may know of him. A party by its id. His row is
 * what changes of all that is dated of his are locked by.
 */
@Entity
@Table(name = "hr_employee")
public class Employee extends Document {
    public static final String TYPE = "hr.employee";

    private String number;
    private String name;
    private @Nullable String email;
    private @Nullable UUID userId;
    private LocalDate hiredOn;
    private @Nullable LocalDate leftOn;
    private Instant createdAt;

    protected Employee() {}

    Employee(UUID party, NewEmployee wanted, Instant createdAt) {
        super(party);
        this.createdAt = createdAt;
        change(wanted);
    }

    final void change(NewEmployee wanted) {
        number = wanted.number();
        name = wanted.name().strip();
        email = wanted.email();
        userId = wanted.userId();
        hiredOn = wanted.hiredOn();
    }

    void leave(LocalDate lastDay) {
        leftOn = lastDay;
    }

    public void comeBack() {
        leftOn = null;
    }

    public String number() {
        return number;
    }

    public String name() {
        return name;
    }

    public @Nullable UUID userId() {
        return userId;
    }

    public LocalDate hiredOn() {
        return hiredOn;
    }

    /** His last day. */
    public @Nullable LocalDate leftOn() {
        return leftOn;
    }

    /** Whether the caller is the employee himself. */
    public boolean is(Actor actor) {
        return actor.id().equals(userId);
    }

    EmployeeView view() {
        return new EmployeeView(
                getId(), number, name, email, userId, hiredOn, leftOn, getVersion());
    }
}
