package erp.hr.calculation;

import erp.core.tx.Tx;
import erp.hr.attendance.Punches;
import erp.hr.calendars.Calendars;
import erp.hr.leave.LeaveDays;
import erp.hr.pay.PayComponent;
import erp.hr.pay.PayVariable;
import erp.hr.pay.Structures;
import erp.hr.people.Contract;
import erp.hr.people.Contracts;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** What months of some employees are computed from; read for all of them at once. */
final class Months {
    private final Tx tx;
    private final Map<UUID, List<Contract>> contracts;
    private final Map<String, Map<UUID, BigDecimal>> unpaid = new HashMap<>();
    private final Map<String, Map<UUID, BigDecimal>> attended = new HashMap<>();
    private final Map<String, Map<UUID, BigDecimal>> inputs = new HashMap<>();
    private final Map<UUID, List<PayComponent>> structures = new HashMap<>();
    private final Map<String, Integer> workdays = new HashMap<>();
    private final List<UUID> employees;

    /** Of these employees, from one month to another. */
    Months(Tx tx, List<UUID> employees, YearMonth from, YearMonth to) {
        this.tx = tx;
        this.employees = employees;
        LocalDate first = from.atDay(1);
        this.contracts = Contracts.within(tx, employees, first, to.atEndOfMonth());
        if (!employees.isEmpty()) {
            for (PayInput input :
                    new InputQueries_(tx.session()).inputsWithin(employees, first, to.atDay(1))) {
                inputs.computeIfAbsent(
                                input.employeeId() + " " + input.period(), _ -> new HashMap<>())
                        .put(input.componentId(), input.amount());
            }
        }
    }

    /** What is known of an employee's month; nothing where he was under no contract in it. */
    Optional<Facts> facts(UUID employee, YearMonth month, BigDecimal leaveDays) {
        LocalDate from = month.atDay(1);
        LocalDate to = month.atEndOfMonth();
        List<Contract> here =
                contracts.getOrDefault(employee, List.of()).stream()
                        .filter(it -> !it.from(from).isAfter(it.to(to)))
                        .toList();
        if (here.isEmpty()) {
            return Optional.empty();
        }
        Contract latest = here.getLast();
        BigDecimal pay = BigDecimal.ZERO;
        int days = 0;
        for (Contract contract : here) {
            int all = workdays(contract.calendarId(), from, to);
            int own = workdays(contract.calendarId(), contract.from(from), contract.to(to));
            days += own;
            if (all > 0) {
                pay =
                        pay.add(
                                contract.pay()
                                        .multiply(BigDecimal.valueOf(own))
                                        .divide(BigDecimal.valueOf(all), MathContext.DECIMAL64));
            }
        }
        BigDecimal away =
                unpaid.computeIfAbsent(
                                month.toString(), _ -> LeaveDays.unpaid(tx, employees, from, to))
                        .getOrDefault(employee, BigDecimal.ZERO);
        Map<PayVariable, BigDecimal> variables = new EnumMap<>(PayVariable.class);
        variables.put(PayVariable.PAY, pay);
        variables.put(PayVariable.HOURS, latest.weeklyHours());
        variables.put(
                PayVariable.WORK_DAYS, BigDecimal.valueOf(workdays(latest.calendarId(), from, to)));
        variables.put(
                PayVariable.PAID_DAYS,
                BigDecimal.valueOf(days).subtract(away).max(BigDecimal.ZERO));
        variables.put(PayVariable.UNPAID_DAYS, away);
        variables.put(PayVariable.ATTENDED_HOURS, attended(employee, month));
        variables.put(PayVariable.LEAVE_DAYS, leaveDays);
        return Optional.of(
                new Facts(
                        structure(latest.structureId()),
                        variables,
                        inputs.getOrDefault(employee + " " + from, Map.of())));
    }

    /** Month by month: the punches of all months at once would be too many to hold. */
    private BigDecimal attended(UUID employee, YearMonth month) {
        return attended.computeIfAbsent(
                        month.toString(),
                        _ -> Punches.sums(tx, employees, month.atDay(1), month.atEndOfMonth()))
                .getOrDefault(employee, BigDecimal.ZERO);
    }

    private int workdays(UUID calendar, LocalDate from, LocalDate to) {
        return workdays.computeIfAbsent(
                calendar + " " + from + " " + to,
                _ -> Calendars.require(tx, calendar).workdays(from, to));
    }

    private List<PayComponent> structure(UUID id) {
        List<PayComponent> known = structures.get(id);
        if (known == null) {
            List<UUID> ids = Structures.require(tx, id).components();
            Map<UUID, PayComponent> components = Structures.components(tx, ids);
            known = ids.stream().map(it -> Objects.requireNonNull(components.get(it))).toList();
            structures.put(id, known);
        }
        return known;
    }
}
