package erp.production.planning;

import erp.core.http.Endpoint;
import erp.core.http.MasterRecord;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.inventory.Inventory;
import erp.inventory.common.InventoryError;
import erp.inventory.items.ItemId;
import erp.inventory.items.WarehouseId;
import erp.production.common.ProductionError;
import erp.production.common.ProductionPermission;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Demands that people enter. */
public final class Demands {
    private static final Listing<DemandView> LISTING =
            Listing.of(PlannedDemand.class)
                    .equal("itemId", "only demands of this item")
                    .equal("warehouseId", "only demands in this warehouse")
                    .equal("state", "only demands in this state")
                    .range("neededOn", "needed")
                    .sort("neededOn")
                    .as(DemandView.class, PlannedDemand::view);

    private final Inventory inventory;

    public Demands(Inventory inventory) {
        this.inventory = inventory;
    }

    public List<Endpoint<?>> endpoints() {
        return new MasterRecord<>("Demand", "/api/v1/production/demands", DemandView.class)
                .permissions(
                        ProductionPermission.PLANNING_READ, ProductionPermission.PLANNING_WRITE)
                .absent(ProductionError.DEMAND_NOT_FOUND)
                .list("Demands that people have entered, newest first", LISTING)
                .create(
                        "Enters a demand that planning is to cover",
                        NewDemand.class,
                        this::add,
                        InventoryError.UNKNOWN_ITEM,
                        InventoryError.INACTIVE_ITEM,
                        InventoryError.UNKNOWN_WAREHOUSE)
                .get("One demand", (tx, id) -> demand(tx, id).view())
                .history(PlannedDemand.TYPE)
                .change(
                        "Replaces a demand",
                        NewDemand.class,
                        this::change,
                        InventoryError.UNKNOWN_ITEM,
                        InventoryError.INACTIVE_ITEM,
                        InventoryError.UNKNOWN_WAREHOUSE,
                        ProductionError.DEMAND_STATE)
                .action(
                        "cancel",
                        "Says that a demand counts no longer",
                        this::cancel,
                        ProductionError.DEMAND_STATE)
                .endpoints();
    }

    private DemandView add(Tx tx, NewDemand wanted) {
        check(tx, wanted);
        return tx.created(
                        PlannedDemand.TYPE,
                        new PlannedDemand(tx.newId(), wanted, tx.now()),
                        detail(wanted))
                .view();
    }

    private DemandView change(Tx tx, UUID id, NewDemand wanted, LongConsumer expect) {
        PlannedDemand demand = lock(tx, id, expect);
        check(tx, wanted);
        demand.change(wanted);
        tx.changed(PlannedDemand.TYPE, demand, "change", detail(wanted));
        return demand.view();
    }

    private DemandView cancel(Tx tx, UUID id, LongConsumer expect) {
        PlannedDemand demand = lock(tx, id, expect);
        demand.cancel();
        tx.changed(PlannedDemand.TYPE, demand, "cancel", Map.of());
        return demand.view();
    }

    private void check(Tx tx, NewDemand wanted) {
        inventory.requireItems(tx, List.of(new ItemId(wanted.itemId())), _ -> "/itemId");
        inventory.requireWarehouse(tx, new WarehouseId(wanted.warehouseId()), "/warehouseId");
    }

    private static Map<String, Object> detail(NewDemand wanted) {
        return Map.of(
                "item", wanted.itemId(),
                "quantity", wanted.quantity(),
                "neededOn", wanted.neededOn());
    }

    private static PlannedDemand lock(Tx tx, UUID id, LongConsumer expect) {
        PlannedDemand demand = tx.lock(PlannedDemand.class, id, ProductionError.DEMAND_NOT_FOUND);
        expect.accept(demand.getVersion());
        return demand;
    }

    private static PlannedDemand demand(Tx tx, UUID id) {
        return tx.require(PlannedDemand.class, id, ProductionError.DEMAND_NOT_FOUND);
    }
}
