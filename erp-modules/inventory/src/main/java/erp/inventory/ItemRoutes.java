package erp.inventory;

import erp.core.http.Endpoint;
import erp.core.http.MasterRecord;
import erp.core.listing.Listing;
import erp.inventory.common.InventoryError;
import erp.inventory.common.InventoryPermission;
import erp.inventory.items.Item;
import erp.inventory.items.ItemView;
import erp.inventory.items.NewItem;
import erp.inventory.items.NewWarehouse;
import erp.inventory.items.Warehouse;
import erp.inventory.items.WarehouseView;

import java.util.List;
import java.util.stream.Stream;

/** Items and warehouses over HTTP. */
final class ItemRoutes {
    private static final Listing<ItemView> ITEMS =
            Listing.of(Item.class)
                    .equal("sku", "only the item of this SKU")
                    .prefix("skuPrefix", "sku", "only items whose SKU begins so")
                    .equal("active", "only items in use, or only those out of it")
                    .sort("sku")
                    .as(ItemView.class, Item::view);

    private static final Listing<WarehouseView> WAREHOUSES =
            Listing.of(Warehouse.class)
                    .equal("code", "only the warehouse of this code")
                    .sort("code")
                    .as(WarehouseView.class, Warehouse::view);

    private final Inventory inventory;

    ItemRoutes(Inventory inventory) {
        this.inventory = inventory;
    }

    List<Endpoint<?>> endpoints() {
        return Stream.of(items(), warehouses()).<Endpoint<?>>flatMap(List::stream).toList();
    }

    private List<Endpoint<?>> items() {
        return new MasterRecord<>("Item", InventoryRoutes.BASE + "items", ItemView.class)
                .permissions(InventoryPermission.ITEMS_READ, InventoryPermission.ITEMS_WRITE)
                .absent(InventoryError.ITEM_NOT_FOUND)
                .unique("uq_inventory_item_sku", InventoryError.SKU_EXISTS, "/sku", "is taken")
                .list("Items, newest first", ITEMS)
                .create("Creates an item", NewItem.class, inventory::addItem)
                .get("One item", inventory::item)
                .action(
                        "deactivate",
                        "Takes an item out of receipts and new orders; what is there can leave",
                        (tx, id, expect) -> inventory.use(tx, id, false, expect))
                .action(
                        "activate",
                        "Takes an item back into use",
                        (tx, id, expect) -> inventory.use(tx, id, true, expect))
                .endpoints();
    }

    private List<Endpoint<?>> warehouses() {
        return new MasterRecord<>(
                        "Warehouse", InventoryRoutes.BASE + "warehouses", WarehouseView.class)
                .permissions(InventoryPermission.ITEMS_READ, InventoryPermission.ITEMS_WRITE)
                .absent(InventoryError.WAREHOUSE_NOT_FOUND)
                .unique(
                        "uq_inventory_warehouse_code",
                        InventoryError.WAREHOUSE_EXISTS,
                        "/code",
                        "is taken")
                .list("Warehouses, newest first", WAREHOUSES)
                .create("Opens a warehouse", NewWarehouse.class, inventory::addWarehouse)
                .get("One warehouse", inventory::warehouse)
                .endpoints();
    }
}
