package erp.purchasing.suppliers;

import erp.core.ErpException;
import erp.core.tx.Tx;
import erp.inventory.Inventory;
import erp.inventory.items.ItemId;
import erp.purchasing.common.PurchasingError;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongConsumer;

/** What suppliers sell. */
public final class SupplierItems {
    static final String TYPE = "purchasing.supplier-item";

    private final Inventory inventory;
    private final Suppliers suppliers;

    public SupplierItems(Inventory inventory, Suppliers suppliers) {
        this.inventory = inventory;
        this.suppliers = suppliers;
    }

    SupplierItemView add(Tx tx, NewSupplierItem wanted) {
        suppliers.named(tx, wanted.supplierId(), "/supplierId");
        inventory.requireItems(tx, List.of(new ItemId(wanted.itemId())), _ -> "/itemId");
        SupplierItem item = new SupplierItem(tx, wanted);
        tx.created(TYPE, item, detail(wanted));
        tx.flush();
        return item.view();
    }

    SupplierItemView change(Tx tx, UUID id, NewSupplierItem wanted, LongConsumer expect) {
        SupplierItem item =
                tx.lock(SupplierItem.class, id, PurchasingError.SUPPLIER_ITEM_NOT_FOUND);
        expect.accept(item.getVersion());
        suppliers.named(tx, wanted.supplierId(), "/supplierId");
        inventory.requireItems(tx, List.of(new ItemId(wanted.itemId())), _ -> "/itemId");
        PurchasingError.INVALID_SUPPLIER_ITEM.refuseIf(
                !item.isOf(wanted),
                item.supplierId().equals(wanted.supplierId()) ? "/itemId" : "/supplierId",
                "fixed",
                "stays as it was: another pair is another supplier item");
        item.change(tx, wanted);
        tx.changed(TYPE, item, "change", detail(wanted));
        return item.view();
    }

    SupplierItemView view(Tx tx, UUID id) {
        SupplierItem item =
                new SupplierQueries_(tx.session()).supplierItem(id).getSingleResultOrNull();
        if (item == null) {
            throw new ErpException(
                    PurchasingError.SUPPLIER_ITEM_NOT_FOUND, "there is no supplier item %s", id);
        }
        return item.view();
    }

    /** With their prices, which one query reads; in their order. */
    static List<SupplierItemView> views(Tx tx, List<SupplierItem> items) {
        List<UUID> ids = items.stream().map(SupplierItem::getId).toList();
        Map<UUID, SupplierItemView> views = new HashMap<>();
        if (!ids.isEmpty()) {
            new SupplierQueries_(tx.session())
                    .supplierItems(ids)
                    .forEach(item -> views.put(item.getId(), item.view()));
        }
        return ids.stream().map(id -> Objects.requireNonNull(views.get(id))).toList();
    }

    /** What the supplier sells of these items, by item. */
    public Map<UUID, SupplierItem> of(Tx tx, UUID supplier, List<UUID> items) {
        Map<UUID, SupplierItem> known = new HashMap<>();
        if (!items.isEmpty()) {
            new SupplierQueries_(tx.session())
                    .itemsOf(supplier, items)
                    .forEach(item -> known.put(item.itemId(), item));
        }
        return known;
    }

    private static Map<String, ?> detail(NewSupplierItem wanted) {
        return Map.of(
                "supplier",
                wanted.supplierId(),
                "item",
                wanted.itemId(),
                "prices",
                wanted.prices().size());
    }
}
