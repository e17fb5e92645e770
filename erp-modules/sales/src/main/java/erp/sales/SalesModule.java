package erp.sales;

import static erp.core.CorePermission.COMPANIES_READ;

import erp.core.Permission;
import erp.core.http.Endpoint;
import erp.core.jobs.Job;
import erp.core.module.BuiltInRole;
import erp.core.module.ErpModule;
import erp.core.module.Grant;
import erp.core.module.SmokeTest;
import erp.core.module.Subscription;
import erp.core.party.Companies;
import erp.core.party.CompanyWork;
import erp.core.tx.Db;
import erp.finance.FinanceModule;
import erp.finance.events.PaymentPosted;
import erp.inventory.InventoryModule;
import erp.inventory.common.InventoryPermission;
import erp.inventory.planning.Expectations;
import erp.sales.common.OfSales;
import erp.sales.common.SalesError;
import erp.sales.common.SalesPermission;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Sales, as a module. */
public final class SalesModule implements ErpModule, OfSales {
    public static final BuiltInRole SALES_CLERK = new BuiltInRole("sales-clerk");

    private final Sales sales;
    private final SampleOrders samples;
    private final Job expiry;

    public SalesModule(
            Db db, Companies companies, InventoryModule inventory, FinanceModule finance) {
        this.sales = new Sales(inventory.inventory(), finance.finance());
        this.samples = new SampleOrders(finance.finance().taxes());
        this.expiry =
                new CompanyWork(db, companies)
                        .repeated(
                                "sales-quotation-expiry",
                                Duration.ofHours(1),
                                sales.quotations()::expire);
    }

    @Override
    public String purpose() {
        return "Customers, quotations, orders, deliveries, invoices";
    }

    @Override
    public List<Class<?>> entities() {
        return Sales.entities();
    }

    @Override
    public List<? extends Permission> permissions() {
        return List.of(SalesPermission.values());
    }

    /** Who sells does not let the goods go, and who lets them go does not sell. */
    @Override
    public List<Grant> grants() {
        return List.of(
                SALES_CLERK.holds(
                        allBut(
                                SalesPermission.DELIVERIES_WRITE,
                                SalesPermission.DELIVERIES_REVERSE,
                                SalesPermission.INVOICES_REVERSE)),
                SALES_CLERK.reads(InventoryPermission.values()),
                SALES_CLERK.holds(COMPANIES_READ),
                InventoryModule.WAREHOUSE_CLERK.holds(
                        SalesPermission.DELIVERIES_WRITE, SalesPermission.DELIVERIES_REVERSE),
                InventoryModule.WAREHOUSE_CLERK.reads(SalesPermission.values()),
                FinanceModule.ACCOUNTANT.holds(
                        SalesPermission.INVOICES_WRITE, SalesPermission.INVOICES_REVERSE),
                FinanceModule.ACCOUNTANT.reads(SalesPermission.values()));
    }

    @Override
    public List<Endpoint<?>> endpoints() {
        return new SalesRoutes(sales).endpoints();
    }

    @Override
    public List<Subscription<?>> subscriptions() {
        return List.of(
                Subscription.on(PaymentPosted.class, sales::checkPayer)
                        .refusing("postPayment", SalesError.UNKNOWN_CUSTOMER));
    }

    @Override
    public List<Job> jobs() {
        return List.of(expiry);
    }

    @Override
    public List<SmokeTest> smokeTests() {
        return List.of(
                SmokeTest.read("sales", "/api/v1/sales/customers?limit=1"),
                SmokeTest.dryRun("order", "an order", "/api/v1/sales/orders", samples::of));
    }

    /** For modules that need it. */
    public Sales sales() {
        return sales;
    }

    /** What customers have ordered and not got, for those who plan. */
    public Expectations expectations() {
        return new OpenOrderLines();
    }

    private static Permission[] allBut(SalesPermission... rights) {
        List<SalesPermission> left = List.of(rights);
        return Arrays.stream(SalesPermission.values())
                .filter(it -> !left.contains(it))
                .toArray(Permission[]::new);
    }
}
