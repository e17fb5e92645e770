package erp.app;

import erp.core.CannotStart;
import erp.core.Json;
import erp.core.auth.AuthSettings;
import erp.core.checks.Backups;
import erp.core.checks.DataChecks;
import erp.core.http.server.Server;
import erp.core.jobs.Job;
import erp.core.jobs.Jobs;
import erp.core.module.Modules;
import erp.core.openapi.ApiDocs;
import erp.core.openapi.Chapters;
import erp.core.ops.AccessLog;
import erp.core.ops.Health;
import erp.core.ops.Management;
import erp.core.ops.Metrics;
import erp.core.ops.Running;
import erp.core.outbox.Outbox;
import erp.core.settings.ServerSettings;
import erp.core.settings.Settings;
import erp.core.traces.TraceSettings;
import erp.core.traces.Traces;
import erp.core.tx.ChangeRecorder;
import erp.core.tx.Database;
import erp.core.tx.Db;
import erp.core.tx.HeldLook;
import erp.migrations.fleet.VersionStates;
import erp.migrations.schema.SchemaCheck;
import erp.migrations.schema.SchemaState;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.MigrationException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One running erp-server: database, modules, API port, management port. */
final class ErpServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ErpServer.class);

    /** How long a request waits for a connection before it is told to come again. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Running running;
    private final Management management;
    private final Server api;

    private ErpServer(Running running, Management management, Server api) {
        this.running = running;
        this.management = management;
        this.api = api;
    }

    /** Starts everything and returns when requests are served. */
    static ErpServer start(Settings settings, DatabaseLogin login) {
        String version = settings.get(ServerSettings.VERSION);
        Clock clock = Clock.systemUTC();
        JsonMapper json = Json.mapper();
        Traces traces = TraceSettings.traces(settings, login.url());
        Metrics metrics = new Metrics(version, clock, traces);
        ChangeRecorder recorder = new ChangeRecorder(version, json);
        refuseRejected(settings, login);
        Database database = connect(settings, login);
        try {
            metrics.observe(database.pool());
            Db db = new Db(database::sessions, clock, recorder, metrics, traces);
            Wiring wiring = new Wiring(db, clock, auth(settings), metrics);
            wiring.modules().subscribe(recorder);
            map(database, wiring, login);
            wiring.prepare(settings);
            Outbox outbox = new Outbox(db, Wiring.deliveries(), metrics);
            DataChecks data = new DataChecks(db, login.dataSource(), metrics);
            Jobs jobs =
                    new Jobs(db, version, jobs(wiring, outbox, data), metrics)
                            .looking(outbox::look)
                            .looking(data::look)
                            .looking(new Backups(db, metrics)::look);
            SchemaCheck schema = SchemaCheck.ofBuild();
            Health health =
                    Health.of(
                            database,
                            metrics,
                            () -> trouble(schema.check(database.probe())),
                            Health.Check.told("jobs", jobs::trouble),
                            Health.Check.told("outbox", outbox::trouble),
                            Health.Check.told("data", data::trouble));
            Server api = api(settings, db, wiring, json, metrics);
            Management management = management(settings, health, metrics, json, clock.instant());
            HeldLook held = HeldLook.start(db.held(), database.probe());
            Running running =
                    new Running(health, api, database, management, metrics, jobs, held, traces);
            running.start();
            log.info(
                    "serving version={} address={} port={} management_address={}"
                            + " management_port={}",
                    version,
                    settings.get(ServerSettings.HTTP_ADDRESS),
                    api.port(),
                    settings.get(ServerSettings.MANAGEMENT_ADDRESS),
                    management.port());
            return new ErpServer(running, management, api);
        } catch (RuntimeException e) {
            database.close();
            traces.close();
            throw e;
        }
    }

    private static List<Job> jobs(Wiring wiring, Outbox outbox, DataChecks data) {
        List<Job> jobs = new ArrayList<>(wiring.modules().jobs());
        jobs.addAll(outbox.jobs());
        jobs.add(data.job());
        return jobs;
    }

    private static Database connect(Settings settings, DatabaseLogin login) {
        try {
            return Database.connect(
                    new Database.Options(
                            login.url(),
                            login.user(),
                            login.password(),
                            settings.get(ServerSettings.DB_CONNECTIONS),
                            PATIENCE,
                            settings.get(ServerSettings.DB_STATEMENT_LIMIT)));
        } catch (RuntimeException e) {
            throw cannotBeUsed(login, e);
        }
    }

    /** A version that was rolled back stays down until somebody says otherwise. */
    private static void refuseRejected(Settings settings, DatabaseLogin login) {
        String version = settings.get(ServerSettings.VERSION);
        Optional<VersionStates.Said> rejection = rejection(version, login);
        if (rejection.isEmpty()) {
            return;
        }
        String why =
                "version %s was rejected at %s: %s"
                        .formatted(version, rejection.get().since(), rejection.get().why());
        if (!settings.get(ServerSettings.START_REJECTED)) {
            throw new CannotStart(
                    "%s. `./erp db admit %s --why TEXT` lets it start again, ERP_START_REJECTED=true without its jobs"
                            .formatted(why, version));
        }
        log.warn("ERP_START_REJECTED: starts although {}", why);
    }

    private static Optional<VersionStates.Said> rejection(String version, DatabaseLogin login) {
        try {
            return new VersionStates(login.dataSource()).rejection(version);
        } catch (MigrationException e) {
            throw cannotBeUsed(login, e);
        }
    }

    private static void map(Database database, Wiring wiring, DatabaseLogin login) {
        try {
            database.map(wiring.modules().entities());
        } catch (RuntimeException e) {
            throw cannotBeUsed(login, e);
        }
    }

    private static CannotStart cannotBeUsed(DatabaseLogin login, RuntimeException e) {
        String where = login.url().replaceFirst("[?].*", ""); // may hold a password behind it
        return new CannotStart("the database at " + where + " cannot be used", e);
    }

    private static AuthSettings auth(Settings settings) {
        return AuthSettings.of(
                settings.get(AppSettings.SECRET),
                settings.get(ServerSettings.ENV),
                settings.get(AppSettings.TOKEN_AUDIENCE));
    }

    private static Server api(
            Settings settings, Db db, Wiring wiring, JsonMapper json, Metrics metrics) {
        String version = settings.get(ServerSettings.VERSION);
        Modules modules = wiring.modules();
        AccessLog access = new AccessLog();
        return new Server(
                new Server.Options(
                                settings.get(ServerSettings.HTTP_ADDRESS),
                                settings.get(ServerSettings.HTTP_PORT),
                                version,
                                settings.get(ServerSettings.DRAIN))
                        .behind(settings.get(AppSettings.TRUSTED_PROXIES))
                        .traced(db.traces()),
                db,
                wiring.authenticator(),
                json,
                request -> {
                    metrics.ended(request);
                    access.ended(request);
                },
                new ApiDocs(version, json)
                        .with(
                                modules.endpoints(),
                                new Chapters(modules.purposes(), modules.schemaPrefixes())));
    }

    private static Management management(
            Settings settings, Health health, Metrics metrics, JsonMapper json, Instant started) {
        String version = settings.get(ServerSettings.VERSION);
        return new Management(
                settings.get(ServerSettings.MANAGEMENT_ADDRESS),
                settings.get(ServerSettings.MANAGEMENT_PORT),
                health,
                metrics,
                () -> Map.of("app", "erp-system", "version", version, "startedAt", started),
                json);
    }

    int port() {
        return api.port();
    }

    int managementPort() {
        return management.port();
    }

    /**
     * Ends orderly on SIGTERM or Ctrl-C, with exit code 0.
     *
     * @param last what else is to be closed
     */
    void closeOnSignal(Runnable last) {
        running.closeOnSignal(last);
    }

    @Override
    public void close() {
        running.close();
    }

    private static String trouble(SchemaState state) {
        return state.ready() ? "" : state.reason();
    }
}
