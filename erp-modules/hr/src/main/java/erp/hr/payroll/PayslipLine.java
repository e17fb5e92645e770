package erp.hr.payroll;

import erp.core.tx.CompanyRow;
import erp.core.value.Money;
import erp.hr.pay.ComponentKind;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.UUID;

/** A line of a slip. */
@Entity
@Immutable
@Table(name = "hr_payslip_line")
public class PayslipLine extends CompanyRow {
    private UUID slipId;
    private int lineNo;
    private @Nullable UUID componentId;
    private @Nullable UUID accountId;
    private @Nullable UUID loanId;

    @Enumerated(EnumType.STRING)
    private ComponentKind kind;

    private String code;
    private BigDecimal amount;
    private @Nullable LocalDate forPeriod;

    protected PayslipLine() {}

    UUID slipId() {
        return slipId;
    }

    Payslips.LineView view(Currency currency) {
        return new Payslips.LineView(code, kind, new Money(amount, currency), forPeriod, loanId);
    }
}
