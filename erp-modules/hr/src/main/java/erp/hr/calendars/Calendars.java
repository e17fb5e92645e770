package erp.hr.calendars;

import erp.core.ErrorCode;
import erp.core.http.Endpoint;
import erp.core.http.MasterRecord;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.hr.common.HrError;
import erp.hr.common.HrPermission;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;

/** The working calendars of the company. */
public final class Calendars {
    private static final String TYPE = "hr.calendar";

    public List<Endpoint<?>> endpoints() {
        return new MasterRecord<>("WorkCalendar", "/api/v1/hr/calendars", CalendarView.class)
                .permissions(HrPermission.EMPLOYEES_READ, HrPermission.EMPLOYEES_WRITE)
                .absent(HrError.CALENDAR_NOT_FOUND)
                .unique("uq_hr_calendar_code", HrError.CODE_TAKEN, "/code", "is taken")
                .list(
                        "Working calendars, newest first",
                        Listing.of(WorkCalendar.class)
                                .equal("code", "the one of this code")
                                .as(CalendarView.class, WorkCalendar::view))
                .create("Makes a calendar", NewCalendar.class, Calendars::add, problems())
                .get("One calendar", (tx, id) -> require(tx, id).view())
                .change(
                        "Replaces hours and holidays; leave that was approved stays as it is",
                        NewCalendar.class,
                        Calendars::change,
                        problems())
                .history(TYPE)
                .endpoints();
    }

    /** The calendar that a request names by its code. Throws UNKNOWN_CODE. */
    public WorkCalendar named(Tx tx, String code, String pointer) {
        List<WorkCalendar> found = new CalendarQueries_(tx.session()).calendarsOf(code);
        HrError.UNKNOWN_CODE.refuseIf(
                found.isEmpty(), pointer, "unknown", "is the code of no working calendar");
        return found.getFirst();
    }

    public static WorkCalendar require(Tx tx, UUID id) {
        return tx.require(WorkCalendar.class, id, HrError.CALENDAR_NOT_FOUND);
    }

    private static ErrorCode[] problems() {
        return new ErrorCode[] {HrError.INVALID_CALENDAR};
    }

    private static CalendarView add(Tx tx, NewCalendar wanted) {
        wanted.check();
        return tx.created(TYPE, new WorkCalendar(tx.newId(), wanted), Map.of("code", wanted.code()))
                .view();
    }

    private static CalendarView change(Tx tx, UUID id, NewCalendar wanted, LongConsumer expect) {
        wanted.check();
        WorkCalendar calendar = tx.lock(WorkCalendar.class, id, HrError.CALENDAR_NOT_FOUND);
        expect.accept(calendar.getVersion());
        calendar.change(wanted);
        tx.changed(TYPE, calendar, "change", Map.of("holidays", wanted.holidays().size()));
        return calendar.view();
    }
}
