package erp.hr.attendance;

import erp.core.ErpException;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.listing.History;
import erp.core.listing.Listing;
import erp.core.tx.CompanyProfile;
import erp.core.tx.Tx;
import erp.hr.common.HrError;
import erp.hr.common.HrPermission;
import erp.hr.people.Employee;
import erp.hr.people.Employees;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Coming and going, with corrections that leave a trace. */
public final class Punches {
    private static final String PATH = "/api/v1/hr/punches";
    private static final String MINE = "/api/v1/hr/me/punches";
    private static final String TYPE = "hr.punch";
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final int MOST_DAYS = 366;

    /** One comes or goes now. */
    record Now(PunchKind kind) {}

    /** Somebody came or went, and why it was not told at the clock. */
    record NewPunch(
            UUID employeeId,
            PunchKind kind,
            Instant at,
            @NotBlank @Size(max = 200) String reason) {}

    /** When it was in truth; never where absent. */
    record Correction(@Nullable Instant at, @NotBlank @Size(max = 200) String reason) {}

    /**
     * A punch as callers see it.
     *
     * @param replacesId the punch that it corrects
     * @param isVoid whether that one was never so
     */
    record PunchView(
            UUID id,
            UUID employeeId,
            PunchKind kind,
            Instant at,
            @Nullable UUID replacesId,
            boolean isVoid,
            @Nullable String reason,
            UUID enteredBy,
            Instant enteredAt) {}

    /** A day: the hours that were worked, and those that were planned. */
    record Day(LocalDate day, BigDecimal worked, BigDecimal planned) {}

    /**
     * Days of an employee.
     *
     * @param open whether he came last and did not go yet
     */
    record Attendance(UUID employeeId, List<Day> days, boolean open) {}

    private Punches() {}

    static List<Endpoint<?>> endpoints() {
        List<Endpoint<?>> all = new ArrayList<>(kept());
        all.add(history());
        all.addAll(own());
        return all;
    }

    private static List<Endpoint<?>> kept() {
        Listing<PunchView> listing =
                Listing.of(Punch.class)
                        .equal("employeeId", "of this employee")
                        .equal("kind", "that are this")
                        .as(PunchView.class, Punch::view);
        return List.of(
                Endpoint.get(PATH, "listPunches", "Punches and their corrections, newest first")
                        .permission(HrPermission.ATTENDANCE_VIEW)
                        .list(listing),
                Endpoint.post(PATH, "createPunch", "Enters what was not told at the clock")
                        .body(NewPunch.class)
                        .permission(HrPermission.ATTENDANCE_WRITE)
                        .creates(PunchView.class)
                        .problems(
                                HrError.UNKNOWN_EMPLOYEE,
                                HrError.OWN_REQUEST,
                                HrError.INVALID_ATTENDANCE)
                        .write(Punches::enter),
                Endpoint.post(
                                PATH + "/{id}/correct",
                                "correctPunch",
                                "Puts another in its place; the wrong one stays to be seen")
                        .body(Correction.class)
                        .permission(HrPermission.ATTENDANCE_WRITE)
                        .creates(PunchView.class)
                        .problems(
                                HrError.PUNCH_NOT_FOUND,
                                HrError.PUNCH_CORRECTED,
                                HrError.OWN_REQUEST,
                                HrError.INVALID_ATTENDANCE)
                        .unique(
                                "uq_hr_punch_replaces",
                                HrError.PUNCH_CORRECTED,
                                "",
                                "it is corrected already")
                        .write(Punches::correct),
                Endpoint.get(
                                Employees.PATH + "/{id}/attendance",
                                "getAttendance",
                                "Hours of each day, worked and planned")
                        .permission(HrPermission.ATTENDANCE_VIEW)
                        .query("from", LocalDate.class, "first day; today where absent")
                        .query("to", LocalDate.class, "last day; today where absent")
                        .answers(Attendance.class)
                        .problems(HrError.EMPLOYEE_NOT_FOUND, HrError.INVALID_DATES)
                        .read(
                                (tx, call) ->
                                        Reply.ok(
                                                attendance(
                                                        tx,
                                                        Employees.require(tx, call.id()).getId(),
                                                        call))));
    }

