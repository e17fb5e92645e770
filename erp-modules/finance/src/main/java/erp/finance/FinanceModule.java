package erp.finance;

import static erp.core.CorePermission.COMPANIES_READ;

import erp.core.Permission;
import erp.core.http.Endpoint;
import erp.core.jobs.Job;
import erp.core.module.BuiltInRole;
import erp.core.module.ErpModule;
import erp.core.module.Grant;
import erp.core.module.SmokeTest;
import erp.core.party.Companies;
import erp.core.party.CompanyWork;
import erp.core.tx.Db;
import erp.finance.common.FinancePermission;
import erp.finance.common.OfFinance;
import erp.finance.reports.RollUp;

import java.time.Duration;
import java.util.List;

/** Finance, as a module. */
public final class FinanceModule implements ErpModule, OfFinance {
    public static final BuiltInRole ACCOUNTANT = new BuiltInRole("accountant");

    private final Finance finance = new Finance();
    private final CompanyWork companies;

    public FinanceModule(Db db, Companies companies) {
        this.companies = new CompanyWork(db, companies);
    }

    @Override
    public String purpose() {
        return "Accounts, journal, periods, receivables, payments";
    }

    @Override
    public List<Class<?>> entities() {
        return Finance.entities();
    }

    @Override
    public List<? extends Permission> permissions() {
        return List.of(FinancePermission.values());
    }

    @Override
    public List<Grant> grants() {
        return List.of(
                ACCOUNTANT.holds(FinancePermission.values()), ACCOUNTANT.holds(COMPANIES_READ));
    }

    @Override
    public List<Endpoint<?>> endpoints() {
        return new FinanceRoutes(finance).endpoints();
    }

    @Override
    public List<Job> jobs() {
        return List.of(
                companies.repeated("finance-rolled-balances", Duration.ofMinutes(1), RollUp::next));
    }

    @Override
    public List<SmokeTest> smokeTests() {
        return List.of(SmokeTest.read("finance", "/api/v1/finance/accounts?limit=1"));
    }

    /** For modules that need it. */
    public Finance finance() {
        return finance;
    }
}
