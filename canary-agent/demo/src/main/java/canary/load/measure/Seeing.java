package canary.load.measure;

import canary.load.Company;
import canary.load.CompanyLoader;
import canary.load.HttpConnection;
import canary.programs.Ports;

import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What it costs to be seen: {@code ops/bin/bench-seeing}. One server for each way of being seen,
 * all on one database and warm; each in its turn has the clients for some seconds, round after
 * round, so that what else the machine does falls on all of them.
 */
public final class Seeing {
    private static final int CLIENTS = 16;
    private static final int USERS_MORE = 1;
    private static final int ITEMS = 200;
    private static final int CUSTOMERS = 500;
    private static final long SEED = 20261127;
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;
    private static final double PERCENT = 100;
    private static final int OK = 200;
    private static final int MOST = 1000;

    private final Path home;
    private final int rounds;
    private final int seconds;
    private final int warmUp;
    private final RunningParts running = new RunningParts();

    /** A way of being seen; the first one is what the others are compared with. */
    private record Way(String name, Map<String, String> settings) {}

    /** One turn. */
    private record Turn(double flowsPerSecond, double cpuMillisPerFlow, long errors) {}

    private record Contestant(Way way, LoadServer server, ClosedLoop loop, List<Turn> turns) {}

    private Seeing(Path home, int rounds, int seconds, int warmUp) {
        this.home = home;
        this.rounds = rounds;
        this.seconds = seconds;
        this.warmUp = warmUp;
    }

    /** Arguments: rounds, seconds of a turn, seconds of warm-up. */
    public static void main(String[] arguments) throws Exception {
        int[] given = Arrays.stream(arguments).mapToInt(Seeing::number).toArray();
        Path home = Path.of(System.getProperty("erp.home", "")).toAbsolutePath();
        Seeing seeing = new Seeing(home, given[0], given[1], given[2]);
        try {
            seeing.run();
        } finally {
            seeing.running.close();
        }
    }

    private static int number(String text) {
        int number = Integer.parseInt(text);
        if (number < 1 || number > MOST) {
            throw new IllegalArgumentException(text + " is not from 1 to " + MOST);
        }
        return number;
    }

    private void run() throws IOException, InterruptedException {
        HttpServer collector = collector();
        running.started((AutoCloseable) () -> collector.stop(0));
        LoadDatabase database = running.started(LoadDatabase.open(home, System.getenv()));
        database.migrate();
        Path log = Files.createTempFile("erp-seeing-", ".log");
        List<Contestant> contestants = new ArrayList<>();
        Company company = null;
        for (Way way : ways(collector.getAddress().getPort())) {
            LoadServer server =
                    running.started(
                            LoadServer.start(
                                    home,
                                    database.login(),
                                    log.toFile(),
                                    way.settings(),
                                    Ports.free()));
            if (company == null) {
                company = load(server);
            }
            ClosedLoop loop = running.started(new ClosedLoop(server.api(), company, CLIENTS, SEED));
            contestants.add(new Contestant(way, server, loop, new ArrayList<>()));
        }
        for (Contestant each : contestants) {
            System.err.printf("warm-up: %s%n", each.way().name());
            each.loop().flows(warmUp);
        }
        for (int round = 0; round < rounds; round++) {
            round(contestants, round);
        }
        print(contestants);
    }

    private static List<Way> ways(int collector) {
        Map<String, String> traced = Map.of("ERP_TRACES_TO", "http://127.0.0.1:" + collector);
        Map<String, String> tenth = new LinkedHashMap<>(traced);
        tenth.put("ERP_TRACES_SHARE", "0.1");
        return List.of(
                new Way("metrics and logs, as shipped", Map.of()),
                new Way("the same again", Map.of()),
                new Way("no line for each request", Map.of("ERP_LOG_ACCESS", "OFF")),
                new Way("10 % traced", tenth),
                new Way("all traced", traced));
    }

