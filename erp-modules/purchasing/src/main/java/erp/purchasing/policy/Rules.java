package erp.purchasing.policy;

import erp.core.value.Money;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;

/**
 * A company's rules of purchasing.
 *
 * @param overReceiptPercent so much more than was ordered may be received
 * @param quantityPercent so much more than was received may be invoiced without a block
 * @param pricePercent so much dearer than was ordered may a line be without a block
 * @param totalAmount so much dearer may all of an invoice be
 * @param levels how many have to approve an order above an amount: the highest one that it exceeds
 *     counts; where it exceeds none nobody has to
 */
public record Rules(
        @DecimalMin("0") @DecimalMax("100") @Digits(integer = 3, fraction = 4)
                BigDecimal overReceiptPercent,
        @DecimalMin("0") @DecimalMax("100") @Digits(integer = 3, fraction = 4)
                BigDecimal quantityPercent,
        @DecimalMin("0") @DecimalMax("100") @Digits(integer = 3, fraction = 4)
                BigDecimal pricePercent,
        @PositiveOrZero Money totalAmount,
        @Size(max = 20) List<Level> levels) {
    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

    /** Orders over more than this amount, tax included, need so many who approve. */
    public record Level(@PositiveOrZero Money above, @PositiveOrZero @Max(9) int approvals) {}

    public Rules {
        levels = List.copyOf(levels);
    }

    /** Where nobody has said any: nothing is tolerated, and one approves each order. */
    static Rules usual(Currency currency) {
        Money nothing = Money.zero(currency);
        return new Rules(
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                nothing,
                List.of(new Level(nothing, 1)));
    }

    static Rules of(
            BigDecimal overReceiptPercent,
            BigDecimal quantityPercent,
            BigDecimal pricePercent,
            BigDecimal totalAmount,
            List<OrderApprovalLevel> levels,
            Currency currency) {
        return new Rules(
                overReceiptPercent.stripTrailingZeros(),
                quantityPercent.stripTrailingZeros(),
                pricePercent.stripTrailingZeros(),
                new Money(totalAmount, currency),
                levels.stream()
                        .map(it -> new Level(new Money(it.above(), currency), it.approvals()))
                        .toList());
    }

    /** How many have to approve an order of that total. */
    public int approvals(Money total) {
        return levels.stream()
                .filter(level -> total.compareTo(level.above()) > 0)
                .max((a, b) -> a.above().compareTo(b.above()))
                .map(Level::approvals)
                .orElse(0);
    }

    /** So much with the percentage on top. */
    public static BigDecimal with(BigDecimal value, BigDecimal percent) {
        return value.multiply(PERCENT.add(percent)).movePointLeft(2);
    }
}
