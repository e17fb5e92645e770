package erp.hr.calculation;

import erp.core.tx.Document;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/** An amount that is entered for a component of an employee's month, such as a bonus. */
@Entity
@Table(name = "hr_pay_input")
public class PayInput extends Document {
    private UUID employeeId;
    private LocalDate period;
    private UUID componentId;
    private BigDecimal amount;

    protected PayInput() {}

    PayInput(UUID id, UUID employee, LocalDate period, UUID component, BigDecimal amount) {
        super(id);
        this.employeeId = employee;
        this.period = period;
        this.componentId = component;
        this.amount = amount;
    }

    void change(BigDecimal wanted) {
        amount = wanted;
    }

    UUID employeeId() {
        return employeeId;
    }

    LocalDate period() {
        return period;
    }

    UUID componentId() {
        return componentId;
    }

    BigDecimal amount() {
        return amount;
    }
}
