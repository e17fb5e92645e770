package erp.purchasing.orders;

import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.finance.tax.Taxes;
import erp.purchasing.common.Limits;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What is to be bought.
 *
 * @param currency the company's, which it is where absent; no other yet
 */
public record NewPurchaseOrder(
        UUID supplierId,
        UUID warehouseId,
        @Nullable Currency currency,
        @Size(min = 1, max = Limits.LINES) List<Line> lines) {
    /**
     * One item.
     *
     * @param unitPrice for one base unit, without tax; the supplier's price for the quantity where
     *     absent
     * @param taxCode {@code STANDARD} where absent
     * @param dueDate when it is to arrive; after the supplier's lead time where absent
     */
    public record Line(
            UUID itemId,
            @Positive Quantity quantity,
            @PositiveOrZero @DecimalMax(Limits.PRICE) @Nullable UnitPrice unitPrice,
            @Size(min = 1, max = 32) @Nullable String taxCode,
            @Nullable LocalDate dueDate) {
        String taxCodeOrDefault() {
            return Objects.requireNonNullElse(taxCode, Taxes.USUAL);
        }
    }

    public NewPurchaseOrder {
        lines = List.copyOf(lines);
    }
}
