package erp.production.costs;

import erp.core.value.Quantity;
import erp.core.value.UnitPrice;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/**
 * What a unit of an item costs to make.
 *
 * @param date of the versions that were taken
 * @param source ROLLED_UP where the item has a bill on that day
 * @param time of the operations of the item's own routing
 * @param components of the item itself, each with what it costs as a part
 */
public record CostView(
        UUID itemId,
        LocalDate date,
        Currency currency,
        CostSource source,
        UnitPrice material,
        UnitPrice time,
        UnitPrice total,
        List<Component> components) {
    /**
     * A component.
     *
     * @param quantity for one unit of the item
     */
    public record Component(
            UUID itemId, Quantity quantity, CostSource source, UnitPrice unitCost) {}
}
