package erp.inventory.stock;

import erp.inventory.items.WarehouseId;

import java.time.LocalDate;
import java.util.List;

/**
 * What production takes out of a warehouse and what it puts there, in one document.
 *
 * @param holder the document in whose name goods are set aside
 * @param unreserved what of the goods taken is not set aside yet, by the line that will hold it
 * @param taken out of reservations
 * @param made at their planned cost, or taken back at what they cost
 */
public record Conversion(
        Origin origin,
        Origin holder,
        WarehouseId warehouse,
        LocalDate date,
        String text,
        List<StockLine> unreserved,
        List<Issue> taken,
        List<Incoming> made) {
    public Conversion {
        unreserved = List.copyOf(unreserved);
        taken = List.copyOf(taken);
        made = List.copyOf(made);
        if (taken.isEmpty() && made.isEmpty()) {
            throw new IllegalArgumentException("a conversion takes or makes something");
        }
    }
}
