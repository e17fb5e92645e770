package erp.production;

import static erp.core.CorePermission.COMPANIES_READ;

import erp.core.Permission;
import erp.core.http.Endpoint;
import erp.core.jobs.Job;
import erp.core.module.BuiltInRole;
import erp.core.module.ErpModule;
import erp.core.module.Grant;
import erp.core.module.SmokeTest;
import erp.core.tx.Db;
import erp.finance.FinanceModule;
import erp.inventory.InventoryModule;
import erp.inventory.common.InventoryPermission;
import erp.inventory.planning.Expectations;
import erp.production.common.OfProduction;
import erp.production.common.ProductionPermission;
import erp.production.planning.RunJob;

import java.time.Duration;
import java.util.List;

/** Production, as a module. */
public final class ProductionModule implements ErpModule, OfProduction {
    public static final BuiltInRole PLANNER = new BuiltInRole("planner");
    public static final BuiltInRole SHOP_FLOOR_WORKER = new BuiltInRole("shop-floor-worker");

    private final Production production;
    private final RunJob planning;

    /**
     * @param expectations open documents of other modules that planning goes by
     */
    public ProductionModule(
            Db db,
            InventoryModule inventory,
            FinanceModule finance,
            List<Expectations> expectations) {
        this.production = new Production(inventory.inventory(), finance.finance());
        this.planning = Production.planning(db, expectations);
    }

    @Override
    public String purpose() {
        return "Bills of material, routings, work orders, requirements planning";
    }

    @Override
    public List<Class<?>> entities() {
        return Production.entities();
    }

    @Override
    public List<? extends Permission> permissions() {
        return List.of(ProductionPermission.values());
    }

    /** Who plans does not post, who posts does not settle, and who settles does neither. */
    @Override
    public List<Grant> grants() {
        return List.of(
                PLANNER.holds(
                        ProductionPermission.MASTER_READ,
                        ProductionPermission.MASTER_WRITE,
                        ProductionPermission.ORDERS_READ,
                        ProductionPermission.ORDERS_WRITE,
                        ProductionPermission.PLANNING_READ,
                        ProductionPermission.PLANNING_WRITE),
                PLANNER.reads(InventoryPermission.values()),
                PLANNER.holds(COMPANIES_READ),
                SHOP_FLOOR_WORKER.holds(
                        ProductionPermission.MASTER_READ,
                        ProductionPermission.ORDERS_READ,
                        ProductionPermission.POSTINGS_WRITE),
                SHOP_FLOOR_WORKER.reads(InventoryPermission.values()),
                SHOP_FLOOR_WORKER.holds(COMPANIES_READ),
                InventoryModule.WAREHOUSE_CLERK.reads(ProductionPermission.values()),
                FinanceModule.ACCOUNTANT.holds(ProductionPermission.ORDERS_CLOSE),
                FinanceModule.ACCOUNTANT.reads(ProductionPermission.values()));
    }

    @Override
    public List<Endpoint<?>> endpoints() {
        return production.endpoints();
    }

    @Override
    public List<Job> jobs() {
        return List.of(new Job("planning-runs", Duration.ofSeconds(5), planning::work));
    }

    @Override
    public List<SmokeTest> smokeTests() {
        return List.of(SmokeTest.read("production", "/api/v1/production/work-centres?limit=1"));
    }
}
