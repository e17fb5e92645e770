package erp.purchasing.suppliers;

import static erp.purchasing.common.PurchasingPermission.SUPPLIERS_READ;
import static erp.purchasing.common.PurchasingPermission.SUPPLIERS_WRITE;

import erp.core.http.Endpoint;
import erp.core.http.MasterRecord;
import erp.core.listing.Listing;
import erp.core.party.PartyError;
import erp.inventory.common.InventoryError;
import erp.purchasing.common.PurchasingError;

import java.util.List;
import java.util.stream.Stream;

/** Suppliers and what they sell, over HTTP. */
public final class SupplierRoutes {
    private final Suppliers suppliers;
    private final SupplierItems items;

    public SupplierRoutes(Suppliers suppliers, SupplierItems items) {
        this.suppliers = suppliers;
        this.items = items;
    }

    public List<Endpoint<?>> endpoints() {
        return Stream.of(suppliers(), items()).<Endpoint<?>>flatMap(List::stream).toList();
    }

    private List<Endpoint<?>> suppliers() {
        Listing<SupplierView> listing =
                Listing.of(Supplier.class)
                        .equal("active", "only suppliers in use, or out of it")
                        .asAll(SupplierView.class, suppliers::views);
        return new MasterRecord<>("Supplier", "/api/v1/purchasing/suppliers", SupplierView.class)
                .permissions(SUPPLIERS_READ, SUPPLIERS_WRITE)
                .absent(PurchasingError.SUPPLIER_NOT_FOUND)
                .list("Suppliers, newest first", listing)
                .create(
                        "Creates a supplier",
                        NewSupplier.class,
                        suppliers::add,
                        PurchasingError.CURRENCY,
                        PartyError.PARTY_INVALID)
                .get("One supplier", suppliers::view)
                .change(
                        "Replaces what is known of and agreed with a supplier",
                        NewSupplier.class,
                        suppliers::change,
                        PurchasingError.CURRENCY,
                        PartyError.PARTY_INVALID)
                .history(Suppliers.TYPE)
                .action(
                        "deactivate",
                        "Takes a supplier out of use: nothing new is ordered of it",
                        (tx, id, expect) -> suppliers.use(tx, id, false, expect))
                .action(
                        "activate",
                        "Takes a supplier into use again",
                        (tx, id, expect) -> suppliers.use(tx, id, true, expect))
                .endpoints();
    }

    private List<Endpoint<?>> items() {
        Listing<SupplierItemView> listing =
                Listing.of(SupplierItem.class)
                        .equal("supplierId", "only what this supplier sells")
                        .equal("itemId", "only who sells this item")
                        .asAll(SupplierItemView.class, SupplierItems::views);
        return new MasterRecord<>(
                        "SupplierItem", "/api/v1/purchasing/supplier-items", SupplierItemView.class)
                .permissions(SUPPLIERS_READ, SUPPLIERS_WRITE)
                .absent(PurchasingError.SUPPLIER_ITEM_NOT_FOUND)
                .unique(
                        "uq_purchasing_supplier_item_item",
                        PurchasingError.SUPPLIER_ITEM_EXISTS,
                        "/itemId",
                        "is sold by that supplier already")
                .list("What suppliers sell, newest first", listing)
                .create(
                        "Says what a supplier sells of an item",
                        NewSupplierItem.class,
                        items::add,
                        PurchasingError.UNKNOWN_SUPPLIER,
                        InventoryError.UNKNOWN_ITEM,
                        InventoryError.INACTIVE_ITEM)
                .get("What a supplier sells of an item", items::view)
                .change(
                        "Replaces what a supplier sells of an item",
                        NewSupplierItem.class,
                        items::change,
                        PurchasingError.INVALID_SUPPLIER_ITEM,
                        PurchasingError.UNKNOWN_SUPPLIER,
                        InventoryError.UNKNOWN_ITEM,
                        InventoryError.INACTIVE_ITEM)
                .history(SupplierItems.TYPE)
                .endpoints();
    }
}
