package erp.production.costs;

import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.tx.Tx;
import erp.core.value.UnitPrice;
import erp.inventory.Inventory;
import erp.production.bills.BillRoutes;
import erp.production.bills.Bills;
import erp.production.bills.Recipes;
import erp.production.common.ProductionError;
import erp.production.common.ProductionPermission;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What items cost to make, over HTTP. */
public final class CostRoutes {
    private final Inventory inventory;

    public CostRoutes(Inventory inventory) {
        this.inventory = inventory;
    }

    public List<Endpoint<?>> endpoints() {
        return List.of(
                Endpoint.get(
                                "/api/v1/production/items/{id}/cost",
                                "getItemCost",
                                "What a unit of an item costs, from its components and operations"
                                        + " up")
                        .permission(ProductionPermission.MASTER_READ)
                        .query("date", LocalDate.class, "of the versions; today where absent")
                        .answers(CostView.class)
                        .problems(
                                ProductionError.ITEM_NOT_FOUND,
                                ProductionError.BILL_TOO_LARGE,
                                ProductionError.COST_LIMIT)
                        .read(
                                (tx, call) ->
                                        Reply.ok(cost(tx, call.id(), BillRoutes.date(tx, call)))));
    }

    private CostView cost(Tx tx, UUID item, LocalDate date) {
        Bills.requireItem(tx, item);
        CostRollUp costs = CostRollUp.of(tx, inventory, List.of(item), date);
        ItemCost cost = costs.product(item);
        return new CostView(
                item,
                date,
                tx.company().currency(),
                cost.source(),
                new UnitPrice(cost.material()),
                new UnitPrice(cost.time()),
                new UnitPrice(cost.total()),
                costs.parts(item).stream()
                        .map(
                                part ->
                                        new CostView.Component(
                                                part.item(),
                                                Recipes.quantity(costs.perUnit(item, part)),
                                                costs.part(part.item()).source(),
                                                new UnitPrice(costs.part(part.item()).total())))
                        .toList());
    }
}
