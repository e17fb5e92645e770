package erp.purchasing.quotations;

import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What suppliers offer, side by side.
 *
 * @param lines each with its offers, the cheapest first
 * @param suppliers those who offer all of it before the others, then the cheapest first
 */
public record ComparisonView(List<Line> lines, List<Total> suppliers) {
    /**
     * One item.
     *
     * @param cheapest of whom; null where nobody offers it
     */
    public record Line(
            UUID rfqLineId,
            UUID itemId,
            Quantity quantity,
            LocalDate neededBy,
            @Nullable UUID cheapest,
            List<Offer> offers) {}

    /**
     * A supplier's offer of a line.
     *
     * @param inTime whether it can be there when it is needed
     * @param valid whether it can still be taken
     */
    public record Offer(
            UUID supplierId,
            UnitPrice unitPrice,
            Money net,
            LocalDate arrival,
            boolean inTime,
            boolean valid) {}

    /**
     * What all that a supplier offers comes to.
     *
     * @param complete whether that is all that was asked for
     */
    public record Total(UUID supplierId, Money net, boolean complete, boolean inTime) {}
}
