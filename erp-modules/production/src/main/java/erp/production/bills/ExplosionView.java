package erp.production.bills;

import erp.core.value.Quantity;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What one unit of an item is made of, all levels.
 *
 * @param date of the versions that were taken
 */
public record ExplosionView(UUID itemId, LocalDate date, List<Line> lines) {
    /**
     * A component, below what it goes into.
     *
     * @param level 1 for the components of the item itself
     * @param quantity for one unit of the item, what is lost on the way included
     * @param made whether it has a bill of its own on that day
     */
    public record Line(
            int level,
            UUID parentItemId,
            UUID itemId,
            Quantity quantity,
            boolean phantom,
            boolean made) {}
}
