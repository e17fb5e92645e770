package canary.demo;

import canary.demo.fault.Fault;
import canary.load.Clients;
import canary.load.Company;
import canary.load.CompanyLoader;
import canary.load.Habits;
import canary.load.RequestKind;
import canary.load.UserSatisfaction;
import canary.load.WarmUp;
import canary.router.LeftOut;

import erp.migrations.Invariants;
import erp.migrations.sql.Accounts;
import erp.migrations.sql.DatabaseLogin;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The main job on one machine: a whole staged release, from an empty database to the report. */
public final class Demo {

    /** Exit code of a process that SIGKILL ended. */
    private static final int KILLED = 128 + 9;

    /** A person or a test kills it a few times; more than this is a fault of its own. */
    private static final int AGENT_STARTS = 20;

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final int BROKEN_DATA = 1;
    private static final int INTERRUPTED = 130;
    private static final CompanyLoader.Size SIZE = new CompanyLoader.Size(20, 40, 200);
    private static final String PROBE = "release-probe";
    private static final double MANY_ERRANDS = 0.5;
    private static final Duration SIGN_IN_LIMIT = Duration.ofMinutes(2);
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final DemoOptions options;
    private final Programs programs;
    private final PrintStream out;
    private final StepLog steps;
    private final String name;
    private final Path folder;

    Demo(DemoOptions options, Programs programs, PrintStream out) {
        this.options = options;
        this.programs = programs;
        this.out = out;
        this.steps = new StepLog(out);
        this.name =
                "demo-"
                        + options.release().word()
                        + "-"
                        + LocalDateTime.now(java.time.ZoneOffset.UTC).format(STAMP);
        this.folder =
                options.report()
                        .orElse(programs.data().resolve("demo").resolve(name))
                        .toAbsolutePath();
    }

