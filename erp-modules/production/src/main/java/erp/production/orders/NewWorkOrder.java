package erp.production.orders;

import erp.core.value.InvalidValue;
import erp.core.value.Quantity;
import erp.production.common.Limits;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What is to be made, reworked or taken apart.
 *
 * @param kind PRODUCE where absent
 * @param itemId what is made, made right or taken apart
 * @param warehouseId where components come from and output goes
 * @param tolerance how much more than planned may come out, 0.1 for 10 %; none where absent
 * @param startDate decides the version of the bill; the due date where absent
 * @param billId the version that is valid on the start date where absent; not for REWORK
 * @param routingId how it is made right: for REWORK only, others have their bill's
 * @param components what goes into it besides the item itself: for REWORK only
 */
public record NewWorkOrder(
        @Nullable OrderKind kind,
        UUID itemId,
        UUID warehouseId,
        @Positive Quantity quantity,
        @DecimalMin("0")
                @DecimalMax(value = "1", message = "must be at most {value}")
                @Digits(integer = 1, fraction = 10)
                @Nullable BigDecimal tolerance,
        @Nullable LocalDate startDate,
        LocalDate dueDate,
        @Nullable UUID billId,
        @Nullable UUID routingId,
        @Size(max = Limits.LINES) @Nullable List<Component> components) {
    /**
     * What goes into it besides.
     *
     * @param quantity for all of the order
     */
    public record Component(UUID itemId, @Positive Quantity quantity) {}

    public NewWorkOrder {
        components = components == null ? null : List.copyOf(components);
        if (startDate != null && startDate.isAfter(dueDate)) {
            throw new InvalidValue("order", "must not be after dueDate").in("startDate");
        }
        boolean rework = kind == OrderKind.REWORK;
        if (rework && billId != null) {
            throw new InvalidValue("unused", "must be absent for REWORK").in("billId");
        }
        if (!rework && routingId != null) {
            throw new InvalidValue("unused", "goes with REWORK only").in("routingId");
        }
        if (!rework && components != null) {
            throw new InvalidValue("unused", "goes with REWORK only").in("components");
        }
    }

    OrderKind kindOrDefault() {
        return kind == null ? OrderKind.PRODUCE : kind;
    }

    LocalDate start() {
        return startDate == null ? dueDate : startDate;
    }

    List<Component> extras() {
        return components == null ? List.of() : components;
    }
}
