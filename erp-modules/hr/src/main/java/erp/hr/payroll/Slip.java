package erp.hr.payroll;

import erp.hr.pay.ComponentKind;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What an employee gets for a month, as it was computed.
 *
 * @param basis digests of what months were computed from, by their first days
 * @param leaveDays of leave that it pays out
 */
record Slip(
        UUID employee,
        @Nullable String costCentre,
        List<SlipLine> lines,
        Map<LocalDate, String> basis,
        BigDecimal leaveDays) {
    Slip {
        lines = List.copyOf(lines);
    }

    private BigDecimal sum(ComponentKind kind) {
        return lines.stream()
                .filter(it -> it.kind() == kind)
                .map(SlipLine::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal gross() {
        return sum(ComponentKind.EARNING);
    }

    BigDecimal deductions() {
        return sum(ComponentKind.DEDUCTION);
    }

    BigDecimal employerCost() {
        return sum(ComponentKind.EMPLOYER_COST);
    }

    BigDecimal net() {
        return gross().subtract(deductions());
    }
}
