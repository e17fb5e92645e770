package erp.hr.calendars;

import erp.core.Violations;
import erp.core.value.Code;
import erp.hr.common.HrError;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A working calendar as it is to be.
 *
 * @param hours of Monday to Sunday; zero where nobody works
 */
record NewCalendar(
        @Code(max = 20) String code,
        @NotBlank @Size(max = 200) String name,
        @Size(min = 7, max = 7) List<BigDecimal> hours,
        @Size(max = NewCalendar.MOST_HOLIDAYS) List<LocalDate> holidays) {
    static final int MOST_HOLIDAYS = 1000;
    private static final BigDecimal DAY = BigDecimal.valueOf(24);

    NewCalendar {
        hours = List.copyOf(hours);
        holidays = List.copyOf(holidays);
    }

    /** Throws INVALID_CALENDAR, which names each field. */
    void check() {
        Violations wrong = new Violations();
        for (int i = 0; i < hours.size(); i++) {
            BigDecimal one = hours.get(i);
            wrong.addIf(
                    one.signum() < 0 || one.compareTo(DAY) > 0 || one.scale() > 2,
                    "/hours/" + i,
                    "range",
                    "must be from 0 to 24, with at most two decimal places");
        }
        Set<LocalDate> seen = new HashSet<>();
        for (int i = 0; i < holidays.size(); i++) {
            wrong.addIf(
                    !seen.add(holidays.get(i)), "/holidays/" + i, "duplicate", "is there already");
        }
        wrong.refuse(HrError.INVALID_CALENDAR);
    }
}
