package erp.users;

import erp.core.Permission;
import erp.core.auth.Access;
import erp.core.auth.AuthSettings;
import erp.core.auth.Tokens;
import erp.core.http.Endpoint;
import erp.core.jobs.Job;
import erp.core.module.ErpModule;
import erp.core.module.Rights;
import erp.core.module.SmokeTest;
import erp.core.party.Companies;
import erp.core.party.NewCompany;
import erp.core.tx.Db;
import erp.core.tx.Tx;
import erp.users.common.OfUsers;
import erp.users.common.UsersPermission;
import erp.users.passwords.UsersSettings;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Users, as a module. */
public final class UsersModule implements ErpModule, OfUsers {
    private final Users users;

    /**
     * @param others all rights but this module's own
     */
    public UsersModule(
            Db db,
            Tokens tokens,
            AuthSettings auth,
            Companies companies,
            Rights others,
            UsersSettings settings) {
        Rights all = others.and(UsersPermission.values());
        this.users = new Users(db, tokens, auth, companies, all, settings);
    }

    @Override
    public String purpose() {
        return "Sign-in, users, roles";
    }

    @Override
    public List<Class<?>> entities() {
        return Users.ENTITIES;
    }

    @Override
    public List<? extends Permission> permissions() {
        return List.of(UsersPermission.values());
    }

    @Override
    public List<Endpoint<?>> endpoints() {
        return new UsersRoutes(users).endpoints();
    }

    @Override
    public List<Job> jobs() {
        return List.of(new Job("sessions", Duration.ofDays(1), users::sweep));
    }

    @Override
    public List<SmokeTest> smokeTests() {
        return List.of(SmokeTest.read("users", "/api/v1/users/me"));
    }

    /** What users may do now, for whoever checks tokens. */
    public Access access() {
        return users.access();
    }

    /** Whether that is a user of the caller's company. */
    public boolean has(Tx tx, UUID user) {
        return users.has(tx, user);
    }

    /** Makes sure that there is a company and somebody who can sign in. */
    public void start(NewCompany company, @Nullable Administrator administrator) {
        users.start(company, administrator);
    }
}