    /** Takes spans and does nothing with them, as what happens to them there is not asked here. */
    private static HttpServer collector() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/v1/traces",
                exchange -> {
                    try (InputStream body = exchange.getRequestBody()) {
                        body.transferTo(OutputStream.nullOutputStream());
                    }
                    exchange.sendResponseHeaders(OK, -1);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static Company load(LoadServer server) {
        try (CompanyLoader loader = new CompanyLoader(server.api(), LoadServer.ADMIN)) {
            return loader.load(new CompanyLoader.Size(ITEMS, CUSTOMERS, CLIENTS + USERS_MORE));
        }
    }

    /** Each round begins with another one. */
    private void round(List<Contestant> contestants, int round) throws InterruptedException {
        int many = contestants.size();
        StringBuilder line = new StringBuilder("round " + (round + 1) + ":");
        for (int i = 0; i < many; i++) {
            Contestant each = contestants.get((round + i) % many);
            double before = ProcessUse.cpuSeconds(each.server().pid());
            long start = System.nanoTime();
            Latencies flows = each.loop().flows(seconds);
            double took = (System.nanoTime() - start) / NANOS;
            double cpu = ProcessUse.cpuSeconds(each.server().pid()) - before;
            int done = flows.flows().size();
            each.turns().add(new Turn(done / took, cpu * MILLIS / done, flows.errors()));
            line.append(String.format(Locale.ROOT, " %s %.1f;", each.way().name(), done / took));
        }
        System.err.println(line);
    }

    private void print(List<Contestant> contestants) throws IOException {
        List<Turn> base = contestants.getFirst().turns();
        System.out.printf(
                Locale.ROOT,
                "%d rounds of %d s each, %d clients; ratios to the first line in the same round,"
                        + " median (quartiles).%n%n",
                rounds,
                seconds,
                CLIENTS);
        System.out.println(
                "| seen by | flows/s | throughput | server's processor a flow | errors |"
                        + " spans sent, lost, dropped |");
        System.out.println("|---|---|---|---|---|---|");
        for (Contestant each : contestants) {
            double[] flows = new double[rounds];
            double[] throughput = new double[rounds];
            double[] cpu = new double[rounds];
            for (int i = 0; i < rounds; i++) {
                Turn turn = each.turns().get(i);
                flows[i] = turn.flowsPerSecond();
                throughput[i] = change(turn.flowsPerSecond(), base.get(i).flowsPerSecond());
                cpu[i] = change(turn.cpuMillisPerFlow(), base.get(i).cpuMillisPerFlow());
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.1f | %s | %s | %d | %s |%n",
                    each.way().name(),
                    quantile(flows, 0.5),
                    spread(throughput),
                    spread(cpu),
                    each.turns().stream().mapToLong(Turn::errors).sum(),
                    spans(each.server()));
        }
    }

    private static double change(double now, double base) {
        return (now / base - 1) * PERCENT;
    }

    private static String spread(double[] percent) {
        return String.format(
                Locale.ROOT,
                "%+.1f %% (%+.1f to %+.1f)",
                quantile(percent, 0.5),
                quantile(percent, 0.25),
                quantile(percent, 0.75));
    }

    private static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /** A trace that was dropped costs less, so that is to be seen. */
    private static String spans(LoadServer server) throws IOException {
        try (HttpConnection http = new HttpConnection(server.management(), Duration.ofSeconds(5))) {
            String page = http.send("GET", "/metrics", Map.of(), null).text();
            List<String> counts = new ArrayList<>();
            for (String outcome : List.of("sent", "lost", "dropped")) {
                page.lines()
                        .filter(it -> it.startsWith("erp_traces_spans_total{"))
                        .filter(it -> it.contains("outcome=\"" + outcome + "\""))
                        .map(it -> it.substring(it.lastIndexOf(' ') + 1))
                        .map(it -> String.format(Locale.ROOT, "%.0f", Double.parseDouble(it)))
                        .forEach(counts::add);
            }
            return String.join(", ", counts);
        }
    }
}
