package erp.inventory.stock;

import erp.core.ErpException;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.inventory.common.InventoryError;
import erp.inventory.common.Limits;
import erp.inventory.items.ItemId;
import erp.inventory.items.Location;
import erp.inventory.items.LocationKind;
import erp.inventory.layers.Layer;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;

/**
 * By how much the stock of an item is corrected.
 *
 * @param pointer what a refusal names, {@code /lines/0}
 * @param quantity more, or less where negative
 * @param unitCost of what is more; the average where null
 */
public record Difference(
        String pointer, ItemId item, Quantity quantity, @Nullable UnitPrice unitCost) {
    /** What was counted less what the books say; nothing where they agree. Throws STOCK_LIMIT. */
    public static Optional<Difference> counted(
            String pointer, NewCount.Line line, BigDecimal booked, Layer layer) {
        BigDecimal difference = line.counted().value().subtract(booked);
        if (difference.signum() == 0) {
            return Optional.empty();
        }
        if (difference.abs().compareTo(Layer.LIMIT) >= 0) {
            throw ErpException.field(
                    InventoryError.STOCK_LIMIT,
                    pointer + "/counted",
                    "range",
                    "differs by %s, must be less than %s"
                            .formatted(difference.toPlainString(), Layer.LIMIT.toPlainString()));
        }
        return Optional.of(
                new Difference(
                        pointer,
                        new ItemId(line.itemId()),
                        new Quantity(difference),
                        layer.quantity().isZero() ? line.unitCost() : null));
    }

    boolean isLoss() {
        return quantity.isNegative();
    }

    Move move(Tx tx, Origin origin, UUID storage, int lineNo, LocalDate date) {
        UUID outside = Location.virtualId(tx.companyId(), LocationKind.ADJUSTMENT);
        return new Move(
                tx,
                MoveKind.ADJUSTMENT,
                isLoss() ? storage : outside,
                isLoss() ? outside : storage,
                item.value(),
                isLoss() ? quantity.negate() : quantity,
                origin,
                tx.newId(),
                lineNo,
                date);
    }

    StockLine loss(UUID line) {
        return new StockLine(line, pointer, item, quantity.negate());
    }

    /**
     * What is more is worth. Throws COST_REQUIRED where there is no average to take, STOCK_LIMIT.
     */
    Money worth(Layer layer, Currency currency) {
        if (unitCost != null) {
            BigDecimal worth = unitCost.value().multiply(quantity.value());
            if (worth.compareTo(Limits.DOCUMENT) >= 0) {
                throw ErpException.field(
                        InventoryError.STOCK_LIMIT,
                        pointer + "/unitCost",
                        "range",
                        "makes %s worth %s, must be less than %s"
                                .formatted(quantity, worth.toPlainString(), Limits.DOCUMENT));
            }
            return unitCost.times(quantity, currency);
        }
        if (layer.quantity().isZero()) {
            throw ErpException.field(
                    InventoryError.COST_REQUIRED,
                    pointer + "/unitCost",
                    "required",
                    "is required, there is no stock to take an average of");
        }
        return layer.average(quantity);
    }
}
