package erp.hr.payroll;

import erp.core.tx.CompanyRow;
import erp.core.value.Money;
import erp.hr.calculation.RunKind;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.UUID;

/** What an employee gets for a month. Its lines never change; it goes with its run. */
@Entity
@Table(name = "hr_payslip")
public class Payslip extends CompanyRow {
    private UUID runId;
    private UUID employeeId;
    private LocalDate period;

    @Enumerated(EnumType.STRING)
    private RunKind kind;

    private @Nullable String costCentre;
    private Currency currency;
    private BigDecimal gross;
    private BigDecimal deductions;
    private BigDecimal net;
    private BigDecimal employerCost;
    private BigDecimal leaveDays;

    /** 1; null once its run was reversed, so that another can take its place. */
    private @Nullable Integer live;

    /** When the bank gave back what it had paid; null again once it is paid again. */
    private @Nullable LocalDate returnedOn;

    protected Payslip() {}

    UUID runId() {
        return runId;
    }

    UUID employeeId() {
        return employeeId;
    }

    BigDecimal leaveDays() {
        return leaveDays;
    }

    Money net() {
        return new Money(net, currency);
    }

    Payslips.SlipSummary summary() {
        return new Payslips.SlipSummary(
                getId(),
                runId,
                employeeId,
                period,
                kind,
                costCentre,
                new Money(gross, currency),
                new Money(deductions, currency),
                net(),
                new Money(employerCost, currency),
                live != null,
                returnedOn);
    }

    Currency currency() {
        return currency;
    }
}
