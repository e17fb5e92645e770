package erp.core.auth;

import erp.core.http.Endpoint;
import erp.core.jobs.Job;
import erp.core.module.ErpModule;
import erp.core.tx.Db;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Tokens and the keys that they are signed with, as a module. */
public final class AuthModule implements ErpModule {
    private final SigningKeys keys;
    private final Tokens tokens;

    public AuthModule(Db db, Clock clock, AuthSettings settings) {
        this.keys = new SigningKeys(db, clock, settings);
        this.tokens = new Tokens(keys, clock, settings);
    }

    @Override
    public String module() {
        return "auth";
    }

    @Override
    public String purpose() {
        return "The keys that access tokens are signed with";
    }

    @Override
    public List<Class<?>> entities() {
        return SigningKeys.ENTITIES;
    }

    @Override
    public List<Endpoint<?>> endpoints() {
        return new AuthRoutes(keys).endpoints();
    }

    @Override
    public List<Job> jobs() {
        return List.of(new Job("signing-keys", Duration.ofHours(1), keys::rotateIfDue));
    }

    /** Makes sure that there are keys. */
    public void prepare() {
        keys.prepare();
    }

    public Tokens tokens() {
        return tokens;
    }
}
