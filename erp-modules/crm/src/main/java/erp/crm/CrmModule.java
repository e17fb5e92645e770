package erp.crm;

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
import erp.core.tx.Db;
import erp.core.tx.Tx;
import erp.crm.activities.Activities;
import erp.crm.activities.Activity;
import erp.crm.activities.ActivityRoutes;
import erp.crm.common.CrmError;
import erp.crm.common.CrmPermission;
import erp.crm.common.OfCrm;
import erp.crm.consents.Consent;
import erp.crm.leads.Conversion;
import erp.crm.leads.Conversions;
import erp.crm.leads.Lead;
import erp.crm.leads.LeadConverted;
import erp.crm.leads.Leads;
import erp.crm.leads.LeadsMerged;
import erp.crm.opportunities.Offers;
import erp.crm.opportunities.Opportunities;
import erp.crm.opportunities.Opportunity;
import erp.crm.opportunities.OpportunityRoutes;
import erp.crm.opportunities.Pipeline;
import erp.crm.opportunities.Pipelines;
import erp.crm.opportunities.Stage;
import erp.crm.opportunities.StageChange;
import erp.crm.parties.Contact;
import erp.crm.parties.Contacts;
import erp.crm.parties.ContactsMerged;
import erp.crm.parties.CustomerLink;
import erp.crm.parties.CustomerLinkRoutes;
import erp.crm.parties.CustomerLinks;
import erp.crm.parties.Organisation;
import erp.crm.parties.Organisations;
import erp.crm.parties.OrganisationsMerged;
import erp.crm.reports.ReportRoutes;
import erp.crm.reports.SnapshotJob;
import erp.crm.setup.SetupRoutes;
import erp.inventory.common.InventoryPermission;
import erp.sales.Sales;
import erp.sales.SalesModule;
import erp.sales.common.SalesPermission;
import erp.sales.quotations.QuotationOrdered;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** CRM, as a module. */
public final class CrmModule implements ErpModule, OfCrm {
    public static final BuiltInRole SALES_REPRESENTATIVE = new BuiltInRole("sales-representative");

    private final BiPredicate<Tx, UUID> users;
    private final CustomerLinks customers;
    private final Offers offers;
    private final Opportunities opportunities;
    private final Leads leads;
    private final ReportRoutes reports;
    private final SnapshotJob snapshots;

    /**
     * @param users whether there is such a user of the company: CRM does not know them
     */
    public CrmModule(Db db, Companies companies, SalesModule sales, BiPredicate<Tx, UUID> users) {
        this.users = users;
        Sales facade = sales.sales();
        this.customers = new CustomerLinks(facade);
        this.offers = new Offers(facade, customers);
        this.opportunities = new Opportunities(offers);
        this.leads = new Leads(new Conversions(opportunities, offers, customers));
        this.reports = new ReportRoutes(facade);
        this.snapshots = new SnapshotJob(db, companies);
    }

    @Override
    public String purpose() {
        return "Leads, contacts, opportunities, activities, campaigns";
    }

    @Override
    public List<Class<?>> entities() {
        List<Class<?>> entities = new ArrayList<>(SetupRoutes.entities());
        entities.addAll(
                List.of(
                        Organisation.class,
                        Contact.class,
                        Consent.class,
                        CustomerLink.class,
                        Pipeline.class,
                        Stage.class,
                        Opportunity.class,
                        StageChange.class,
                        Lead.class,
                        Conversion.class,
                        Activity.class));
        entities.addAll(ReportRoutes.entities());
        return entities;
    }

    @Override
    public List<? extends Permission> permissions() {
        return List.of(CrmPermission.values());
    }

    /** Who finds the customers may sell to them; who only sells sees who they are. */
    @Override
    public List<Grant> grants() {
        return List.of(
                SALES_REPRESENTATIVE.holds(allBut(CrmPermission.SETUP_WRITE)),
                SALES_REPRESENTATIVE.holds(
                        SalesPermission.CUSTOMERS_READ,
                        SalesPermission.CUSTOMERS_WRITE,
                        SalesPermission.QUOTATIONS_READ,
                        SalesPermission.QUOTATIONS_WRITE,
                        SalesPermission.ORDERS_READ,
                        SalesPermission.ORDERS_WRITE,
                        SalesPermission.INVOICES_READ,
                        SalesPermission.INVOICES_WRITE,
                        COMPANIES_READ),
                SALES_REPRESENTATIVE.reads(InventoryPermission.values()),
                SalesModule.SALES_CLERK.reads(CrmPermission.values()),
                SalesModule.SALES_CLERK.holds(CrmPermission.ACTIVITIES_WRITE));
    }

    @Override
    public List<Endpoint<?>> endpoints() {
        return Stream.of(
                        SetupRoutes.endpoints(users),
                        Organisations.endpoints(),
                        new CustomerLinkRoutes(customers).endpoints(),
                        Contacts.endpoints(),
                        DuplicateRoutes.endpoints(),
                        Pipelines.endpoints(),
                        new OpportunityRoutes(opportunities).endpoints(),
                        leads.endpoints(),
                        ActivityRoutes.endpoints(),
                        reports.endpoints())
                .<Endpoint<?>>flatMap(List::stream)
                .toList();
    }

    /** What is merged or converted takes along what hangs on it. */
    @Override
    public List<Subscription<?>> subscriptions() {
        return List.of(
                Subscription.on(OrganisationsMerged.class, Opportunities::follow),
                Subscription.on(ContactsMerged.class, Opportunities::follow),
                Subscription.on(OrganisationsMerged.class, Activities::follow),
                Subscription.on(ContactsMerged.class, Activities::follow),
                Subscription.on(LeadsMerged.class, Activities::follow),
                Subscription.on(LeadConverted.class, Activities::follow),
                Subscription.on(QuotationOrdered.class, offers::follow)
                        .refusing("orderQuotation", CrmError.ORDER_EXISTS));
    }

    @Override
    public List<Job> jobs() {
        return List.of(snapshots.job());
    }

    @Override
    public List<SmokeTest> smokeTests() {
        return List.of(
                SmokeTest.read("crm", "/api/v1/crm/opportunities?limit=1"),
                SmokeTest.dryRun("lead", "a lead", "/api/v1/crm/leads", SampleLeads::of));
    }

    private static Permission[] allBut(CrmPermission right) {
        return Arrays.stream(CrmPermission.values())
                .filter(it -> it != right)
                .toArray(Permission[]::new);
    }
}
