package erp.hr.calculation;

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
public record Slip(
        UUID employee,
        @Nullable String costCentre,
        List<SlipLine> lines,
        Map<LocalDate, String> basis,
        BigDecimal leaveDays) {
    public Slip {
        lines = List.copyOf(lines);
    }

    private BigDecimal sum(ComponentKind kind) {
        return lines.stream()
                .filter(it -> it.kind() == kind)
                .map(SlipLine::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    public BigDecimal gross() {
        return sum(ComponentKind.EARNING);
    }

    public BigDecimal deductions() {
        return sum(ComponentKind.DEDUCTION);
    }

    public BigDecimal employerCost() {
        return sum(ComponentKind.EMPLOYER_COST);
    }

    public BigDecimal net() {
        return gross().subtract(deductions());
    }
}
