package canary.load.measure;

import canary.load.Company;
import canary.load.CompanyLoader;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures the ERP under whole order-to-cash flows: {@code ops/bin/load}. */
public final class Load {

    private static final int WRONG_USAGE = 2;
    private static final int STARTS = 3;
    private static final int USERS_MORE = 1;
    private static final int ITEMS = 200;
    private static final int CUSTOMERS = 500;
    private static final long SEED = 20261124;
    private static final double NANOS = 1e9;

    private final LoadOptions options;
    private final Path home;
    private final RunningParts running = new RunningParts();

    private Load(LoadOptions options, Path home) {
        this.options = options;
        this.home = home;
    }

    /** Runs the measurement and prints its tables. */
    public static void main(String[] arguments) throws Exception {
        if (List.of(arguments).contains("--help")) {
            System.out.print(LoadOptions.USAGE);
            return;
        }
        LoadOptions options;
        try {
            options = LoadOptions.parse(Arrays.asList(arguments));
        } catch (LoadOptions.WrongUsage e) {
            System.err.println(e.getMessage());
            System.err.print(LoadOptions.USAGE);
            System.exit(WRONG_USAGE);
            return;
        }
        Path home = Path.of(System.getProperty("erp.home", "")).toAbsolutePath();
        Load load = new Load(options, home);
        try {
            load.run();
        } finally {
            load.running.close();
        }
    }

    private void run() throws IOException, InterruptedException {
        LoadDatabase database = running.started(LoadDatabase.open(home, System.getenv()));
        database.migrate();
        Path log = Files.createTempFile("erp-load-", ".log");
        System.err.println("The server logs to " + log);
        Map<String, List<Duration>> starts = new LinkedHashMap<>();
        if (options.startup()) {
            starts.put("with AOT cache", starts(database, log, ""));
            starts.put("without AOT cache", starts(database, log, "-XX:AOTMode=off"));
            System.out.println(LoadTables.starts(starts));
        }
        List<Level> levels = new ArrayList<>();
        LoadServer server =
                running.started(LoadServer.start(home, database.login(), log.toFile(), ""));
        Company company = load(server);
        for (int clients : options.clients()) {
            levels.add(measure(clients, server, database, company));
        }
        System.out.println(LoadTables.markdown(levels));
        write(levels, starts);
    }

    private List<Duration> starts(LoadDatabase database, Path log, String javaOptions) {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            try (LoadServer server =
                    LoadServer.start(home, database.login(), log.toFile(), javaOptions)) {
                times.add(server.startTime());
            }
        }
        return times;
    }

    private Company load(LoadServer server) {
        try (CompanyLoader loader = new CompanyLoader(server.api(), LoadServer.ADMIN)) {
            int users = options.mostClients() + USERS_MORE;
            return loader.load(new CompanyLoader.Size(ITEMS, CUSTOMERS, users));
        }
    }

    private Level measure(int clients, LoadServer server, LoadDatabase database, Company company)
            throws InterruptedException {
        System.err.printf("%d clients: %d s warm-up, ", clients, options.warmUp());
        System.err.printf("%d s flows, %d s reads%n", options.seconds(), options.readSeconds());
        long self = ProcessHandle.current().pid();
        long mysql = database.pid().orElse(-1);
        try (ClosedLoop loop = new ClosedLoop(server.api(), company, clients, SEED + clients)) {
            loop.flows(options.warmUp());
            double[] before = cpu(server.pid(), mysql, self);
            long start = System.nanoTime();
            Latencies flows = loop.flows(options.seconds());
            double seconds = (System.nanoTime() - start) / NANOS;
            double[] after = cpu(server.pid(), mysql, self);
            double serverMib = ProcessUse.residentMib(server.pid());
            double databaseMib = ProcessUse.residentMib(mysql);
            Latencies reads = loop.reads(options.readSeconds());
            Level.Cores cores = cores(before, after, seconds);
            return new Level(clients, seconds, flows, reads, cores, serverMib, databaseMib);
        }
    }

    /** CPU of server, database, client and the whole machine so far. */
    private static double[] cpu(long... pids) {
        double[] seconds = new double[pids.length + 1];
        for (int i = 0; i < pids.length; i++) {
            seconds[i] = ProcessUse.cpuSeconds(pids[i]);
        }
        seconds[pids.length] = ProcessUse.machineCpuSeconds();
        return seconds;
    }

    private static Level.Cores cores(double[] before, double[] after, double seconds) {
        double[] used = new double[after.length];
        for (int i = 0; i < used.length; i++) {
            used[i] = (after[i] - before[i]) / seconds;
        }
        // A database that is not ours to see counts among the others.
        double seen = used[0] + (Double.isNaN(used[1]) ? 0 : used[1]) + used[2];
        return new Level.Cores(used[0], used[1], used[2], used[3] - seen);
    }

    private void write(List<Level> levels, Map<String, List<Duration>> starts) throws IOException {
        if (options.out().isPresent()) {
            Path folder = Files.createDirectories(options.out().get());
            String name =
                    "load-"
                            + LocalDateTime.now(ZoneOffset.UTC)
                                    .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmm"));
            String started = starts.isEmpty() ? "" : LoadTables.starts(starts) + "\n";
            Files.writeString(folder.resolve(name + ".md"), started + LoadTables.markdown(levels));
            Files.writeString(folder.resolve(name + ".csv"), LoadTables.csv(levels));
        }
        if (options.json().isPresent()) {
            new JsonMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValue(options.json().get().toFile(), LoadTables.data(levels, starts));
        }
    }
}