    private static Endpoint<?> history() {
        return Endpoint.get(
                        PATH + "/{id}/history",
                        "getPunchHistory",
                        "Who entered and corrected it, newest first")
                .permission(HrPermission.ATTENDANCE_VIEW)
                .problems(HrError.PUNCH_NOT_FOUND)
                .list(
                        History.LISTING,
                        (tx, call) -> History.of(TYPE, require(tx, call.id()).getId()));
    }

    private static List<Endpoint<?>> own() {
        return List.of(
                Endpoint.get(MINE, "listMyPunches", "One's own punches, newest first")
                        .permission(HrPermission.SELF)
                        .list(
                                Listing.of(Punch.class)
                                        .within("it.employeeId = :employee")
                                        .as(PunchView.class, Punch::view),
                                (tx, _) -> Employees.mine(tx)),
                Endpoint.post(MINE, "punch", "One comes or goes, now")
                        .body(Now.class)
                        .permission(HrPermission.SELF)
                        .keyRequired()
                        .creates(PunchView.class)
                        .problems(HrError.NOT_AN_EMPLOYEE, HrError.PUNCH_ORDER)
                        .write(Punches::punch),
                Endpoint.get(
                                "/api/v1/hr/me/attendance",
                                "getMyAttendance",
                                "One's own hours of each day, worked and planned")
                        .permission(HrPermission.SELF)
                        .query("from", LocalDate.class, "first day; today where absent")
                        .query("to", LocalDate.class, "last day; today where absent")
                        .answers(Attendance.class)
                        .problems(HrError.NOT_AN_EMPLOYEE, HrError.INVALID_DATES)
                        .read(
                                (tx, call) ->
                                        Reply.ok(attendance(tx, Employees.me(tx).getId(), call))));
    }

    private static Reply punch(Tx tx, Call<Now> call) {
        Employee me = Employees.lock(tx, Employees.myId(tx));
        PunchKind kind = call.body().kind();
        List<PunchTime> before =
                new AttendanceQueries_(tx.session())
                        .countingWithin(
                                List.of(me.getId()),
                                tx.now().minus(LONGEST),
                                tx.now().plusNanos(1000));
        boolean isIn = !before.isEmpty() && before.getLast().kind() == PunchKind.IN;
        if (isIn != (kind == PunchKind.OUT)) {
            throw new ErpException(
                    HrError.PUNCH_ORDER, isIn ? "you have come already" : "you have not come");
        }
        return added(tx, new Punch(tx, me.getId(), kind, tx.now(), null), MINE);
    }

    private static Reply enter(Tx tx, Call<NewPunch> call) {
        NewPunch wanted = call.body();
        Employees.named(tx, wanted.employeeId(), "/employeeId");
        requireNotOwn(Employees.lock(tx, wanted.employeeId()), tx);
        requirePast(tx, wanted.at());
        return added(
                tx,
                new Punch(tx, wanted.employeeId(), wanted.kind(), wanted.at(), wanted.reason()),
                PATH);
    }

    private static Reply correct(Tx tx, Call<Correction> call) {
        Employee employee =
                Employees.lock(
                        tx,
                        new AttendanceQueries_(tx.session())
                                .employeesOf(call.id()).stream()
                                        .findFirst()
                                        .orElseThrow(
                                                () ->
                                                        new ErpException(
                                                                HrError.PUNCH_NOT_FOUND,
                                                                "there is no punch %s",
                                                                call.id())));
        Punch wrong = require(tx, call.id());
        if (new AttendanceQueries_(tx.session()).replacementsOf(wrong.getId()) > 0) {
            throw new ErpException(
                    HrError.PUNCH_CORRECTED, "it is corrected already: correct the correction");
        }
        requireNotOwn(employee, tx);
        Instant at = call.body().at();
        if (at != null) {
            requirePast(tx, at);
        }
        Punch right = new Punch(tx, wrong, at, call.body().reason());
        tx.changed(
                TYPE,
                wrong,
                "correct",
                Map.of("by", right.getId(), at == null ? "void" : "at", at == null ? true : at));
        return added(tx, right, PATH);
    }

    private static Punch require(Tx tx, UUID id) {
        return tx.require(Punch.class, id, HrError.PUNCH_NOT_FOUND);
    }

