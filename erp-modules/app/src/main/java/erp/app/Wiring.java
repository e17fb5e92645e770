package erp.app;

import erp.core.CorePermission;
import erp.core.Permission;
import erp.core.auth.AuthRoutes;
import erp.core.auth.AuthSettings;
import erp.core.auth.BearerAuthenticator;
import erp.core.auth.SigningKeys;
import erp.core.auth.Tokens;
import erp.core.feedback.Feedback;
import erp.core.feedback.FeedbackPermission;
import erp.core.feedback.FeedbackRoutes;
import erp.core.http.Authenticator;
import erp.core.http.Endpoint;
import erp.core.http.server.IdempotencyKeys;
import erp.core.jobs.Job;
import erp.core.party.Companies;
import erp.core.party.CompanyRoutes;
import erp.core.party.NewCompany;
import erp.core.settings.Settings;
import erp.core.tx.ChangeRecorder;
import erp.core.tx.Db;
import erp.finance.Finance;
import erp.finance.FinanceRoutes;
import erp.finance.common.FinancePermission;
import erp.finance.opening.OpeningClosed;
import erp.finance.payments.PaymentPosted;
import erp.inventory.Inventory;
import erp.inventory.InventoryRoutes;
import erp.inventory.common.InventoryPermission;
import erp.inventory.opening.OpeningStock;
import erp.inventory.opening.OpeningStockRoutes;
import erp.sales.Sales;
import erp.sales.SalesError;
import erp.sales.SalesPermission;
import erp.sales.SalesRoutes;
import erp.users.Administrator;
import erp.users.Users;
import erp.users.UsersRoutes;
import erp.users.common.UsersPermission;
import erp.users.passwords.Argon2Cost;
import erp.users.passwords.UsersSettings;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All modules, made in the order of their dependencies; every subscription stands here. */
final class Wiring {
    /** Modules as they stand in paths, and what each is for. */
    static final Map<String, String> MODULES =
            Map.of(
                    "core", "Companies and what all modules share",
                    "feedback", "What users think of a version",
                    "users", "Sign-in, users, roles",
                    "finance", "Accounts, journal, periods, receivables, payments",
                    "inventory", "Items, warehouses, stock and its value",
                    "sales", "Customers, orders, deliveries, invoices");

    private final SigningKeys keys;
    private final Tokens tokens;
    private final Users users;
    private final Feedback feedback;
    private final Db db;
    private final List<Endpoint<?>> endpoints = new ArrayList<>();

    Wiring(
            Db db,
            Clock clock,
            AuthSettings auth,
            ChangeRecorder journal,
            Feedback.Counter feedbackCounter) {
        this.db = db;
        this.feedback = new Feedback(feedbackCounter);
        this.keys = new SigningKeys(db, clock, auth);
        this.tokens = new Tokens(keys, clock, auth);
        Companies companies = new Companies();
        Finance finance = new Finance();
        Inventory inventory = new Inventory(finance.ledger());
        OpeningStock openingStock = new OpeningStock(finance);
        Sales sales = new Sales(inventory, finance);
        this.users =
                new Users(
                        db,
                        tokens,
                        auth,
                        companies,
                        permissions(),
                        UsersSettings.defaults(Argon2Cost.OWASP));

        // Who listens to whom, within the transaction: the whole list.
        journal.on(PaymentPosted.class, sales::checkPayer);
        journal.on(OpeningClosed.class, openingStock::post);

        endpoints.addAll(new AuthRoutes(keys).endpoints());
        endpoints.addAll(new CompanyRoutes(companies).endpoints());
        endpoints.addAll(new FeedbackRoutes(feedback).endpoints());
        endpoints.addAll(new UsersRoutes(users).endpoints());
        new FinanceRoutes(finance)
                .endpoints()
                .forEach(
                        it ->
                                endpoints.add(
                                        it.id().equals("postPayment")
                                                ? it.alsoRefusedBy(SalesError.UNKNOWN_CUSTOMER)
                                                : it));
        endpoints.addAll(new InventoryRoutes(inventory).endpoints());
        endpoints.addAll(new OpeningStockRoutes(openingStock).endpoints());
        endpoints.addAll(new SalesRoutes(sales).endpoints());
    }

    /** Everything that Hibernate maps. */
    static List<Class<?>> entities() {
        return Stream.of(
                        SigningKeys.ENTITIES,
                        Companies.ENTITIES,
                        Feedback.ENTITIES,
                        Users.ENTITIES,
                        Finance.entities(),
                        Inventory.entities(),
                        Sales.entities())
                .<Class<?>>flatMap(List::stream)
                .toList();
    }

    List<Endpoint<?>> endpoints() {
        return endpoints;
    }

    Authenticator authenticator() {
        return new BearerAuthenticator(tokens, users.access());
    }

    /** Makes sure that there are signing keys, a company and somebody who can sign in. */
    void prepare(Settings settings) {
        keys.prepare();
        feedback.start(db);
        NewCompany company =
                new NewCompany(
                        "MAIN",
                        settings.get(AppSettings.COMPANY_NAME),
                        settings.get(AppSettings.COMPANY_CURRENCY).getCurrencyCode(),
                        settings.get(AppSettings.ZONE).getId());
        users.start(
                company,
                Administrator.of(
                        settings.get(AppSettings.ADMIN_USER),
                        settings.get(AppSettings.ADMIN_PASSWORD)));
    }

    /** What is done without being asked. */
    List<Job> jobs() {
        return List.of(
                new Job("signing-keys", Duration.ofHours(1), keys::rotateIfDue),
                new Job("sessions", Duration.ofDays(1), users::sweep),
                new Job("idempotency-keys", Duration.ofHours(1), () -> IdempotencyKeys.sweep(db)));
    }

    private static List<Permission> permissions() {
        return Stream.of(
                        CorePermission.values(),
                        FeedbackPermission.values(),
                        UsersPermission.values(),
                        FinancePermission.values(),
                        InventoryPermission.values(),
                        SalesPermission.values())
                .<Permission>flatMap(Stream::of)
                .toList();
    }
}
