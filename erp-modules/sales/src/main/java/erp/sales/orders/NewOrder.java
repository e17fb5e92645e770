package erp.sales.orders;

import erp.core.value.InvalidValue;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.finance.tax.Taxes;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/**
 * What a customer wants.
 *
 * @param currency the company's, which it is where absent; no other yet
 */
public record NewOrder(
        UUID customerId,
        UUID warehouseId,
        @Nullable Currency currency,
        @Size(min = 1, max = NewOrder.MOST_LINES) List<Line> lines) {
    public static final int MOST_LINES = Limits.LINES;

    /**
     * One item.
     *
     * @param unitPrice for one base unit, without tax
     * @param taxCode {@code STANDARD} where absent
     */
    public record Line(
            UUID itemId,
            @Positive Quantity quantity,
            @PositiveOrZero @DecimalMax(Limits.PRICE) UnitPrice unitPrice,
            @Size(min = 1, max = 32) @Nullable String taxCode) {
        String taxCodeOrDefault() {
            return taxCode == null ? Taxes.USUAL : taxCode;
        }
    }

    public NewOrder {
        lines = List.copyOf(lines);
        checkWorth(lines);
    }

    /** Refuses lines that are worth too much together. Throws {@link InvalidValue}. */
    public static void checkWorth(List<Line> lines) {
        BigDecimal worth =
                lines.stream()
                        .map(line -> line.quantity().value().multiply(line.unitPrice().value()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (worth.compareTo(Limits.DOCUMENT) >= 0) {
            throw new InvalidValue("range", "must be worth less than " + Limits.DOCUMENT)
                    .in("lines");
        }
    }
}
