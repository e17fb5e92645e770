package erp.crm.reports;

import erp.core.Actor;
import erp.core.Caller;
import erp.core.jobs.Job;
import erp.core.party.Companies;
import erp.core.tx.Db;

import java.time.Duration;
import java.util.UUID;

/** Keeps each company's forecast once on each of its days. */
public final class SnapshotJob {
    private static final String NAME = "crm-forecast-snapshots";

    private final Db db;
    private final Companies companies;

    public SnapshotJob(Db db, Companies companies) {
        this.db = db;
        this.companies = companies;
    }

    public Job job() {
        return new Job(NAME, Duration.ofHours(1), this::run);
    }

    /** Each company's, whatever becomes of the others'; then throws what failed first. */
    private void run() {
        RuntimeException failure = null;
        for (UUID company : db.read(Caller.system(NAME), companies::ids)) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            try {
                db.write(
                        new Caller(Actor.SYSTEM, company, NAME),
                        tx -> Forecast.keep(tx).isPresent());
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
