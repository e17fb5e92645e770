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

    /** When the bank was last sent a file of it. */
    private @Nullable Instant fileMadeAt;

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
        gross = BigDecimal.ZERO;
        deductions = BigDecimal.ZERO;
        net = BigDecimal.ZERO;
        employerCost = BigDecimal.ZERO;
        calculatedBy = null;
        reviewedBy = null;
        approvedBy = null;
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

    /** Throws PAYROLL_STATE where the bank may pay it still. */
    void reversed(boolean isRefusedByBank) {
        if (fileMadeAt != null && !isRefusedByBank) {
            throw new ErpException(
                    HrError.PAYROLL_STATE,
                    "the bank was sent a file of it: only what the bank has refused is reversed");
        }
        become(RunState.REVERSED);
    }

    /** Throws OWN_REQUEST. */
    void requireNotCalculatedBy(UUID actor) {
        if (actor.equals(calculatedBy)) {
            throw new ErpException(HrError.OWN_REQUEST, "nobody pays a run that he calculated");
        }
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
                calculatedBy,
                reviewedBy,
                approvedBy,
                entryId,
                postedOn,
                getVersion());
    }
}
