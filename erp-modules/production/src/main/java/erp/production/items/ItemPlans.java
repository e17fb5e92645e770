package erp.production.items;

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

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** How items are planned, kept by hand. */
public final class ItemPlans {
    private static final String TYPE = "production.item-plan";
    private static final String PATH = "/api/v1/production/item-plans";

    private static final Listing<ItemPlanView> LISTING =
            Listing.of(ItemPlan.class)
                    .equal("itemId", "how this item is planned")
                    .equal("procurement", "only items that are made, or only those bought")
                    .as(ItemPlanView.class, ItemPlan::view);

    private final Inventory inventory;

    /** Classes that Hibernate maps. */
    public static List<Class<?>> entities() {
        return List.of(ItemPlan.class);
    }

    public ItemPlans(Inventory inventory) {
        this.inventory = inventory;
    }

    public List<Endpoint<?>> endpoints() {
        return new MasterRecord<>("ItemPlan", PATH, ItemPlanView.class)
                .permissions(ProductionPermission.MASTER_READ, ProductionPermission.MASTER_WRITE)
                .absent(ProductionError.ITEM_PLAN_NOT_FOUND)
                .unique(
                        "uq_production_item_plan_item",
                        ProductionError.ITEM_PLAN_EXISTS,
                        "/itemId",
                        "has a plan already")
                .list("How items are planned, newest item first", LISTING)
                .create(
                        "Says how an item is planned",
                        NewItemPlan.class,
                        this::add,
                        InventoryError.UNKNOWN_ITEM,
                        InventoryError.INACTIVE_ITEM,
                        InventoryError.UNKNOWN_WAREHOUSE)
                .get("How one item is planned", (tx, id) -> plan(tx, id).view())
                .history(TYPE)
                .change(
                        "Replaces how an item is planned",
                        NewItemPlan.class,
                        this::change,
                        ProductionError.INVALID_LINES,
                        InventoryError.UNKNOWN_WAREHOUSE)
                .endpoints();
    }

    /** Of these items; those without a plan are absent. */
    public static Map<UUID, ItemPlanView> of(Tx tx, Collection<UUID> items) {
        return items.isEmpty()
                ? Map.of()
                : byItem(new ItemPlanQueries_(tx.session()).plans(List.copyOf(items)));
    }

    /** All of the company. */
    public static Map<UUID, ItemPlanView> all(Tx tx) {
        return byItem(new ItemPlanQueries_(tx.session()).all());
    }

    private ItemPlanView add(Tx tx, NewItemPlan wanted) {
        inventory.requireItems(tx, List.of(new ItemId(wanted.itemId())), _ -> "/itemId");
        checkWarehouse(tx, wanted);
        return tx.created(TYPE, new ItemPlan(tx.newId(), wanted, tx.now()), detail(wanted)).view();
    }

    private ItemPlanView change(Tx tx, UUID id, NewItemPlan wanted, LongConsumer expect) {
        ItemPlan plan = tx.lock(ItemPlan.class, id, ProductionError.ITEM_PLAN_NOT_FOUND);
        expect.accept(plan.getVersion());
        ProductionError.INVALID_LINES.refuseIf(
                !wanted.itemId().equals(plan.itemId()),
                "/itemId",
                "fixed",
                "must stay the same item");
        checkWarehouse(tx, wanted);
        plan.change(wanted);
        tx.changed(TYPE, plan, "change", detail(wanted));
        return plan.view();
    }

    private void checkWarehouse(Tx tx, NewItemPlan wanted) {
        if (wanted.warehouseId() != null) {
            inventory.requireWarehouse(tx, new WarehouseId(wanted.warehouseId()), "/warehouseId");
        }
    }

    private static Map<String, Object> detail(NewItemPlan wanted) {
        Map<String, Object> detail = new HashMap<>();
        detail.put("lotSizing", wanted.lotSizing());
        detail.put("leadTimeDays", wanted.leadTimeDays());
        if (wanted.standardCost() != null) {
            detail.put("standardCost", wanted.standardCost());
        }
        return detail;
    }

    private static ItemPlan plan(Tx tx, UUID id) {
        return tx.require(ItemPlan.class, id, ProductionError.ITEM_PLAN_NOT_FOUND);
    }

    private static Map<UUID, ItemPlanView> byItem(List<ItemPlan> plans) {
        return plans.stream().collect(Collectors.toMap(ItemPlan::itemId, ItemPlan::view));
    }
}
