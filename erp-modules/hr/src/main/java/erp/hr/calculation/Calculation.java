package erp.hr.calculation;

import erp.core.tx.Tx;
import erp.core.value.InvalidValue;
import erp.hr.leave.LeaveLedger;
import erp.hr.loans.Loans;
import erp.hr.loans.PayLoan;
import erp.hr.pay.ComponentKind;
import erp.hr.people.Assignment;
import erp.hr.people.Assignments;
import erp.hr.people.Employees;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Computes the slips of some employees for a month. Writes nothing. */
public final class Calculation {
    /** So many months back changes are looked for. */
    public static final int LOOK_BACK = 12;

    private final Tx tx;
    private final RunKind kind;
    private final YearMonth month;
    private final Currency currency;
    private final Formulas formulas;
    private final Months months;
    private final PaidBefore paid;
    private final Map<UUID, List<PayLoan>> loans;
    private final Map<UUID, String> centres = new HashMap<>();

    public Calculation(Tx tx, RunKind kind, YearMonth month, List<UUID> employees) {
        this.tx = tx;
        this.kind = kind;
        this.month = month;
        this.currency = tx.company().currency();
        this.formulas = new Formulas(currency);
        YearMonth before = month.minusMonths(LOOK_BACK);
        this.months = new Months(tx, employees, before, month);
        this.paid = new PaidBefore(tx, employees, before, month);
        this.loans = Loans.owedBy(tx, employees);
        Map<UUID, Assignment> places =
                Assignments.lastWithin(tx, employees, before.atDay(1), month.atEndOfMonth());
        Map<UUID, String> byDepartment =
                Employees.costCentres(
                        tx,
                        places.values().stream().map(Assignment::departmentId).distinct().toList());
        places.forEach(
                (employee, place) -> {
                    String centre = byDepartment.get(place.departmentId());
                    if (centre != null) {
                        centres.put(employee, centre);
                    }
                });
    }

    /** What is paid later, or not enough, of a month that was paid before. */
    private record Correction(LocalDate period, String basis, List<SlipLine> lines) {
        void take(List<SlipLine> into, Map<LocalDate, String> bases) {
            into.addAll(lines);
            bases.put(period, basis);
        }
    }

    /** An employee's slip. Throws {@link InvalidValue} where there can be none, and says why. */
    public Slip slip(UUID employee) {
        LocalDate now = month.atDay(1);
        BigDecimal leaveDays =
                kind == RunKind.FINAL ? LeaveLedger.payable(tx, employee) : BigDecimal.ZERO;
        boolean again = paid.basis(employee).containsKey(now);
        BigDecimal allDays = again ? leaveDays.add(paid.leaveDays(employee, now)) : leaveDays;
        Facts facts =
                months.facts(employee, month, allDays)
                        .orElseThrow(() -> new InvalidValue("contract", "has no contract"));
        List<SlipLine> own = formulas.lines(facts, month.atEndOfMonth());
        Map<LocalDate, String> basis = new TreeMap<>();
        List<SlipLine> lines = new ArrayList<>();
        List<Correction> corrections = corrections(employee);
        if (again) {
            corrections.add(
                    new Correction(
                            now, facts.digest(), differences(own, paid.lines(employee, now), now)));
        } else {
            lines.addAll(own);
            basis.put(now, facts.digest());
        }
        List<Correction> late = correct(corrections, lines, basis);
        if (net(lines).signum() < 0) {
            throw new InvalidValue("net", "would get less than nothing");
        }
        if (kind == RunKind.FINAL) {
            late.forEach(it -> it.take(lines, basis));
        }
        BigDecimal daysPaid = basis.containsKey(now) ? leaveDays : BigDecimal.ZERO;
        settle(employee, lines, kind == RunKind.FINAL);
        return new Slip(employee, centres.get(employee), lines, basis, daysPaid);
    }

    /**
     * What somebody who has left before the month is owed of months that he was paid for, less all
     * that he owes; nothing where none of them has changed.
     */
    public Optional<Slip> settledLater(UUID employee) {
        Map<LocalDate, String> basis = new TreeMap<>();
        List<SlipLine> lines = new ArrayList<>();
        corrections(employee).forEach(it -> it.take(lines, basis));
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        settle(employee, lines, true);
        return Optional.of(
                new Slip(employee, centres.get(employee), lines, basis, BigDecimal.ZERO));
    }