    private static void requireNotOwn(Employee employee, Tx tx) {
        if (employee.is(tx.actor())) {
            throw new ErpException(
                    HrError.OWN_REQUEST, "nobody enters or corrects his own attendance");
        }
    }

    private static Reply added(Tx tx, Punch punch, String path) {
        tx.created(
                TYPE,
                punch,
                Map.of("employee", punch.employeeId(), "kind", punch.kind(), "at", punch.at()));
        return Reply.created(path, punch.view());
    }

    private static void requirePast(Tx tx, Instant at) {
        HrError.INVALID_ATTENDANCE.refuseIf(
                at.isAfter(tx.now()), "/at", "future", "must not be later than now");
    }

    /** Hours of these employees within a period; those who never came are left out. */
    public static Map<UUID, BigDecimal> sums(
            Tx tx, List<UUID> employees, LocalDate from, LocalDate to) {
        Map<UUID, BigDecimal> sums = new HashMap<>();
        hours(tx, employees, from, to)
                .forEach(
                        (employee, days) ->
                                days.values()
                                        .forEach(it -> sums.merge(employee, it, BigDecimal::add)));
        return sums;
    }

    /** Hours of these employees within a period, by the days on which they came. */
    private static Map<UUID, Map<LocalDate, BigDecimal>> hours(
            Tx tx, List<UUID> employees, LocalDate from, LocalDate to) {
        Map<UUID, Map<LocalDate, BigDecimal>> hours = new HashMap<>();
        if (employees.isEmpty()) {
            return hours;
        }
        CompanyProfile company = tx.company();
        Instant first = from.atStartOfDay(company.zone()).toInstant();
        Instant end = to.plusDays(1).atStartOfDay(company.zone()).toInstant().plus(LONGEST);
        Map<UUID, PunchTime> came = new HashMap<>();
        for (PunchTime punch :
                new AttendanceQueries_(tx.session()).countingWithin(employees, first, end)) {
            UUID employee = punch.employee();
            if (punch.kind() == PunchKind.IN) {
                came.put(employee, punch);
                continue;
            }
            PunchTime in = came.remove(employee);
            if (in == null || company.dateOf(in.at()).isAfter(to)) {
                continue;
            }
            Duration stay = Duration.between(in.at(), punch.at());
            if (stay.compareTo(LONGEST) <= 0) {
                hours.computeIfAbsent(employee, _ -> new HashMap<>())
                        .merge(
                                company.dateOf(in.at()),
                                Shifts.hours(stay.toMinutes()),
                                BigDecimal::add);
            }
        }
        return hours;
    }

    private static Attendance attendance(Tx tx, UUID employee, Call<Void> call) {
        LocalDate from = call.query("from", LocalDate.class).orElse(tx.today());
        LocalDate to = call.query("to", LocalDate.class).orElse(tx.today());
        HrError.INVALID_DATES.refuseIf(
                to.isBefore(from) || ChronoUnit.DAYS.between(from, to) >= MOST_DAYS,
                "?to",
                "range",
                "must be from on, and less than " + MOST_DAYS + " days later");
        Map<LocalDate, BigDecimal> worked =
                hours(tx, List.of(employee), from, to).getOrDefault(employee, Map.of());
        AttendanceQueries queries = new AttendanceQueries_(tx.session());
        Map<LocalDate, BigDecimal> planned = new HashMap<>();
        queries.plansOf(employee, from, to)
                .forEach(it -> planned.put(it.day(), Shifts.require(tx, it.shiftId()).hours()));
        List<PunchTime> last =
                queries.countingWithin(
                        List.of(employee), tx.now().minus(LONGEST), tx.now().plusNanos(1000));
        Set<LocalDate> days = new TreeSet<>(worked.keySet());
        days.addAll(planned.keySet());
        return new Attendance(
                employee,
                days.stream()
                        .map(
                                day ->
                                        new Day(
                                                day,
                                                worked.getOrDefault(day, BigDecimal.ZERO),
                                                planned.getOrDefault(day, BigDecimal.ZERO)))
                        .toList(),
                !last.isEmpty() && last.getLast().kind() == PunchKind.IN);
    }
}
