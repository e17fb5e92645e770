package erp.production.mrp;

import erp.inventory.stock.Origin;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What planning starts from. Its order does not matter: the same content gives the same plan.
 *
 * @param horizon the last day whose demand counts
 * @param items each that has demand, supply or a bill
 * @param mostOrders how many planned orders there may be
 */
public record Requirements(
        LocalDate today,
        LocalDate horizon,
        List<PlanItem> items,
        List<Demand> demands,
        List<Supply> supplies,
        int mostOrders) {
    /** A document wants so much of an item on a day. */
    public record Demand(UUID item, LocalDate date, BigDecimal quantity, Origin origin) {}

    /** A document will bring so much of an item on a day. */
    public record Supply(UUID item, LocalDate date, BigDecimal quantity, Origin origin) {}
}
