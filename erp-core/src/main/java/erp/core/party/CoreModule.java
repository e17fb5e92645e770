package erp.core.party;

import erp.core.CorePermission;
import erp.core.Permission;
import erp.core.http.Endpoint;
import erp.core.http.server.IdempotencyKeys;
import erp.core.jobs.Job;
import erp.core.module.ErpModule;
import erp.core.module.SmokeTest;
import erp.core.quarantine.Quarantine;
import erp.core.quarantine.QuarantineRoutes;
import erp.core.tx.Db;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Companies, the quarantine and what all modules share, as a module. */
public final class CoreModule implements ErpModule {
    private final Db db;
    private final Companies companies = new Companies();

    public CoreModule(Db db) {
        this.db = db;
    }

    @Override
    public String module() {
        return "core";
    }

    @Override
    public String purpose() {
        return "Companies and what all modules share";
    }

    @Override
    public String schemaPrefix() {
        return "party";
    }

    @Override
    public List<Class<?>> entities() {
        return Stream.concat(Companies.ENTITIES.stream(), Quarantine.ENTITIES.stream()).toList();
    }

    @Override
    public List<? extends Permission> permissions() {
        return List.of(CorePermission.values());
    }

    @Override
    public List<Endpoint<?>> endpoints() {
        List<Endpoint<?>> all = new ArrayList<>(new CompanyRoutes(companies).endpoints());
        all.addAll(new QuarantineRoutes(new Quarantine()).endpoints());
        return all;
    }

    @Override
    public List<Job> jobs() {
        return List.of(
                new Job("idempotency-keys", Duration.ofHours(1), () -> IdempotencyKeys.sweep(db)));
    }

    @Override
    public List<SmokeTest> smokeTests() {
        return List.of(SmokeTest.read("core", "/api/v1/core/companies?limit=1"));
    }

    public Companies companies() {
        return companies;
    }
}
