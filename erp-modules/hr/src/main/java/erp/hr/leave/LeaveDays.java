package erp.hr.leave;

import erp.core.tx.Tx;
import erp.hr.calendars.Calendars;
import erp.hr.common.HrError;
import erp.hr.people.Contract;
import erp.hr.people.Contracts;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which days of leave are workdays, by the calendars of an employee's contracts. */
public final class LeaveDays {
    private LeaveDays() {}

    /** Throws INVALID_DATES where a day is under no contract, or none is a workday. */
    static int count(Tx tx, UUID employee, LocalDate from, LocalDate to) {
        List<Contract> contracts =
                Contracts.within(tx, List.of(employee), from, to).getOrDefault(employee, List.of());
        long covered =
                contracts.stream()
                        .mapToLong(it -> ChronoUnit.DAYS.between(it.from(from), it.to(to)) + 1)
                        .sum();
        HrError.INVALID_DATES.refuseIf(
                covered != ChronoUnit.DAYS.between(from, to) + 1,
                "/from",
                "contract",
                "is not under contract until to");
        int workdays = workdays(tx, contracts, from, to);
        HrError.INVALID_DATES.refuseIf(
                workdays == 0, "/from", "workday", "until to there is no workday");
        return workdays;
    }

    /** Workdays of approved unpaid leave of these employees within a period. */
    public static Map<UUID, BigDecimal> unpaid(
            Tx tx, List<UUID> employees, LocalDate from, LocalDate to) {
        Map<UUID, BigDecimal> days = new HashMap<>();
        if (employees.isEmpty()) {
            return days;
        }
        List<LeaveRequest> requests =
                new LeaveQueries_(tx.session())
                        .unpaidWithin(employees, from, to, LeaveState.APPROVED);
        List<UUID> who = requests.stream().map(LeaveRequest::employeeId).distinct().toList();
        Map<UUID, List<Contract>> contracts = Contracts.within(tx, who, from, to);
        for (LeaveRequest request : requests) {
            LocalDate first = request.fromDay().isBefore(from) ? from : request.fromDay();
            LocalDate last = request.toDay().isAfter(to) ? to : request.toDay();
            BigDecimal part =
                    request.isHalfDay()
                            ? request.days()
                            : BigDecimal.valueOf(
                                    workdays(
                                            tx,
                                            contracts.getOrDefault(request.employeeId(), List.of()),
                                            first,
                                            last));
            days.merge(request.employeeId(), part, BigDecimal::add);
        }
        return days;
    }

    private static int workdays(Tx tx, List<Contract> contracts, LocalDate from, LocalDate to) {
        return contracts.stream()
                .mapToInt(
                        it ->
                                Calendars.require(tx, it.calendarId())
                                        .workdays(it.from(from), it.to(to)))
                .sum();
    }
}