    /** Runs the demo and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(Arrays.asList(arguments)));
    }

    /** Runs the demo; the result is the process' exit code. */
    static int run(List<String> arguments) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            System.out.print(DemoOptions.usage());
            return 0;
        }
        DemoOptions options;
        try {
            options = DemoOptions.parse(arguments);
        } catch (DemoOptions.WrongUsage e) {
            System.err.println(e.getMessage());
            System.err.print(DemoOptions.usage());
            return WRONG_USAGE;
        }
        Path home = Path.of(System.getProperty("erp.home", "")).toAbsolutePath();
        String data =
                Objects.requireNonNullElse(System.getenv("ERP_DATA_DIR"), Programs.DEFAULT_DATA);
        Demo demo = new Demo(options, Programs.of(home, data), System.out);
        demo.logToFile();
        return demo.run();
    }

    /** The terminal is for progress. To be called before anything logs. */
    private void logToFile() {
        System.setProperty("canary.log.to", "file");
        System.setProperty("canary.log", folder.resolve("demo.log").toString());
    }

    int run() {
        CleanUp cleanUp = new CleanUp();
        Thread onSignal = new Thread(() -> interrupt(cleanUp), "interrupted");
        Runtime.getRuntime().addShutdownHook(onSignal);
        try {
            return release(cleanUp, onSignal);
        } catch (RuntimeException e) {
            awaitIfRunning(onSignal);
            System.err.println("The demo failed: " + e.getMessage());
            org.slf4j.LoggerFactory.getLogger(Demo.class).error("demo failed", e);
            return FAILED;
        } finally {
            cleanUp.close();
            forget(onSignal);
        }
    }

    /** Ctrl-C or SIGTERM: everything is stopped in order, then the process ends at once. */
    private void interrupt(CleanUp cleanUp) {
        out.println("Interrupted, stopping everything ...");
        cleanUp.close();
        out.flush();
        Runtime.getRuntime().halt(INTERRUPTED);
    }

    private static void awaitIfRunning(Thread onSignal) {
        if (onSignal.isAlive()) {
            // What failed, failed because it was stopped; the hook ends the process.
            try {
                onSignal.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void forget(Thread onSignal) {
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException _) {
            awaitIfRunning(onSignal);
        }
    }

    private int release(CleanUp cleanUp, Thread onSignal) {
        createFolder();
        sayRelease();
        DemoDatabase database =
                steps.step(
                        "database",
                        () -> cleanUp.add(DemoDatabase.open(programs.data())),
                        it -> "MariaDB on port " + it.port() + ", schema erp_demo made afresh");
        steps.step("schema", database::migrate, it -> it.size() + " migrations applied");
        Map<String, DatabaseLogin> accounts =
                steps.step(
                        "accounts",
                        () ->
                                Map.of(
                                        World.STABLE, database.account(World.STABLE),
                                        World.CANARY, database.account(World.CANARY)),
                        _ -> "erp_v1 and erp_v2, each with its own limit of connections");
        Company.User admin = new Company.User("admin", Accounts.newPassword());
        Fault fault = options.release().newFault(options.route(), options.pace());
        CanaryBuild build = options.release().build(folder);
        World world = cleanUp.add(world(database, accounts, admin, fault, build));
        URI v1 =
                steps.step(
                        "v1",
                        () -> world.start(World.STABLE),
                        it -> "answers on port " + it.getPort());
        Loaded loaded = steps.step("company", () -> load(v1, admin), Demo::describe);
        World.AgentAccess access = world.open(loaded.warmUp());
        steps.say("world", access.places());
        steps.say("watch", "from a second terminal: " + programs.look(access));
        steps.say("watch", "in a browser: the same with `page` instead of `status`");
        Clients clients = cleanUp.add(clients(world.entrance(), loaded.company(), fault));
        steps.step("clients", () -> clients.awaitSignIns(SIGN_IN_LIMIT), Demo::describe);
        steps.step(
                "pace",
                () ->
                        FittingPace.ofMachine()
                                .fit(options.rps(), DemoOptions.USUAL_RPS, clients::pace),
                it -> it.words() + new MachineSpeed(clients.p95()).words());
        MachineSpeed speed = new MachineSpeed(clients.p95());
        String plan = plan(build, access, database.owner(), loaded.probe());
        SchemaShape before = database.shape();
        int code = carryOut(cleanUp, plan, access, secrets(database, loaded.probe()));
        awaitIfRunning(onSignal);
        clients.close();
        steps.say("clients", totals(clients));
        if (!options.isOnCluster()) { // there it is done in the pods, which do not tell
            fault.deeds().ifPresent(it -> steps.say("fault", it));
        }
        speed.excuse().ifPresent(it -> steps.say("machine", it));
        boolean leftAlone = isLeftAlone(before, database);
        boolean sound = check(database) && leftAlone;
        steps.say("report", "in " + folder);
        return sound || code != 0 ? code : BROKEN_DATA;
    }

    private String plan(
            CanaryBuild build, World.AgentAccess access, DatabaseLogin owner, Company.User probe) {
        Path backups = folder.resolve("backups");
        return PlanText.of(
                name,
                options.release(),
                options.pace(),
                PlanText.hooks(programs, build, backups, name, probe.username()),
                access.plan(),
                owner.url(),
                owner.user(),
                probe.username());
    }

    private void sayRelease() {
        steps.say(
                "release",
                options.release().word()
                        + ": "
                        + options.route()
                                .map(it -> "v2 answers each " + it + " with 500, and nothing else")
                                .orElse(options.release().what()));
    }

    private World world(
            DemoDatabase database,
            Map<String, DatabaseLogin> accounts,
            Company.User admin,
            Fault fault,
            CanaryBuild build) {
        if (options.isOnCluster()) {
            DatabaseLogin account =
                    Objects.requireNonNull(accounts.get(World.STABLE), "was made before");
            return new ClusterWorld(
                    programs, folder, options, database.port(), account, admin, fault);
        }
        LeftOut leftOut = LeftOut.STANDARD.andAgents(options.leftOut());
        return new LocalWorld(folder, programs.serve(), accounts, admin, fault, leftOut, build);
    }

    private Clients clients(URI entrance, Company company, Fault fault) {
        return new Clients(
                        entrance,
                        company,
                        options.rps().orElse(DemoOptions.USUAL_RPS),
                        System.nanoTime(),
                        habits(fault.satisfaction()))
                .start();
    }

    /** Whoever asks for one route wants it used: usually it would be a few times in a minute. */
    private Habits habits(UserSatisfaction satisfaction) {
        return options.route().isPresent()
                ? new Habits(satisfaction, MANY_ERRANDS)
                : new Habits(satisfaction);
    }

    private static Map<String, String> secrets(DemoDatabase database, Company.User probe) {
        return Map.of(
                PlanText.PROBE_PASSWORD, probe.password(),
                PlanText.DATABASE_PASSWORD, database.owner().password());
    }

    private int carryOut(
            CleanUp cleanUp, String text, World.AgentAccess access, Map<String, String> secrets) {
        Path plan = folder.resolve("plan.yaml");
        try {
            Files.writeString(plan, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        steps.say("agent", "carries out " + plan);
        List<String> command = new ArrayList<>(programs.release());
        command.addAll(List.of("start", plan.toString()));
        command.addAll(access.options());
        command.addAll(List.of("--report", folder.toString()));
        options.json()
                .ifPresent(
                        file ->
                                command.addAll(
                                        List.of("--json", file.toAbsolutePath().toString())));
        out.flush();
        Map<String, String> environment = new LinkedHashMap<>(secrets);
        environment.put("ERP_DATA_DIR", programs.data().toString());
        environment.put("ERP_DB_SCHEMA", DemoDatabase.SCHEMA);
        environment.putAll(access.environment());
        return supervise(cleanUp, command, environment);
    }

    /** As a cluster would: a killed agent is started again, and goes on from its journal. */
    private int supervise(CleanUp cleanUp, List<String> command, Map<String, String> secrets) {
        int code = cleanUp.add(AgentProcess.start(command, secrets)).await();
        for (int again = 0; code == KILLED && again < AGENT_STARTS; again++) {
            steps.say("agent", "was killed; started again");
            out.flush();
            code = cleanUp.add(AgentProcess.start(command, secrets)).await();
        }
        return code;
    }

    /** What is in the database before anybody works. */
    private record Loaded(Company company, Company.User probe, WarmUp warmUp) {}

    private static Loaded load(URI api, Company.User admin) {
        try (CompanyLoader loader = new CompanyLoader(api, admin)) {
            Company company = loader.load(SIZE);
            return new Loaded(company, loader.probe(PROBE), loader.warmUp(company));
        }
    }

    private static String describe(Loaded loaded) {
        Company company = loaded.company();
        return "%d items, %d customers, %d users"
                .formatted(
                        company.items().size(), company.customers().size(), company.users().size());
    }

    private static String describe(int notSignedIn) {
        String late = notSignedIn == 0 ? "" : " (%d not signed in yet)".formatted(notSignedIn);
        return SIZE.users() + " users" + late;
    }

    /** Tells whether schema and data are as they were, where the release must leave them so. */
    private boolean isLeftAlone(SchemaShape before, DemoDatabase database) {
        if (!options.release().leavesDataAlone()) {
            return true;
        }
        SchemaShape after = database.shape();
        List<String> changes = after.changes(before);
        changes.forEach(it -> steps.say("schema", "CHANGED: " + it));
        if (changes.isEmpty()) {
            steps.say(
                    "schema",
                    String.format(
                            Locale.ROOT,
                            "as it was: %d steps, the newest %s, %d columns; %d tables, none with"
                                    + " fewer rows (%,d, %,d before); no copy is left",
                            after.steps().size(),
                            after.newestStep(),
                            after.columns().size(),
                            after.rows().size(),
                            after.allRows(),
                            before.allRows()));
        }
        return changes.isEmpty();
    }

    /** Tells every broken invariant; whether there is none, and some were looked at. */
    private boolean check(DemoDatabase database) {
        List<Invariants.Result> results =
                steps.step("data", database::check, it -> it.size() + " invariants checked");
        List<Invariants.Result> broken = results.stream().filter(it -> !it.passed()).toList();
        for (Invariants.Result each : broken) {
            String how = each.error().orElse(each.violations() + " rows, " + each.firstRows());
            steps.say("data", "BROKEN " + each.id() + ": " + each.statement() + " (" + how + ")");
        }
        return broken.isEmpty() && !results.isEmpty();
    }

    private static String totals(Clients clients) {
        long sent = 0;
        long refused = 0;
        long failed = 0;
        for (Clients.Count count : clients.counts().values()) {
            sent += count.sent();
            refused += count.refused();
            failed += count.failed();
        }
        Clients.Count paid =
                clients.counts().getOrDefault(RequestKind.PAY, new Clients.Count(0, 0, 0));
        return String.format(
                Locale.ROOT,
                "%,d requests, %,d flows paid, %,d refused, %,d failed, %,d left out",
                sent,
                paid.sent() - paid.refused() - paid.failed(),
                refused,
                failed,
                clients.leftOut());
    }

    private void createFolder() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be made", e);
        }
    }
}
