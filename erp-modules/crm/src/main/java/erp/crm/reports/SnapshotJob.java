package erp.crm.reports;

import erp.core.jobs.Job;
import erp.core.party.Companies;
import erp.core.party.CompanyWork;
import erp.core.tx.Db;

import java.time.Duration;

/** Keeps each company's forecast once on each of its days. */
public final class SnapshotJob {
    private final CompanyWork companies;

    public SnapshotJob(Db db, Companies companies) {
        this.companies = new CompanyWork(db, companies);
    }

    public Job job() {
        return companies.job("crm-forecast-snapshots", Duration.ofHours(1), Forecast::keep);
    }
}
