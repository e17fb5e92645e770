package erp.inventory;

import static erp.core.CorePermission.COMPANIES_READ;

import erp.core.Permission;
import erp.core.http.Endpoint;
import erp.core.module.BuiltInRole;
import erp.core.module.ErpModule;
import erp.core.module.Grant;
import erp.core.module.SmokeTest;
import erp.core.module.Subscription;
import erp.finance.FinanceModule;
import erp.finance.opening.OpeningClosed;
import erp.inventory.common.InventoryPermission;
import erp.inventory.common.OfInventory;
import erp.inventory.opening.OpeningStock;
import erp.inventory.opening.OpeningStockRoutes;

import java.util.List;
import java.util.stream.Stream;

/** Inventory, as a module. */
public final class InventoryModule implements ErpModule, OfInventory {
    public static final BuiltInRole WAREHOUSE_CLERK = new BuiltInRole("warehouse-clerk");

    private final Inventory inventory;
    private final OpeningStock openingStock;

    public InventoryModule(FinanceModule finance) {
        this.inventory = new Inventory(finance.finance().ledger());
        this.openingStock = new OpeningStock(finance.finance());
    }

    @Override
    public String purpose() {
        return "Items, warehouses, stock and its value";
    }

    @Override
    public List<Class<?>> entities() {
        return Inventory.entities();
    }

    @Override
    public List<? extends Permission> permissions() {
        return List.of(InventoryPermission.values());
    }

    @Override
    public List<Grant> grants() {
        return List.of(
                WAREHOUSE_CLERK.holds(InventoryPermission.values()),
                WAREHOUSE_CLERK.holds(COMPANIES_READ),
                FinanceModule.ACCOUNTANT.reads(InventoryPermission.values()));
    }

    @Override
    public List<Endpoint<?>> endpoints() {
        return Stream.of(
                        new InventoryRoutes(inventory).endpoints(),
                        new OpeningStockRoutes(openingStock).endpoints())
                .<Endpoint<?>>flatMap(List::stream)
                .toList();
    }

    @Override
    public List<Subscription<?>> subscriptions() {
        return List.of(Subscription.on(OpeningClosed.class, openingStock::post));
    }

    @Override
    public List<SmokeTest> smokeTests() {
        return List.of(SmokeTest.read("inventory", "/api/v1/inventory/items?limit=1"));
    }

    /** For modules that need it. */
    public Inventory inventory() {
        return inventory;
    }
}
