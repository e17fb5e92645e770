package erp.production.bills;

import erp.core.value.Quantity;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What an item goes into, all levels.
 *
 * @param date of the versions that were taken
 */
public record WhereUsedView(UUID itemId, LocalDate date, List<Use> uses) {
    /**
     * A bill that has it.
     *
     * @param level 1 where the item itself is a component
     * @param componentId the item, or what it went into one level below
     * @param itemId what is made by the bill
     * @param quantity of the component for one unit
     */
    public record Use(int level, UUID componentId, UUID itemId, UUID billId, Quantity quantity) {}
}
