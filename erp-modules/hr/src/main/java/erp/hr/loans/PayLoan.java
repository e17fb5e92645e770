package erp.hr.loans;

import erp.core.ErpException;
import erp.core.tx.Document;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.hr.common.HrError;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.UUID;

/** Money lent to an employee, or pay in advance, that is kept back of later pay. */
@Entity
@Table(name = "hr_pay_loan")
public class PayLoan extends Document {
    static final String TYPE = "hr.pay-loan";

    private UUID employeeId;
    private String text;

    @Enumerated(EnumType.STRING)
    private LoanState state = LoanState.DRAFT;

    private Currency currency;
    private BigDecimal amount;
    private BigDecimal instalment;
    private BigDecimal repaid = BigDecimal.ZERO;
    private LocalDate firstPeriod;
    private UUID enteredBy;

    /** How often the employee paid some of it back himself. */
    private int repayments;

    /** The payroll run that paid it wrongly and was reversed, or found that it was overpaid. */
    private @Nullable UUID runId;

    protected PayLoan() {}

    PayLoan(Tx tx, UUID employee, Loans.NewLoan wanted) {
        super(tx.newId());
        this.employeeId = employee;
        this.text = wanted.text();
        this.currency = wanted.amount().currency();
        this.amount = wanted.amount().amount();
        this.instalment = wanted.instalment().amount();
        this.firstPeriod = YearMonth.from(wanted.firstMonth()).atDay(1);
        this.enteredBy = tx.actor().id();
    }

    /** What a run that is reversed has paid: the employee has got it already. */
    PayLoan(Tx tx, UUID employee, Money paid, UUID run, YearMonth month) {
        this(tx, tx.newId(), employee, "Pay of " + month + " that was reversed", paid, run, month);
        this.state = LoanState.PAID_OUT;
    }

    /** What a run finds that somebody who has left was paid too much; posted with the run. */
    PayLoan(Tx tx, UUID id, UUID employee, Money owed, UUID run, YearMonth month) {
        this(tx, id, employee, "Overpaid, found in " + month, owed, run, month);
    }

    /** Of a run: all of it is due at once. */
    private PayLoan(
            Tx tx, UUID id, UUID employee, String text, Money amount, UUID run, YearMonth month) {
        super(id);
        this.employeeId = employee;
        this.text = text;
        this.currency = amount.currency();
        this.amount = amount.amount();
        this.instalment = amount.amount();
        this.firstPeriod = month.atDay(1);
        this.enteredBy = tx.actor().id();
        this.runId = run;
    }

    /** Throws LOAN_STATE; what a run has made goes with the run. */
    void become(LoanState next) {
        if (state != LoanState.DRAFT || runId != null) {
            throw new ErpException(HrError.LOAN_STATE, "the loan is %s", state);
        }
        state = next;
    }

    public UUID employeeId() {
        return employeeId;
    }

    /** The employee paid so much back; answers how often it did so. Throws LOAN_STATE. */
    int repay(BigDecimal part) {
        if (state != LoanState.PAID_OUT || part.compareTo(outstanding()) > 0) {
            throw new ErpException(HrError.LOAN_STATE, "less than that is owed of the loan");
        }
        repaid = repaid.add(part);
        return ++repayments;
    }

    UUID enteredBy() {
        return enteredBy;
    }

    Money amount() {
        return new Money(amount, currency);
    }

    /** What is kept back of the pay of a month, by its first day. */
    public BigDecimal dueOn(LocalDate period) {
        return period.isBefore(firstPeriod) ? BigDecimal.ZERO : outstanding().min(instalment);
    }

    public BigDecimal outstanding() {
        return amount.subtract(repaid);
    }

    @Nullable UUID runId() {
        return runId;
    }

    Loans.LoanView view() {
        return new Loans.LoanView(
                getId(),
                employeeId,
                text,
                state,
                amount(),
                new Money(instalment, currency),
                new Money(outstanding(), currency),
                firstPeriod,
                runId,
                getVersion());
    }
}