    /**
     * Keeps back what he owes. Where a leaver was paid too much there is no pay to wait for: a line
     * of its own says what he owes, as a loan that is still to be made.
     */
    private void settle(UUID employee, List<SlipLine> lines, boolean isLeaver) {
        BigDecimal net = net(lines);
        if (net.signum() < 0) {
            lines.add(
                    new SlipLine(
                            null,
                            null,
                            tx.newId(),
                            ComponentKind.DEDUCTION,
                            "OWED",
                            net,
                            month.atDay(1)));
        } else {
            lines.addAll(repayments(employee, net, isLeaver));
        }
    }

    /** Of months before this one. */
    private List<Correction> corrections(UUID employee) {
        List<Correction> corrections = new ArrayList<>();
        paid.basis(employee)
                .forEach(
                        (period, digest) -> {
                            if (!period.equals(month.atDay(1))) {
                                correction(employee, period, digest).ifPresent(corrections::add);
                            }
                        });
        return corrections;
    }

    /**
     * Those that give something first. One that would take more than there is is left out with its
     * basis, so that the next run tries it again: it must not stop the pay of everybody. Answers
     * those left out.
     */
    private static List<Correction> correct(
            List<Correction> corrections, List<SlipLine> lines, Map<LocalDate, String> basis) {
        List<Correction> late = new ArrayList<>();
        corrections.stream()
                .sorted(Comparator.comparing((Correction it) -> net(it.lines())).reversed())
                .forEach(
                        it -> {
                            BigDecimal more = net(it.lines());
                            if (more.signum() >= 0 || net(lines).add(more).signum() >= 0) {
                                it.take(lines, basis);
                            } else {
                                late.add(it);
                            }
                        });
        return late;
    }

    private static BigDecimal net(List<SlipLine> lines) {
        return lines.stream()
                .map(
                        it ->
                                switch (it.kind()) {
                                    case EARNING -> it.amount();
                                    case DEDUCTION -> it.amount().negate();
                                    case EMPLOYER_COST -> BigDecimal.ZERO;
                                })
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What a month paid before should have been otherwise, from what is known of it now. */
    private Optional<Correction> correction(UUID employee, LocalDate period, String digest) {
        YearMonth before = YearMonth.from(period);
        Optional<Facts> facts = months.facts(employee, before, BigDecimal.ZERO);
        String now = facts.map(Facts::digest).orElse("");
        if (now.equals(digest)) {
            return Optional.empty();
        }
        List<SlipLine> anew =
                months.facts(employee, before, paid.leaveDays(employee, period))
                        .map(it -> formulas.lines(it, before.atEndOfMonth()))
                        .orElse(List.of());
        return Optional.of(
                new Correction(
                        period, now, differences(anew, paid.lines(employee, period), period)));
    }

    private static List<SlipLine> differences(
            List<SlipLine> anew, List<SlipLine> paid, LocalDate period) {
        Map<UUID, SlipLine> by = new LinkedHashMap<>();
        anew.forEach(it -> by.put(Objects.requireNonNull(it.component()), it));
        for (SlipLine line : paid) {
            UUID component = Objects.requireNonNull(line.component());
            SlipLine now = by.get(component);
            BigDecimal amount = now == null ? BigDecimal.ZERO : now.amount();
            by.put(
                    component,
                    new SlipLine(
                            component,
                            line.account(),
                            null,
                            line.kind(),
                            line.code(),
                            amount.subtract(line.amount()),
                            period));
        }
        return by.values().stream()
                .filter(it -> it.amount().signum() != 0)
                .map(
                        it ->
                                new SlipLine(
                                        it.component(),
                                        it.account(),
                                        null,
                                        it.kind(),
                                        it.code(),
                                        it.amount(),
                                        period))
                .toList();
    }

    /**
     * Of each loan that is due an instalment, of a leaver's all of it, those too that were to begin
     * later; never more than he gets.
     */
    private List<SlipLine> repayments(UUID employee, BigDecimal net, boolean isLeaver) {
        List<SlipLine> lines = new ArrayList<>();
        BigDecimal left = net;
        for (PayLoan loan : loans.getOrDefault(employee, List.of())) {
            BigDecimal due = isLeaver ? loan.outstanding() : loan.dueOn(month.atDay(1));
            BigDecimal part = due.min(left);
            if (part.signum() > 0) {
                left = left.subtract(part);
                lines.add(
                        new SlipLine(
                                null,
                                null,
                                loan.getId(),
                                ComponentKind.DEDUCTION,
                                "LOAN",
                                part,
                                null));
            }
        }
        return lines;
    }
}
