package erp.app;

import erp.core.auth.AuthModule;
import erp.core.auth.AuthSettings;
import erp.core.auth.BearerAuthenticator;
import erp.core.feedback.Feedback;
import erp.core.feedback.FeedbackModule;
import erp.core.http.Authenticator;
import erp.core.module.ErpModule;
import erp.core.module.Modules;
import erp.core.module.Rights;
import erp.core.outbox.Delivery;
import erp.core.party.CoreModule;
import erp.core.party.NewCompany;
import erp.core.settings.Settings;
import erp.core.tx.Db;
import erp.crm.CrmModule;
import erp.finance.FinanceModule;
import erp.hr.HrModule;
import erp.inventory.InventoryModule;
import erp.production.ProductionModule;
import erp.purchasing.PurchasingModule;
import erp.sales.SalesModule;
import erp.users.Administrator;
import erp.users.UsersModule;
import erp.users.passwords.Argon2Cost;
import erp.users.passwords.UsersSettings;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** All modules, made in the order of their dependencies. */
final class Wiring {
    private final List<ErpModule> all = new ArrayList<>();
    private final Db db;
    private final FeedbackModule feedback;
    private final AuthModule auth;
    private final UsersModule users;
    private final Modules modules;

    Wiring(Db db, Clock clock, AuthSettings settings, Feedback.Counter counter) {
        this.db = db;
        CoreModule core = listed(new CoreModule(db));
        this.feedback = listed(new FeedbackModule(counter));
        this.auth = listed(new AuthModule(db, clock, settings));
        FinanceModule finance = listed(new FinanceModule(db, core.companies()));
        InventoryModule inventory = listed(new InventoryModule(finance));
        SalesModule sales = listed(new SalesModule(db, core.companies(), inventory, finance));
        PurchasingModule purchasing = listed(new PurchasingModule(inventory, finance));
        listed(
                new ProductionModule(
                        db,
                        inventory,
                        finance,
                        List.of(sales.expectations(), purchasing.expectations())));
        listed(new HrModule(finance, (tx, user) -> users().has(tx, user)));
        listed(new CrmModule(db, core.companies(), sales, (tx, user) -> users().has(tx, user)));
        this.users = // last: it must know the rights of all others
                listed(
                        new UsersModule(
                                db,
                                auth.tokens(),
                                settings,
                                core.companies(),
                                Rights.of(all),
                                UsersSettings.defaults(Argon2Cost.OWASP)));
        this.modules = new Modules(all);
    }

    private <M extends ErpModule> M listed(M module) {
        all.add(module);
        return module;
    }

    /** Made last, and asked by those who were made before. */
    private UsersModule users() {
        return users;
    }

    Modules modules() {
        return modules;
    }

    Authenticator authenticator() {
        return new BearerAuthenticator(auth.tokens(), users.access());
    }

    /** Makes sure that there are signing keys, a company and somebody who can sign in. */
    void prepare(Settings settings) {
        auth.prepare();
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

    /** Who outside is told of events: nobody yet. */
    static List<Delivery> deliveries() {
        return List.of();
    }
}
