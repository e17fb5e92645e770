package erp.hr.leave;

import erp.core.Violations;
import erp.core.value.MultiLine;
import erp.hr.common.HrError;

import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Leave that is wanted.
 *
 * @param leaveType its code
 * @param halfDay of a single day only a half
 */
record NewLeave(
        @Size(min = 1, max = 20) String leaveType,
        LocalDate from,
        LocalDate to,
        @Nullable Boolean halfDay,
        @Size(max = 500) @MultiLine @Nullable String reason) {
    private static final int LONGEST = 366;

    /** Throws INVALID_DATES, which names each field. */
    void check() {
        Violations wrong = new Violations();
        wrong.addIf(to.isBefore(from), "/to", "order", "must not be before from");
        wrong.addIf(
                ChronoUnit.DAYS.between(from, to) >= LONGEST,
                "/to",
                "range",
                "must be less than " + LONGEST + " days after from");
        wrong.addIf(
                isHalfDay() && !from.equals(to),
                "/halfDay",
                "single",
                "goes with a single day only");
        wrong.refuse(HrError.INVALID_DATES);
    }

    boolean isHalfDay() {
        return halfDay != null && halfDay;
    }
}
