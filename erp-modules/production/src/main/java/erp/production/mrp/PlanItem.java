package erp.production.mrp;

import erp.production.bills.Recipe;
import erp.production.centres.WorkingCalendar;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * An item as planning sees it.
 *
 * @param isMade else it is bought
 * @param leadTime days of the calendar
 * @param calendar that its lead time counts by
 * @param onHand in the warehouse that is planned
 * @param safetyStock that is not planned to be used, where the warehouse has anything to do with
 *     the item
 * @param isKept whether the safety stock is to lie there even if nothing else happens
 * @param versions of its bill, by the day from which they are valid
 */
public record PlanItem(
        UUID id,
        boolean isMade,
        Lot lot,
        int leadTime,
        WorkingCalendar calendar,
        BigDecimal onHand,
        BigDecimal safetyStock,
        boolean isKept,
        List<Version> versions) {
    /**
     * A version of a bill.
     *
     * @param to the last day; null until further notice
     */
    public record Version(Recipe recipe, LocalDate from, @Nullable LocalDate to) {
        boolean isValidOn(LocalDate date) {
            return !date.isBefore(from) && (to == null || !date.isAfter(to));
        }
    }

    public PlanItem {
        versions = List.copyOf(versions);
    }

    @Nullable Recipe recipeOn(LocalDate date) {
        for (Version version : versions) {
            if (version.isValidOn(date)) {
                return version.recipe();
            }
        }
        return null;
    }
}
