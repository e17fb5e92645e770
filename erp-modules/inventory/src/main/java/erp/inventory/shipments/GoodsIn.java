package erp.inventory.shipments;

import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.inventory.items.ItemId;
import erp.inventory.items.WarehouseId;
import erp.inventory.stock.Origin;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/**
 * Goods that are to come into a warehouse at their cost.
 *
 * @param id of the receipt, chosen by the caller, who can tell of it before it is made
 * @param type of the receipt, {@code inventory.receipt}: in history, stock moves and journal
 * @param source the document that they are received for; null where there is none
 * @param sender who sent them; null where nobody is named
 */
public record GoodsIn(
        UUID id,
        String type,
        @Nullable Origin source,
        @Nullable UUID sender,
        WarehouseId warehouse,
        LocalDate date,
        List<Line> lines) {
    /**
     * One item.
     *
     * @param sourceLine line of the source; null where there is none
     */
    public record Line(
            @Nullable UUID sourceLine, ItemId item, Quantity quantity, UnitPrice unitCost) {
        Money value(Currency currency) {
            return unitCost.times(quantity, currency);
        }
    }

    public GoodsIn {
        lines = List.copyOf(lines);
    }

    /** What all of them cost. */
    public Money value(Currency currency) {
        return lines.stream()
                .map(line -> line.value(currency))
                .reduce(Money.zero(currency), Money::plus);
    }
}
