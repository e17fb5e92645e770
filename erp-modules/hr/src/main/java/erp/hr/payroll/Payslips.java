package erp.hr.payroll;

import erp.core.ErpException;
import erp.core.Violation;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.core.value.InvalidValue;
import erp.core.value.Money;
import erp.hr.calculation.Calculation;
import erp.hr.calculation.RunKind;
import erp.hr.calculation.Slip;
import erp.hr.common.AccessLog;
import erp.hr.common.HrError;
import erp.hr.pay.ComponentKind;
import erp.hr.people.Employee;
import erp.hr.people.Employees;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Slips as those see them who may; each read is logged. */
final class Payslips {
    private static final String WHAT = "payslip";

    static final Listing<SlipSummary> OF_RUN =
            Listing.of(Payslip.class)
                    .within("it.runId = :run")
                    .equal("employeeId", "of this employee")
                    .asAll(SlipSummary.class, Payslips::summaries);

    static final Listing<Difference> DIFFERENCES =
            Listing.of(Payslip.class)
                    .within("it.runId = :run")
                    .asAll(Difference.class, Payslips::differences);

    static final Listing<SlipSummary> OWN =
            Listing.of(Payslip.class)
                    .within(
                            "it.employeeId = :employee and it.live = 1 and exists (select 1 from"
                                    + " PayrollRun r where r.id = it.runId and r.state in (POSTED,"
                                    + " PAID))")
                    .asAll(SlipSummary.class, Payslips::summaries);

    /**
     * A slip in a list.
     *
     * @param month its first day
     * @param live whether it counts: its run was not reversed
     * @param returnedOn when the bank gave back what it had paid, if it is not paid again
     */
    record SlipSummary(
            UUID id,
            UUID runId,
            UUID employeeId,
            LocalDate month,
            RunKind kind,
            @Nullable String costCentre,
            Money gross,
            Money deductions,
            Money net,
            Money employerCost,
            boolean live,
            @Nullable LocalDate returnedOn) {}

    /**
     * A line of a slip.
     *
     * @param forMonth first day of the month that it corrects
     * @param loanId that it repays
     */
    record LineView(
            String code,
            ComponentKind kind,
            Money amount,
            @Nullable LocalDate forMonth,
            @Nullable UUID loanId) {}

    /** A slip with its lines. */
    record SlipView(SlipSummary slip, List<LineView> lines) {}

    /**
     * How a slip differs from that of the month before.
     *
     * @param before net of the month before; absent where there was no slip
     */
    record Difference(UUID employeeId, Money net, @Nullable Money before, Money difference) {}

    /** What an employee would get for a month, if it were calculated now. */
    record Preview(
            UUID employeeId,
            LocalDate month,
            Money gross,
            Money deductions,
            Money net,
            Money employerCost,
            List<LineView> lines) {}

    private Payslips() {}

    static List<SlipSummary> summaries(Tx tx, List<Payslip> slips) {
        AccessLog.read(tx, WHAT, slips.stream().map(Payslip::employeeId).toList());
        return slips.stream().map(Payslip::summary).toList();
    }

    private static List<Difference> differences(Tx tx, List<Payslip> slips) {
        if (slips.isEmpty()) {
            return List.of();
        }
        List<UUID> employees = slips.stream().map(Payslip::employeeId).toList();
        AccessLog.read(tx, WHAT, employees);
        LocalDate before = slips.getFirst().summary().month().minusMonths(1);
        Map<UUID, Money> earlier = new HashMap<>();
        new PayrollQueries_(tx.session())
                .slipsBefore(employees, before, List.of(RunState.POSTED, RunState.PAID))
                .forEach(it -> earlier.merge(it.employeeId(), it.net(), Money::plus));
        return slips.stream()
                .map(
                        it -> {
                            Money was = earlier.get(it.employeeId());
                            return new Difference(
                                    it.employeeId(),
                                    it.net(),
                                    was,
                                    was == null ? it.net() : it.net().minus(was));
                        })
                .toList();
    }

    /** Throws PAYSLIP_NOT_FOUND. */
    static SlipView view(Tx tx, UUID id) {
        return view(tx, tx.require(Payslip.class, id, HrError.PAYSLIP_NOT_FOUND));
    }

    /** One's own, once it is posted. Throws PAYSLIP_NOT_FOUND. */
    static SlipView own(Tx tx, UUID id) {
        Payslip slip = tx.require(Payslip.class, id, HrError.PAYSLIP_NOT_FOUND);
        RunState state = PayrollRuns.require(tx, slip.runId()).view().state();
        if (!slip.employeeId().equals(Employees.myId(tx))
                || (state != RunState.POSTED && state != RunState.PAID)) {
            throw new ErpException(HrError.PAYSLIP_NOT_FOUND, "there is no payslip %s", id);
        }
        return view(tx, slip);
    }

    private static SlipView view(Tx tx, Payslip slip) {
        AccessLog.read(tx, WHAT, slip.employeeId());
        return new SlipView(
                slip.summary(),
                new PayrollQueries_(tx.session())
                        .linesOf(List.of(slip.getId())).stream()
                                .map(it -> it.view(slip.currency()))
                                .toList());
    }

    /** Throws PAYROLL_FAILED, which says why there would be no slip. */
    static Preview preview(Tx tx, UUID employee, LocalDate day) {
        Employee of = Employees.require(tx, employee);
        AccessLog.read(tx, WHAT, employee);
        YearMonth month = YearMonth.from(day);
        LocalDate left = of.leftOn();
        RunKind kind =
                left != null && YearMonth.from(left).equals(month)
                        ? RunKind.FINAL
                        : RunKind.REGULAR;
        Currency currency = tx.company().currency();
        Slip slip;
        try {
            Calculation calculation = new Calculation(tx, kind, month, List.of(employee));
            slip =
                    left != null && left.isBefore(month.atDay(1))
                            ? calculation
                                    .settledLater(employee)
                                    .orElseThrow(
                                            () -> new InvalidValue("left", "is owed nothing more"))
                            : calculation.slip(employee);
        } catch (InvalidValue e) {
            throw new ErpException(
                    HrError.PAYROLL_FAILED,
                    List.of(
                            new Violation(
                                    "/employees/" + of.number(),
                                    e.rule(),
                                    String.valueOf(e.getMessage()))),
                    String.valueOf(e.getMessage()),
                    e);
        }
        return new Preview(
                employee,
                month.atDay(1),
                new Money(slip.gross(), currency),
                new Money(slip.deductions(), currency),
                new Money(slip.net(), currency),
                new Money(slip.employerCost(), currency),
                slip.lines().stream()
                        .map(
                                it ->
                                        new LineView(
                                                it.code(),
                                                it.kind(),
                                                new Money(it.amount(), currency),
                                                it.forPeriod(),
                                                it.isOwed() ? null : it.loan()))
                        .toList());
    }
}
