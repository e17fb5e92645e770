package erp.production.bills;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.UUID;

/**
 * A version of a bill as explosion, costing and planning see it.
 *
 * @param quantity how much of the item the parts are for
 */
public record Recipe(
        UUID bill,
        UUID item,
        BigDecimal quantity,
        boolean phantom,
        @Nullable UUID routing,
        List<Part> parts,
        List<ByProduct> byProducts) {
    private static final int SCALE = 6;

    /**
     * A component.
     *
     * @param scrap share that is lost on top
     */
    public record Part(UUID item, BigDecimal quantity, BigDecimal scrap, boolean backflush) {}

    /**
     * What comes out besides.
     *
     * @param costShare of all cost
     */
    public record ByProduct(UUID item, BigDecimal quantity, BigDecimal costShare) {}

    public Recipe {
        parts = List.copyOf(parts);
        byProducts = List.copyOf(byProducts);
    }

    /** What of a component goes into so much, what is lost included; rounded up. */
    public BigDecimal needed(Part part, BigDecimal made) {
        return part.quantity()
                .multiply(BigDecimal.ONE.add(part.scrap()))
                .multiply(made)
                .divide(quantity, SCALE, RoundingMode.CEILING);
    }

    /** What of a component lies in so much: what taking apart gives back; rounded down. */
    public BigDecimal contained(Part part, BigDecimal made) {
        return part.quantity().multiply(made).divide(quantity, SCALE, RoundingMode.FLOOR);
    }

    /** Throws BILL_TOO_LARGE where nobody could tell how much goes into one, or comes of it. */
    void requireTellable() {
        parts.forEach(part -> Recipes.quantity(needed(part, BigDecimal.ONE)));
        byProducts.forEach(extra -> Recipes.quantity(yielded(extra, BigDecimal.ONE)));
    }

    /** What comes of a by-product with so much; rounded down. */
    public BigDecimal yielded(ByProduct extra, BigDecimal made) {
        return extra.quantity().multiply(made).divide(quantity, SCALE, RoundingMode.FLOOR);
    }
}
