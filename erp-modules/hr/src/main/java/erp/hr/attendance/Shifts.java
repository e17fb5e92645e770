package erp.hr.attendance;

import erp.core.ErpException;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.MasterRecord;
import erp.core.http.Reply;
import erp.core.http.Versioned;
import erp.core.listing.History;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.core.value.Code;
import erp.hr.common.Amounts;
import erp.hr.common.HrError;
import erp.hr.common.HrPermission;
import erp.hr.people.Employees;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Shifts, and who works which of them when. */
final class Shifts {
    private static final String TYPE = "hr.shift";
    private static final String PLAN = "hr.shift-plan";
    private static final String PLANS = "/api/v1/hr/shift-plans";
    private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";
    private static final int DAY = 24 * 60;

    /**
     * A shift as it is to be.
     *
     * @param startsAt {@code 22:00}
     * @param endsAt on the next day, where it is not later than that
     */
    record NewShift(
            @Code(max = 20) String code,
            @NotBlank @Size(max = 200) String name,
            @Pattern(regexp = TIME) String startsAt,
            @Pattern(regexp = TIME) String endsAt,
            @Min(0) @Max(600) int breakMinutes) {
        /** Throws INVALID_ATTENDANCE. */
        private void check() {
            HrError.INVALID_ATTENDANCE.refuseIf(
                    breakMinutes >= minutes(startsAt, endsAt),
                    "/breakMinutes",
                    "range",
                    "must be less than the shift has");
        }
    }

    /** A shift as callers see it. */
    record ShiftView(
            UUID id,
            String code,
            String name,
            String startsAt,
            String endsAt,
            int breakMinutes,
            BigDecimal hours,
            long version)
            implements Versioned {}

    /** Somebody is to work a shift on a day. */
    record NewPlan(UUID employeeId, LocalDate day, @Size(min = 1, max = 20) String shift) {}

    /** A planned shift as callers see it. */
    record PlanView(UUID id, UUID employeeId, LocalDate day, String shift) {}

    private Shifts() {}

    static List<Endpoint<?>> endpoints() {
        List<Endpoint<?>> all = new ArrayList<>(shifts());
        all.addAll(plans());
        return all;
    }

    private static List<Endpoint<?>> shifts() {
        return new MasterRecord<>("Shift", "/api/v1/hr/shifts", ShiftView.class)
                .permissions(HrPermission.EMPLOYEES_READ, HrPermission.ATTENDANCE_WRITE)
                .absent(HrError.SHIFT_NOT_FOUND)
                .unique("uq_hr_shift_code", HrError.CODE_TAKEN, "/code", "is taken")
                .list(
                        "Shifts, newest first",
                        Listing.of(Shift.class)
                                .equal("code", "the one of this code")
                                .as(ShiftView.class, Shift::view))
                .create(
                        "Makes a shift",
                        NewShift.class,
                        (tx, wanted) -> {
                            wanted.check();
                            return tx.created(
                                            TYPE,
                                            new Shift(tx.newId(), wanted),
                                            Map.of("code", wanted.code()))
                                    .view();
                        },
                        HrError.INVALID_ATTENDANCE)
                .get("One shift", (tx, id) -> require(tx, id).view())
                .change(
                        "Replaces what is known of a shift",
                        NewShift.class,
                        (tx, id, wanted, expect) -> {
                            wanted.check();
                            Shift shift = require(tx, id);
                            expect.accept(shift.getVersion());
                            shift.change(wanted);
                            tx.changed(TYPE, shift, "change", Map.of("code", wanted.code()));
                            return shift.view();
                        },
                        HrError.INVALID_ATTENDANCE)
                .history(TYPE)
                .endpoints();
    }

