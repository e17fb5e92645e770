package erp.purchasing.invoices;

import erp.core.value.InvalidValue;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.purchasing.common.Limits;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * An invoice that a supplier has sent.
 *
 * @param number the supplier's
 * @param date that it bears; not in the future
 * @param dueDate when it is to be paid; after the terms of its first order where absent
 * @param taxes as it states them where that is not exactly the rate of the lines: suppliers round
 *     otherwise
 * @param total as it states it, tax included
 * @param lines what it bills, of one order or many
 */
public record NewSupplierInvoice(
        UUID supplierId,
        @NotBlank @Size(max = 40) String number,
        LocalDate date,
        @Nullable LocalDate dueDate,
        @Size(max = 20) @Nullable List<StatedTax> taxes,
        @PositiveOrZero Money total,
        @Size(min = 1, max = Limits.LINES) List<Line> lines) {
    /**
     * So much of an order's line, whatever order it is of.
     *
     * @param taxCode the order's where absent
     */
    public record Line(
            UUID orderLineId,
            @Positive Quantity quantity,
            @PositiveOrZero @DecimalMax(Limits.PRICE) UnitPrice unitPrice,
            @Size(min = 1, max = 32) @Nullable String taxCode) {}

    /** The tax of one code, as the invoice states it. */
    public record StatedTax(
            @Size(min = 1, max = 32) String taxCode, @PositiveOrZero Money amount) {}

    public NewSupplierInvoice {
        lines = List.copyOf(lines);
        taxes = taxes == null ? null : List.copyOf(taxes);
        BigDecimal worth =
                lines.stream()
                        .map(line -> line.quantity().value().multiply(line.unitPrice().value()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (worth.compareTo(Limits.DOCUMENT) >= 0) {
            throw new InvalidValue("range", "must be worth less than " + Limits.DOCUMENT)
                    .in("lines");
        }
    }

    List<StatedTax> statedTaxes() {
        return Objects.requireNonNullElse(taxes, List.of());
    }
}
