package erp.hr.calendars;

import erp.core.tx.Document;
import erp.hr.common.Amounts;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A week's working hours, and the holidays on which nobody works. */
@Entity
@Table(name = "hr_calendar")
public class WorkCalendar extends Document {
    private String code;
    private String name;
    private BigDecimal monday;
    private BigDecimal tuesday;
    private BigDecimal wednesday;
    private BigDecimal thursday;
    private BigDecimal friday;
    private BigDecimal saturday;
    private BigDecimal sunday;

    /** A change of holidays alone is a new version too. */
    private int changes;

    @ElementCollection
    @CollectionTable(name = "hr_holiday", joinColumns = @JoinColumn(name = "calendar_id"))
    @Column(name = "day")
    private Set<LocalDate> holidays = new HashSet<>();

    protected WorkCalendar() {}

    WorkCalendar(UUID id, NewCalendar wanted) {
        super(id);
        change(wanted);
    }

    final void change(NewCalendar wanted) {
        code = wanted.code();
        name = wanted.name();
        List<BigDecimal> hours = wanted.hours();
        monday = hours.get(0);
        tuesday = hours.get(1);
        wednesday = hours.get(2);
        thursday = hours.get(3);
        friday = hours.get(4);
        saturday = hours.get(5);
        sunday = hours.get(6);
        holidays.retainAll(wanted.holidays());
        holidays.addAll(wanted.holidays());
        changes++;
    }

    public String code() {
        return code;
    }

    private BigDecimal hours(DayOfWeek day) {
        return switch (day) {
            case MONDAY -> monday;
            case TUESDAY -> tuesday;
            case WEDNESDAY -> wednesday;
            case THURSDAY -> thursday;
            case FRIDAY -> friday;
            case SATURDAY -> saturday;
            case SUNDAY -> sunday;
        };
    }

    public boolean isWorkday(LocalDate day) {
        return hours(day.getDayOfWeek()).signum() > 0 && !holidays.contains(day);
    }

    /** Workdays between the two, both included; none where they are the other way round. */
    public int workdays(LocalDate from, LocalDate to) {
        int count = 0;
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            if (isWorkday(day)) {
                count++;
            }
        }
        return count;
    }

    CalendarView view() {
        List<BigDecimal> hours =
                Arrays.stream(DayOfWeek.values()).map(day -> Amounts.plain(hours(day))).toList();
        return new CalendarView(
                getId(), code, name, hours, holidays.stream().sorted().toList(), getVersion());
    }
}
