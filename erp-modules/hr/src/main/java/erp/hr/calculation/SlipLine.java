package erp.hr.calculation;

import erp.hr.pay.ComponentKind;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A line of a slip, as it was computed.
 *
 * @param component null for what is kept back for a loan, or owed as one from now on
 * @param account where it is posted, if the component names one
 * @param amount below zero only in corrections and in what is owed
 * @param forPeriod the month that it corrects; the slip's own where absent
 */
public record SlipLine(
        @Nullable UUID component,
        @Nullable UUID account,
        @Nullable UUID loan,
        ComponentKind kind,
        String code,
        BigDecimal amount,
        @Nullable LocalDate forPeriod) {
    /** Whether the employee owes so much from now on, by a loan that the run makes. */
    public boolean isOwed() {
        return loan != null && amount.signum() < 0;
    }
}
