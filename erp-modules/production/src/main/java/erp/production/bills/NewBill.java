package erp.production.bills;

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
import java.util.List;
import java.util.UUID;

/**
 * A version of a bill of material.
 *
 * @param itemId what is made
 * @param quantity how much of it the lines are for; 1 where absent
 * @param phantom whether it is never made for itself: where it is a component, its own components
 *     are taken; not where absent
 * @param routingId how it is made
 * @param byProducts what comes of it besides; none where absent
 */
public record NewBill(
        UUID itemId,
        @Positive @Nullable Quantity quantity,
        @Nullable Boolean phantom,
        @Nullable UUID routingId,
        @Size(min = 1, max = Limits.LINES) List<Component> components,
        @Size(max = Limits.BY_PRODUCTS) @Nullable List<ByProduct> byProducts) {

    /**
     * What goes into it.
     *
     * @param scrap share that is lost on top, 0.05 for 5 %; none where absent
     * @param backflush whether it is issued by what is received; by hand where absent
     */
    public record Component(
            UUID itemId,
            @Positive Quantity quantity,
            @DecimalMin("0")
                    @DecimalMax(value = "1", inclusive = false, message = "must be below {value}")
                    @Digits(integer = 1, fraction = 10)
                    @Nullable BigDecimal scrap,
            @Nullable Boolean backflush) {}

    /**
     * What comes out besides.
     *
     * @param costShare the part of all cost that it bears, 0.1 for 10 %
     */
    public record ByProduct(
            UUID itemId,
            @Positive Quantity quantity,
            @DecimalMin("0")
                    @DecimalMax(value = "1", inclusive = false, message = "must be below {value}")
                    @Digits(integer = 1, fraction = 10)
                    BigDecimal costShare) {}

    public NewBill {
        components = List.copyOf(components);
        byProducts = byProducts == null ? null : List.copyOf(byProducts);
        BigDecimal shares =
                extras(byProducts).stream()
                        .map(ByProduct::costShare)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (shares.compareTo(BigDecimal.ONE) >= 0) {
            throw new InvalidValue("range", "must bear less than all of the cost").in("byProducts");
        }
    }

    List<ByProduct> extras() {
        return extras(byProducts);
    }

    private static List<ByProduct> extras(@Nullable List<ByProduct> given) {
        return given == null ? List.of() : given;
    }
}
