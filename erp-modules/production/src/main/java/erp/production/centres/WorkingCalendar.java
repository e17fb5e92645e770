package erp.production.centres;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/**
 * On which days is worked. At least one day of each week is a working day, and only so many days
 * are closed, so every count of days ends.
 */
public record WorkingCalendar(Set<DayOfWeek> days, Set<LocalDate> closed) {
    /** Each day is one: for goods that are bought, whose lead times count plain days. */
    public static final WorkingCalendar EVERY_DAY =
            new WorkingCalendar(Set.of(DayOfWeek.values()), Set.of());

    public WorkingCalendar {
        days = Set.copyOf(days);
        closed = Set.copyOf(closed);
        if (days.isEmpty()) {
            throw new IllegalArgumentException("a calendar has a working day");
        }
    }

    public boolean isWorking(LocalDate date) {
        return days.contains(date.getDayOfWeek()) && !closed.contains(date);
    }

    /** The day so many working days before. */
    public LocalDate before(LocalDate date, int workingDays) {
        return count(date, workingDays, -1);
    }

    /** The day so many working days after. */
    public LocalDate after(LocalDate date, int workingDays) {
        return count(date, workingDays, 1);
    }

    /** Working days of the seven that begin there. */
    public int inWeekOf(LocalDate monday) {
        int working = 0;
        for (int i = 0; i < DayOfWeek.values().length; i++) {
            working += isWorking(monday.plusDays(i)) ? 1 : 0;
        }
        return working;
    }

    private LocalDate count(LocalDate from, int workingDays, int step) {
        LocalDate date = from;
        for (int left = workingDays; left > 0; ) {
            date = date.plusDays(step);
            if (isWorking(date)) {
                left--;
            }
        }
        return date;
    }
}
