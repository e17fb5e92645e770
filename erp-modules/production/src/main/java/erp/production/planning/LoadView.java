package erp.production.planning;

import erp.core.value.Quantity;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** How much work waits at work centres, against what they can do. */
public record LoadView(LocalDate from, int weeks, List<Week> load) {
    /**
     * A work centre in a week in which it has work or capacity.
     *
     * @param week its Monday
     * @param ordered hours of work orders that are not booked yet
     * @param planned hours of what the newest run proposes
     * @param overloaded whether that is more than the capacity
     */
    public record Week(
            UUID workCentreId,
            LocalDate week,
            Quantity capacityHours,
            Quantity ordered,
            Quantity planned,
            boolean overloaded) {}
}
