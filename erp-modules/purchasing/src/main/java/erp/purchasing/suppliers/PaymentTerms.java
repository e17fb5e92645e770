package erp.purchasing.suppliers;

import erp.core.value.Money;
import erp.finance.payments.Discount;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;

/**
 * When a supplier is to be paid.
 *
 * @param discountDays until when a discount can be taken; null, like the percentage, for none
 */
public record PaymentTerms(
        int days, @Nullable Integer discountDays, @Nullable BigDecimal discountPercent) {
    public LocalDate due(LocalDate date) {
        return date.plusDays(days);
    }

    /** What can be taken off an invoice of that date and total. */
    public @Nullable Discount discount(LocalDate date, Money total) {
        if (discountDays == null || discountPercent == null) {
            return null;
        }
        BigDecimal exact =
                total.amount()
                        .multiply(discountPercent.movePointLeft(2))
                        .setScale(
                                total.currency().getDefaultFractionDigits(), RoundingMode.HALF_UP);
        return exact.signum() == 0 || exact.compareTo(total.amount()) >= 0
                ? null
                : new Discount(date.plusDays(discountDays), new Money(exact, total.currency()));
    }
}
