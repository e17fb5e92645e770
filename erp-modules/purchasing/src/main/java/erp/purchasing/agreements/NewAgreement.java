package erp.purchasing.agreements;

import erp.core.value.InvalidValue;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.finance.tax.Taxes;
import erp.purchasing.common.Limits;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * What a supplier agrees to sell within a time.
 *
 * @param reference what the supplier calls it
 * @param lines each item once
 */
public record NewAgreement(
        UUID supplierId,
        @NotBlank @Size(max = Limits.REFERENCE) @Nullable String reference,
        LocalDate validFrom,
        LocalDate validUntil,
        @Size(min = 1, max = Limits.LINES) List<Line> lines) {
    /**
     * One item.
     *
     * @param quantity that can be called off in all
     * @param unitPrice of one base unit, without tax
     * @param taxCode {@code STANDARD} where absent
     */
    public record Line(
            UUID itemId,
            @Positive Quantity quantity,
            @PositiveOrZero @DecimalMax(Limits.PRICE) UnitPrice unitPrice,
            @Size(min = 1, max = 32) @Nullable String taxCode) {
        String taxCodeOrDefault() {
            return Objects.requireNonNullElse(taxCode, Taxes.USUAL);
        }
    }

    public NewAgreement {
        lines = List.copyOf(lines);
        if (validUntil.isBefore(validFrom)) {
            throw new InvalidValue("order", "must not be before validFrom").in("validUntil");
        }
        Set<UUID> seen = new HashSet<>();
        for (Line line : lines) {
            if (!seen.add(line.itemId())) {
                throw new InvalidValue("duplicate", "name item " + line.itemId() + " twice")
                        .in("lines");
            }
        }
    }
}
