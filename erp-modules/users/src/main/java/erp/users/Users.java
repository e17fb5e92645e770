package erp.users;

import erp.core.Actor;
import erp.core.Caller;
import erp.core.ErpException;
import erp.core.auth.Access;
import erp.core.auth.AuthSettings;
import erp.core.auth.SecretDigest;
import erp.core.auth.Tokens;
import erp.core.module.Rights;
import erp.core.party.Companies;
import erp.core.party.NewCompany;
import erp.core.tx.Db;
import erp.core.tx.Sweep;
import erp.core.tx.Tx;
import erp.users.passwords.Passwords;
import erp.users.passwords.UsersSettings;
import erp.users.roles.BuiltInRights;
import erp.users.roles.CurrentAccess;
import erp.users.roles.Role;
import erp.users.roles.Roles;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.UUID;

/** The module: what {@code app} wires, calls at start and calls now and then. */
public final class Users {
    /** Mapped classes of the module. */
    public static final List<Class<?>> ENTITIES =
            List.of(User.class, Role.class, RefreshToken.class, LoginAttempt.class);

    private static final Caller START = Caller.system("start");
    private static final Logger log = LoggerFactory.getLogger(Users.class);

    final Db db;
    final Tokens tokens;
    final Companies companies;
    final Passwords passwords;
    final CurrentAccess access;
    final SecretDigest fingerprints;
    final Roles roles;
    final Accounts accounts;
    final SignInNames names;
    final Sessions sessions;

    public Users(
            Db db,
            Tokens tokens,
            AuthSettings auth,
            Companies companies,
            Rights rights,
            UsersSettings settings) {
        this.db = db;
        this.tokens = tokens;
        this.companies = companies;
        this.passwords = new Passwords(settings);
        BuiltInRights builtIn = new BuiltInRights(rights);
        this.access = new CurrentAccess(db, builtIn);
        this.fingerprints = new SecretDigest(auth, "users.fingerprint");
        this.roles = new Roles(rights.known(), builtIn, companies, access);
        this.accounts = new Accounts(roles, builtIn, access);
        this.names = new SignInNames(companies);
        this.sessions =
                new Sessions(
                        db,
                        tokens,
                        passwords,
                        new LoginGuard(),
                        new Devices(new SecretDigest(auth, "users.device")),
                        builtIn,
                        settings);
    }

    /** What users may do now, for whoever checks tokens. */
    public Access access() {
        return access;
    }

    /**
     * Makes sure that there is a company with the built-in roles and, where no user exists at all,
     * the first administrator. Where they exist it writes nothing: this version may be on trial.
     * Two processes may call it at once.
     *
     * @param company founded where there is none
     * @param administrator null where none is configured
     * @return the installation's first company
     */
    public UUID start(NewCompany company, @Nullable Administrator administrator) {
        UUID home = db.write(START, tx -> companies.home(tx, company));
        if (db.read(caller(home), Roles::isWithoutRoles)) {
            db.write(
                    caller(home),
                    tx -> {
                        roles.found(tx);
                        return home;
                    });
        }
        if (!db.read(START, Credentials::anyUser)) {
            createFirst(home, administrator);
        }
        return home;
    }

    /** Whether that is a user of the caller's company. */
    public boolean has(Tx tx, UUID user) {
        return !new UsersQueries_(tx.session()).ids(user).isEmpty();
    }

    /** Removes what has expired. */
    public void sweep() {
        Sweep.all(db, START, Users::sweepSome);
    }

    private static int sweepSome(Tx tx, int most) {
        int tokens =
                tx.session()
                        .createNativeMutationQuery(
                                "delete from users_refresh_token where expires_at < :now limit "
                                        + most)
                        .setParameter("now", tx.now())
                        .executeUpdate();
        return tokens + LoginGuard.sweep(tx, most);
    }

    private void createFirst(UUID home, @Nullable Administrator administrator) {
        if (administrator == null) {
            log.warn(
                    "no user exists and nobody can sign in: set ERP_ADMIN_USER and"
                            + " ERP_ADMIN_PASSWORD");
            return;
        }
        String username = Credentials.username(administrator.username());
        try {
            Passwords.check(administrator.password(), username, "ERP_ADMIN_PASSWORD");
        } catch (ErpException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        String hash = passwords.hash(administrator.password());
        db.write(caller(home), tx -> createFirst(tx, username, hash));
    }

    private boolean createFirst(Tx tx, String username, String hash) {
        companies.lock(tx, tx.companyId());
        if (Credentials.anyUser(tx)) {
            return false;
        }
        accounts.create(tx, username, "Administrator", hash, List.of(BuiltInRights.ADMINISTRATOR));
        log.info("first administrator created username={}", username);
        return true;
    }

    private static Caller caller(UUID company) {
        return new Caller(Actor.SYSTEM, company, START.requestId());
    }
}
