package erp.purchasing.replenishment;

import erp.core.tx.Tx;
import erp.inventory.Inventory;
import erp.inventory.items.ItemId;
import erp.inventory.items.WarehouseId;
import erp.purchasing.common.PurchasingError;
import erp.purchasing.suppliers.Suppliers;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Rules of when to buy. */
public final class ReorderRules {
    static final String TYPE = "purchasing.reorder-rule";

    private final Inventory inventory;
    private final Suppliers suppliers;

    public ReorderRules(Inventory inventory, Suppliers suppliers) {
        this.inventory = inventory;
        this.suppliers = suppliers;
    }

    ReorderRuleView add(Tx tx, NewReorderRule wanted) {
        check(tx, wanted);
        ReorderRule rule = tx.created(TYPE, new ReorderRule(tx, wanted), detail(wanted));
        tx.flush();
        return rule.view();
    }

    ReorderRuleView change(Tx tx, UUID id, NewReorderRule wanted, LongConsumer expect) {
        ReorderRule rule = require(tx, id);
        expect.accept(rule.getVersion());
        check(tx, wanted);
        rule.change(wanted);
        tx.changed(TYPE, rule, "change", detail(wanted));
        return rule.view();
    }

    ReorderRuleView view(Tx tx, UUID id) {
        return require(tx, id).view();
    }

    private void check(Tx tx, NewReorderRule wanted) {
        inventory.requireWarehouse(tx, new WarehouseId(wanted.warehouseId()), "/warehouseId");
        inventory.requireItems(tx, List.of(new ItemId(wanted.itemId())), _ -> "/itemId");
        UUID supplier = wanted.supplierId();
        if (supplier != null) {
            suppliers.named(tx, supplier, "/supplierId");
        }
    }

    private static ReorderRule require(Tx tx, UUID id) {
        return tx.require(ReorderRule.class, id, PurchasingError.REORDER_RULE_NOT_FOUND);
    }

    private static Map<String, ?> detail(NewReorderRule wanted) {
        return Map.of(
                "item",
                wanted.itemId(),
                "reorderPoint",
                wanted.reorderPoint(),
                "target",
                wanted.target());
    }
}
