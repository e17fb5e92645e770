package erp.users;

import erp.core.Actor;
import erp.core.Caller;
import erp.core.CorePermission;
import erp.core.Http;
import erp.core.Json;
import erp.core.Permission;
import erp.core.TestClock;
import erp.core.auth.AuthRoutes;
import erp.core.auth.AuthSettings;
import erp.core.auth.BearerAuthenticator;
import erp.core.auth.SigningKeys;
import erp.core.auth.Tokens;
import erp.core.http.Endpoint;
import erp.core.http.server.Server;
import erp.core.http.wire.TrustedProxies;
import erp.core.module.BuiltInRole;
import erp.core.module.Rights;
import erp.core.party.Companies;
import erp.core.party.CompanyRoutes;
import erp.core.party.NewCompany;
import erp.core.tx.ChangeRecorder;
import erp.core.tx.Database;
import erp.core.tx.Db;
import erp.core.tx.Tx;
import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;
import erp.users.common.UsersPermission;
import erp.users.passwords.Argon2Cost;
import erp.users.passwords.UsersSettings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * A process as {@code app} would wire it, with real tokens, real users and the API of this module;
 * several can share a schema and a clock.
 */
final class TestProcess implements AutoCloseable {
    static final String PASSWORD = "correct horse 9";
    static final Administrator ADMINISTRATOR = new Administrator("admin", PASSWORD);
    static final NewCompany COMPANY = new NewCompany("MAIN", "Main company", "EUR", "UTC");
    static final AuthSettings AUTH = AuthSettings.of("", "test");

    /** Rights of a module that is not there. */
    enum OtherPermission implements Permission {
        READ,
        WRITE;

        @Override
        public String module() {
            return "sales";
        }

        @Override
        public String code() {
            return "sales.orders." + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    static final BuiltInRole SALES_CLERK = new BuiltInRole("sales-clerk");

    /** As if modules that sell and keep a warehouse were there. */
    static final Rights RIGHTS =
            new Rights(
                            List.of(CorePermission.values()),
                            List.of(
                                    SALES_CLERK.holds(OtherPermission.values()),
                                    SALES_CLERK.holds(CorePermission.COMPANIES_READ),
                                    new BuiltInRole("warehouse-clerk")
                                            .reads(OtherPermission.values()),
                                    new BuiltInRole("accountant").reads(OtherPermission.values())))
                    .and(UsersPermission.values())
                    .and(OtherPermission.values());

    final TestSchema schema;
    final TestClock clock;
    final SigningKeys keys;
    final Tokens tokens;
    final Users users;
    final Db db;
    final UUID company;
    private final Database database;
    private final Server server;
    private boolean ownsSchema;

    static TestProcess start() {
        TestProcess process = new TestProcess(TestDatabase.schema(), new TestClock(), AUTH);
        process.ownsSchema = true;
        return process;
    }

    TestProcess(TestSchema schema, TestClock clock, AuthSettings auth) {
        this(schema, clock, auth, RIGHTS);
    }

    /**
     * @param rights what this version of the ERP asks for
     */
    TestProcess(TestSchema schema, TestClock clock, AuthSettings auth, Rights rights) {
        this.schema = schema;
        this.clock = clock;
        List<Class<?>> entities = new ArrayList<>(Users.ENTITIES);
        entities.addAll(SigningKeys.ENTITIES);
        entities.addAll(Companies.ENTITIES);
        this.database =
                Database.open(
                        new Database.Options(
                                schema.application().url(),
                                schema.application().user(),
                                schema.application().password(),
                                8,
                                Duration.ofSeconds(10)),
                        entities);
        this.db =
                new Db(
                        database.sessions(),
                        clock,
                        new ChangeRecorder("test", Json.mapper()),
                        Db.Observer.NONE);
        this.keys = new SigningKeys(db, clock, auth);
        this.tokens = new Tokens(keys, clock, auth);
        Companies companies = new Companies();
        this.users =
                new Users(
                        db,
                        tokens,
                        auth,
                        companies,
                        rights,
                        UsersSettings.defaults(new Argon2Cost(7_168, 5)));
        keys.prepare();
        this.company = users.start(COMPANY, ADMINISTRATOR);
        List<Endpoint<?>> endpoints = new ArrayList<>(new UsersRoutes(users).endpoints());
        endpoints.addAll(new AuthRoutes(keys).endpoints());
        endpoints.addAll(new CompanyRoutes(companies).endpoints());
        this.server =
                new Server(
                        new Server.Options(0, "test", Duration.ofSeconds(10))
                                .behind(TrustedProxies.of("127.0.0.1")),
                        db,
                        new BearerAuthenticator(tokens, users.access()),
                        Json.mapper(),
                        _ -> {},
                        endpoints);
        server.start();
    }

    Http anonymous() {
        return Http.to(server.port());
    }

    Http.Response signIn(String username, String password) {
        return anonymous()
                .post(
                        "/api/v1/users/login",
                        """
                        {"username": "%s", "password": "%s"}\
                        """
                                .formatted(username, password));
    }

    /** A client of somebody who signs in with {@link #PASSWORD}. */
    Http as(String username) {
        return with(signIn(username, PASSWORD).expect(200).text("/accessToken"));
    }

    Http with(String token) {
        return anonymous().with("Authorization", "Bearer " + token);
    }

    Http administrator() {
        return as(ADMINISTRATOR.username());
    }

    /** A new user of the first company. */
    UUID user(String username, String... roles) {
        return administrator()
                .post("/api/v1/users/users", newUser(username, roles))
                .expect(201)
                .uuid("/id");
    }

    static String newUser(String username, String... roles) {
        return """
        {"username": "%s", "password": "%s", "displayName": "Somebody", "roles": [%s]}\
        """
                .formatted(username, PASSWORD, quoted(roles));
    }

    /** A new role of the first company. */
    UUID role(String name, String... permissions) {
        return administrator()
                .post("/api/v1/users/roles", role(name, List.of(permissions)))
                .expect(201)
                .uuid("/id");
    }

    static String role(String name, List<String> permissions) {
        return """
        {"name": "%s", "permissions": [%s]}\
        """
                .formatted(name, quoted(permissions.toArray(String[]::new)));
    }

    static String quoted(String... texts) {
        return texts.length == 0 ? "" : "\"" + String.join("\", \"", texts) + "\"";
    }

    long count(String sql) {
        return read(tx -> tx.session().createNativeQuery(sql, Long.class).getSingleResult());
    }

    <T> T read(Function<Tx, T> work) {
        return db.read(new Caller(Actor.SYSTEM, company, "test"), work);
    }

    @Override
    public void close() {
        server.close();
        database.close();
        if (ownsSchema) {
            schema.close();
        }
    }
}
