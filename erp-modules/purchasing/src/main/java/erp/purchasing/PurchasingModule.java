package erp.purchasing;

import static erp.core.CorePermission.COMPANIES_READ;

import erp.core.Permission;
import erp.core.http.Endpoint;
import erp.core.module.BuiltInRole;
import erp.core.module.ErpModule;
import erp.core.module.Grant;
import erp.core.module.SmokeTest;
import erp.core.module.Subscription;
import erp.finance.FinanceModule;
import erp.finance.common.FinancePermission;
import erp.inventory.InventoryModule;
import erp.inventory.common.InventoryPermission;
import erp.inventory.planning.Expectations;
import erp.inventory.planning.PurchaseProposed;
import erp.inventory.planning.PurchaseWithdrawn;
import erp.purchasing.common.OfPurchasing;
import erp.purchasing.common.PurchasingPermission;
import erp.purchasing.requisitions.OpenPurchases;

import java.util.List;

/** Purchasing, as a module. */
public final class PurchasingModule implements ErpModule, OfPurchasing {
    public static final BuiltInRole BUYER = new BuiltInRole("buyer");
    public static final BuiltInRole PURCHASE_APPROVER = new BuiltInRole("purchase-approver");

    private final Purchasing purchasing;
    private final SamplePurchases samples;

    public PurchasingModule(InventoryModule inventory, FinanceModule finance) {
        this.purchasing = new Purchasing(inventory.inventory(), finance.finance());
        this.samples = new SamplePurchases(finance.finance().taxes());
    }

    @Override
    public String purpose() {
        return "Suppliers, requisitions, orders, receipts, supplier invoices";
    }

    @Override
    public List<Class<?>> entities() {
        return Purchasing.entities();
    }

    @Override
    public List<? extends Permission> permissions() {
        return List.of(PurchasingPermission.values());
    }

    /**
     * Who orders does not approve, take in goods or enter what is billed; who takes in goods does
     * nothing else.
     */
    @Override
    public List<Grant> grants() {
        return List.of(
                BUYER.holds(
                        PurchasingPermission.SUPPLIERS_WRITE,
                        PurchasingPermission.REQUISITIONS_WRITE,
                        PurchasingPermission.QUOTATIONS_WRITE,
                        PurchasingPermission.ORDERS_WRITE),
                BUYER.reads(PurchasingPermission.values()),
                BUYER.reads(InventoryPermission.values()),
                BUYER.holds(COMPANIES_READ),
                PURCHASE_APPROVER.holds(
                        PurchasingPermission.REQUISITIONS_APPROVE,
                        PurchasingPermission.ORDERS_APPROVE),
                PURCHASE_APPROVER.reads(PurchasingPermission.values()),
                PURCHASE_APPROVER.reads(InventoryPermission.values()),
                PURCHASE_APPROVER.holds(FinancePermission.PAYABLES_READ, COMPANIES_READ),
                InventoryModule.WAREHOUSE_CLERK.holds(
                        PurchasingPermission.RECEIPTS_WRITE,
                        PurchasingPermission.RECEIPTS_REVERSE,
                        PurchasingPermission.REQUISITIONS_WRITE,
                        PurchasingPermission.REQUISITIONS_READ,
                        PurchasingPermission.ORDERS_READ,
                        PurchasingPermission.RECEIPTS_READ,
                        PurchasingPermission.SUPPLIERS_READ),
                FinanceModule.ACCOUNTANT.holds(
                        PurchasingPermission.INVOICES_WRITE,
                        PurchasingPermission.INVOICES_RELEASE,
                        PurchasingPermission.INVOICES_REVERSE),
                FinanceModule.ACCOUNTANT.reads(PurchasingPermission.values()));
    }

    @Override
    public List<Endpoint<?>> endpoints() {
        return purchasing.endpoints();
    }

    @Override
    public List<Subscription<?>> subscriptions() {
        return List.of(
                Subscription.on(PurchaseProposed.class, purchasing.requisitions()::propose),
                Subscription.on(PurchaseWithdrawn.class, purchasing.requisitions()::giveUp));
    }

    /** For modules that plan: what is about to be bought. */
    public Expectations expectations() {
        return new OpenPurchases();
    }

    @Override
    public List<SmokeTest> smokeTests() {
        return List.of(
                SmokeTest.read("purchasing", "/api/v1/purchasing/suppliers?limit=1"),
                SmokeTest.dryRun(
                        "purchase", "a purchase order", "/api/v1/purchasing/orders", samples::of));
    }
}
