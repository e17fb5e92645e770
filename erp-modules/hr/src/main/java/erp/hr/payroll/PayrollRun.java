package erp.hr.payroll;

import erp.core.ErpException;
import erp.core.tx.Document;
import erp.core.value.Money;
import erp.hr.calculation.RunKind;
import erp.hr.calculation.Slip;
import erp.hr.common.HrError;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** A payroll run. */
@Entity
@Table(name = "hr_payroll_run")
public class PayrollRun extends Document {
    static final String TYPE = "hr.payroll-run";

    /** First day of its month. */
    private LocalDate period;

    @Enumerated(EnumType.STRING)
    private RunKind kind;

    private String text;

    @Enumerated(EnumType.STRING)
    private RunState state = RunState.DRAFT;

    private Currency currency;
    private int slips;
    private BigDecimal gross = BigDecimal.ZERO;
    private BigDecimal deductions = BigDecimal.ZERO;
    private BigDecimal net = BigDecimal.ZERO;
    private BigDecimal employerCost = BigDecimal.ZERO;
    private @Nullable UUID calculatedBy;
    private @Nullable UUID reviewedBy;
    private @Nullable UUID approvedBy;
    private @Nullable UUID entryId;
    private @Nullable LocalDate postedOn;

    /** When the bank was last sent a file of what is not paid. */
    private @Nullable Instant fileMadeAt;

    /** Net pay that the bank gave back and that is not paid again. */
    private BigDecimal returned = BigDecimal.ZERO;

    /** How often the bank gave something back. */
    private int returns;

    /** Of those who have left, the one by id up to whom they were looked at. */
    private @Nullable UUID settledTo;

    protected PayrollRun() {}

    PayrollRun(UUID id, PayrollRuns.NewRun wanted, Currency currency) {
        super(id);
        this.period = YearMonth.from(wanted.month()).atDay(1);
        this.kind = wanted.kind();
        this.text = wanted.text();
        this.currency = currency;
    }

    /** Throws PAYROLL_STATE. */
    void become(RunState next) {
        if (!state.next().contains(next)) {
            throw new ErpException(
                    HrError.PAYROLL_STATE, "the run is %s, it cannot become %s", state, next);
        }
        state = next;
    }

    /** Throws PAYROLL_STATE. */
    void require(Set<RunState> allowed) {
        if (!allowed.contains(state)) {
            throw new ErpException(
                    HrError.PAYROLL_STATE, "the run is %s, not one of %s", state, allowed);
        }
    }

    /** Throws PAYROLL_STATE where somebody else has begun to calculate it. */
    void calculatedBy(UUID actor) {
        if (calculatedBy != null && !calculatedBy.equals(actor)) {
            throw new ErpException(
                    HrError.PAYROLL_STATE, "somebody else calculates it: reset it first");
        }
        calculatedBy = actor;
    }

    void add(List<Slip> more) {
        for (Slip slip : more) {
            gross = gross.add(slip.gross());
            deductions = deductions.add(slip.deductions());
            net = net.add(slip.net());
            employerCost = employerCost.add(slip.employerCost());
        }
        slips += more.size();
    }

    void forget() {
        slips = 0;
        settledTo = null;
        gross = BigDecimal.ZERO;
        deductions = BigDecimal.ZERO;
        net = BigDecimal.ZERO;
        employerCost = BigDecimal.ZERO;
        calculatedBy = null;
        reviewedBy = null;
        approvedBy = null;
    }

    void settledTo(UUID employee) {
        settledTo = employee;
    }

    void reviewed(UUID actor) {
        become(RunState.REVIEWED);
        reviewedBy = actor;
    }

    /** Throws PAYROLL_STATE, OWN_REQUEST. */
    void approved(UUID actor) {
        if (actor.equals(calculatedBy) || actor.equals(reviewedBy)) {
            throw new ErpException(
                    HrError.OWN_REQUEST, "nobody approves a run that he calculated or reviewed");
        }
        become(RunState.APPROVED);
        approvedBy = actor;
    }

    void posted(UUID entry, LocalDate date) {
        become(RunState.POSTED);
        entryId = entry;
        postedOn = date;
    }

    void fileMade(Instant at) {
        fileMadeAt = at;
    }

    /**
     * Throws PAYROLL_STATE where the bank may pay some of it still, or has, and nobody says what
     * becomes of that; OWN_REQUEST.
     */
    void reversed(UUID actor, PayrollRuns.Reversal how) {
        if (paid().isPositive()) {
            requireNotCalculatedBy(actor);
            if (!how.isRecovered()) {
                throw new ErpException(
                        HrError.PAYROLL_STATE,
                        "it is paid: what employees got is kept back of later pay, if you say so");
            }
        } else if (how.isRecovered()) {
            throw new ErpException(
                    HrError.PAYROLL_STATE, "nothing of it is paid that could be kept back");
        }
        if (fileMadeAt != null && unpaid().isPositive() && !how.isRefused()) {
            throw new ErpException(
                    HrError.PAYROLL_STATE,
                    "the bank was sent a file of it: only what the bank has refused is reversed");
        }
        become(RunState.REVERSED);
    }

    /** Throws OWN_REQUEST. */
    void requireNotCalculatedBy(UUID actor) {
        if (actor.equals(calculatedBy)) {
            throw new ErpException(
                    HrError.OWN_REQUEST, "nobody touches the money of a run that he calculated");
        }
    }

    /** All that is not paid is paid now. Throws PAYROLL_STATE where that is nothing. */
    void payRest() {
        if (state == RunState.PAID && returned.signum() > 0) {
            returned = BigDecimal.ZERO;
        } else {
            become(RunState.PAID);
        }
    }

    /**
     * The bank gave so much back: what it was sent before is done with. Throws PAYROLL_STATE where
     * it may still pay a file of what it gave back earlier: the next would have that too.
     */
    void returned(Money amount, boolean isRefused) {
        if (fileMadeAt != null && unpaid().isPositive() && !isRefused) {
            throw new ErpException(
                    HrError.PAYROLL_STATE,
                    "the bank was sent a file of what came back before: post first that it has"
                            + " paid that, or say that it has refused it");
        }
        returned = returned.add(amount.amount());
        returns++;
        fileMadeAt = null;
    }

    int returns() {
        return returns;
    }

    /** Net pay that employees have got. */
    Money paid() {
        return state == RunState.PAID
                ? new Money(net.subtract(returned), currency)
                : Money.zero(currency);
    }

    /** Net pay that employees are owed. */
    Money unpaid() {
        return switch (state) {
            case POSTED -> net();
            case PAID -> new Money(returned, currency);
            case DRAFT, CALCULATED, REVIEWED, APPROVED, REVERSED, CANCELLED -> Money.zero(currency);
        };
    }

    YearMonth period() {
        return YearMonth.from(period);
    }

    LocalDate firstDay() {
        return period;
    }

    RunKind kind() {
        return kind;
    }

    Currency currency() {
        return currency;
    }

    int slips() {
        return slips;
    }

    Money net() {
        return new Money(net, currency);
    }

    UUID entryId() {
        return Objects.requireNonNull(entryId);
    }

    @Nullable LocalDate postedOn() {
        return postedOn;
    }

    PayrollRuns.RunView view() {
        return new PayrollRuns.RunView(
                getId(),
                period,
                kind,
                text,
                state,
                slips,
                new Money(gross, currency),
                new Money(deductions, currency),
                net(),
                new Money(employerCost, currency),
                unpaid(),
                calculatedBy,
                reviewedBy,
                approvedBy,
                entryId,
                postedOn,
                getVersion());
    }
}
