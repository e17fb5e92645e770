package erp.inventory;

import erp.core.ErpException;
import erp.core.value.Money;
import erp.core.value.Quantity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.UUID;

/**
 * What an item's stock is worth: one pooled layer per item and company, valued at the moving
 * average in posting sequence. Quantity 0 means value 0: the last piece takes the remainder that
 * rounding left.
 */
final class Layer {
    /** Far above any stock, far below what a column holds. */
    static final BigDecimal LIMIT = BigDecimal.TEN.pow(12);

    private final UUID id;
    private final Currency currency;
    private Quantity quantity;
    private Money value;

    Layer(UUID id, Quantity quantity, Money value) {
        this.id = id;
        this.currency = value.currency();
        this.quantity = quantity;
        this.value = value;
    }

    UUID id() {
        return id;
    }

    Quantity quantity() {
        return quantity;
    }

    Money value() {
        return value;
    }

    /** Adds goods at their cost. Throws STOCK_LIMIT. */
    void put(Quantity more, Money cost) {
        if (!more.isPositive() || cost.isNegative()) {
            throw new IllegalArgumentException(
                    "goods come in positive quantity, at no negative cost");
        }
        BigDecimal total = quantity.value().add(more.value());
        BigDecimal worth = value.amount().add(cost.amount());
        if (total.compareTo(LIMIT) >= 0 || worth.compareTo(LIMIT) >= 0) {
            throw new ErpException(
                    InventoryError.STOCK_LIMIT,
                    "stock of item %s would exceed %s pieces or that value",
                    id,
                    LIMIT.toPlainString());
        }
        quantity = new Quantity(total);
        value = new Money(worth, currency);
    }

    /**
     * Takes goods out at the average of now and returns what they cost; for all of them that is
     * exactly the value.
     */
    Money take(Quantity less) {
        if (!less.isPositive() || less.exceeds(quantity)) {
            throw new IllegalStateException(
                    "layer " + id + " holds " + quantity + ", cannot give " + less);
        }
        Money cost = average(less);
        quantity = quantity.minus(less);
        value = value.minus(cost);
        return cost;
    }

    /**
     * What a quantity is worth at the average of now, rounded half up to the currency's minor unit.
     */
    Money average(Quantity part) {
        if (quantity.isZero()) {
            throw new IllegalStateException("an empty layer has no average: " + id);
        }
        BigDecimal exact =
                value.amount()
                        .multiply(part.value())
                        .divide(
                                quantity.value(),
                                currency.getDefaultFractionDigits(),
                                RoundingMode.HALF_UP);
        return new Money(exact, currency);
    }
}
