package erp.hr.calendars;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;

import java.util.List;

/** Reads of working calendars. */
interface CalendarQueries {
    Session session();

    @HQL("from WorkCalendar where code = :code")
    List<WorkCalendar> calendarsOf(String code);
}
