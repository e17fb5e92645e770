package erp.hr.calculation;

import erp.hr.pay.ComponentKind;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A line of a slip, as it was computed.
 *
 * @param component null for what is kept back for a loan
 * @param account where it is posted, if the component names one
 * @param amount below zero only in corrections
 * @param forPeriod the month that it corrects; the slip's own where absent
 */
public record SlipLine(
        @Nullable UUID component,
        @Nullable UUID account,
        @Nullable UUID loan,
        ComponentKind kind,
        String code,
        BigDecimal amount,
        @Nullable LocalDate forPeriod) {}