    private static List<Endpoint<?>> plans() {
        Listing<PlanView> listing =
                Listing.of(ShiftPlan.class)
                        .equal("employeeId", "of this employee")
                        .range("day", "planned")
                        .asAll(
                                PlanView.class,
                                (tx, all) -> all.stream().map(it -> view(tx, it)).toList());
        return List.of(
                Endpoint.get(PLANS, "listShiftPlans", "Planned shifts, newest first")
                        .permission(HrPermission.ATTENDANCE_VIEW)
                        .list(listing),
                Endpoint.get(
                                PLANS + "/{id}/history",
                                "getShiftPlanHistory",
                                "Who planned it and who took it out of the plan, newest first")
                        .permission(HrPermission.ATTENDANCE_VIEW)
                        .problems(HrError.SHIFT_PLAN_NOT_FOUND)
                        .list(History.LISTING, (tx, call) -> planned(tx, call.id())),
                Endpoint.post(PLANS, "planShift", "Plans a shift of an employee")
                        .body(NewPlan.class)
                        .permission(HrPermission.ATTENDANCE_WRITE)
                        .creates(PlanView.class)
                        .problems(HrError.UNKNOWN_EMPLOYEE, HrError.UNKNOWN_CODE)
                        .unique(
                                "uq_hr_shift_plan_day",
                                HrError.CODE_TAKEN,
                                "/day",
                                "is planned already")
                        .write(Shifts::plan),
                Endpoint.delete(PLANS + "/{id}", "unplanShift", "Takes a shift out of the plan")
                        .permission(HrPermission.ATTENDANCE_WRITE)
                        .answersNothing()
                        .problems(HrError.SHIFT_PLAN_NOT_FOUND)
                        .write(Shifts::unplan));
    }

    static Shift require(Tx tx, UUID id) {
        return tx.require(Shift.class, id, HrError.SHIFT_NOT_FOUND);
    }

    /** Minutes from one time of day to another, which may be the next day's. */
    static int minutes(String from, String to) {
        int minutes = ofDay(to) - ofDay(from);
        return minutes > 0 ? minutes : minutes + DAY;
    }

    static BigDecimal hours(long minutes) {
        return Amounts.plain(
                BigDecimal.valueOf(minutes)
                        .divide(BigDecimal.valueOf(60), 2, RoundingMode.HALF_UP));
    }

    private static int ofDay(String time) {
        return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
    }

    private static Reply plan(Tx tx, Call<NewPlan> call) {
        NewPlan wanted = call.body();
        Employees.named(tx, wanted.employeeId(), "/employeeId");
        List<Shift> shift = new AttendanceQueries_(tx.session()).shiftsOf(wanted.shift());
        HrError.UNKNOWN_CODE.refuseIf(
                shift.isEmpty(), "/shift", "unknown", "is the code of no shift");
        ShiftPlan plan =
                tx.created(
                        PLAN,
                        new ShiftPlan(
                                tx.newId(),
                                wanted.employeeId(),
                                wanted.day(),
                                shift.getFirst().getId()),
                        Map.of("employee", wanted.employeeId(), "day", wanted.day()));
        return Reply.created(PLANS + "/" + plan.getId(), view(tx, plan));
    }

    /** What was taken out of the plan keeps its history. */
    private static Map<String, ?> planned(Tx tx, UUID id) {
        if (new AttendanceQueries_(tx.session()).changesOf(PLAN, id) == 0) {
            throw new ErpException(HrError.SHIFT_PLAN_NOT_FOUND, "there is no shift plan %s", id);
        }
        return History.of(PLAN, id);
    }

    private static Reply unplan(Tx tx, Call<Void> call) {
        ShiftPlan plan = tx.lock(ShiftPlan.class, call.id(), HrError.SHIFT_PLAN_NOT_FOUND);
        tx.session().remove(plan);
        tx.changed(PLAN, plan, "remove", Map.of("employee", plan.employeeId(), "day", plan.day()));
        return Reply.nothing();
    }

    private static PlanView view(Tx tx, ShiftPlan plan) {
        return new PlanView(
                plan.getId(), plan.employeeId(), plan.day(), require(tx, plan.shiftId()).code());
    }
}
