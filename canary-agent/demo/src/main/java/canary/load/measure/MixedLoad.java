package canary.load.measure;

import canary.load.Company;
import canary.load.CompanyLoader;
import canary.load.Errand;
import canary.load.Reply;
import canary.load.Session;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * All modules at once, by clients that ask again with the same key until they are answered, while
 * the server is killed: {@code ops/bin/mixed-load}. Fails where an answer was 5xx for another
 * reason than a busy server, where something that was acknowledged is not there once, and where a
 * check of the data finds anything.
 */
public final class MixedLoad {

    private static final int ITEMS = 50;
    private static final int CUSTOMERS = 50;
    private static final long SEED = 20261126;
    private static final int CREATED = 201;
    private static final int BUSY = 503;
    private static final int UNAUTHORIZED = 401;
    private static final long MILLIS_BETWEEN_TRIES = 100;
    private static final long PATIENCE_SECONDS = 120;
    private static final int USAGE = 3;
    private static final int MODULE = 3;
    private static final int MOST_TOLD = 20;
    private static final Pattern UUIDS =
            Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Path home;
    private final int clients;
    private final int seconds;
    private final int kills;
    private final RunningParts running = new RunningParts();
    private final Map<Integer, LongAdder> answers = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> modules = new ConcurrentSkipListMap<>();
    private final ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Set<String> heard = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<String> refusals = new ConcurrentLinkedQueue<>();

    private MixedLoad(Path home, int clients, int seconds, int kills) {
        this.home = home;
        this.clients = clients;
        this.seconds = seconds;
        this.kills = kills;
    }

    /** Clients, seconds and kills; the script has their defaults. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != USAGE) {
            throw new IllegalArgumentException("CLIENTS SECONDS KILLS");
        }
        MixedLoad load =
                new MixedLoad(
                        Path.of(System.getProperty("erp.home", "")).toAbsolutePath(),
                        Integer.parseInt(arguments[0]),
                        Integer.parseInt(arguments[1]),
                        Integer.parseInt(arguments[2]));
        boolean isWell;
        try {
            isWell = load.run();
        } finally {
            load.running.close();
        }
        System.exit(isWell ? 0 : 1);
    }

    private boolean run() throws Exception {
        LoadDatabase database = running.started(LoadDatabase.open(home, System.getenv()));
        database.migrate();
        Path log = Files.createTempFile("erp-mixed-load-", ".log");
        System.err.println("The server logs to " + log);
        LoadServer server =
                running.started(LoadServer.start(home, database.login(), log.toFile(), ""));
        Company company;
        try (CompanyLoader loader = new CompanyLoader(server.api(), LoadServer.ADMIN)) {
            company = loader.load(new CompanyLoader.Size(ITEMS, CUSTOMERS, clients));
        }
        Written before = Written.by(database);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Future<?>> working = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                int client = i;
                URI root = server.api();
                working.add(threads.submit(() -> work(root, company, client, end)));
            }
            for (int i = 1; i <= kills; i++) {
                TimeUnit.SECONDS.sleep(seconds / (kills + 1));
                server.kill();
                System.err.printf("killed the server, %d of %d%n", i, kills);
                server =
                        running.started(
                                LoadServer.start(
                                        home,
                                        database.login(),
                                        log.toFile(),
                                        "",
                                        server.api().getPort()));
            }
            for (Future<?> each : working) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client failed", e.getCause());
        }
        boolean isAllThere = told(Written.by(database).since(before));
        return isRight(database) && isAllThere;
    }

    private void work(URI root, Company company, int client, long end) {
        RandomGenerator random =
                RandomGeneratorFactory.of("L64X128MixRandom").create(SEED + client);
        try (Session session = new Session(root, company.users().get(client))) {
            while (System.nanoTime() < end) {
                int kind = random.nextInt(company.errands().size() + 1);
                Errand errand =
                        kind == 0
                                ? new OrderToCash(company, random)
                                : company.errands().get(kind - 1).errand().apply(random);
                run(session, errand);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(Session session, Errand errand) throws IOException {
        Errand.Request request = errand.next(null);
        while (request != null) {
            Reply reply = untilAnswered(session, request);
            answers.computeIfAbsent(reply.status(), _ -> new LongAdder()).increment();
            count(request.path().split("/")[MODULE]);
            if (!reply.isSuccess()) {
                refusals.add("%d %s %s".formatted(reply.status(), request.path(), reply.text()));
                return;
            }
            JsonNode answer = Session.json(reply);
            boolean isOfMany = request.path().contains("limit=");
            if (!isOfMany) {
                heard.addAll(ids(answer));
            }
            if (reply.status() == CREATED) {
                acknowledged.add(answer.path("id").asString());
            }
            request = errand.next(answer);
        }
    }

    private void count(String module) {
        modules.computeIfAbsent(module, _ -> new LongAdder()).increment();
    }

    /** All that an answer tells: converting a lead makes an opportunity, a contact and more. */
    private static List<String> ids(JsonNode answer) {
        return UUIDS.matcher(answer.toString()).results().map(MatchResult::group).toList();
    }

    /** The same request with the same key, while nobody is there or the server is busy. */
    private Reply untilAnswered(Session session, Errand.Request wanted) {
        String key = UUID.randomUUID().toString();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end) {
            try {
                if (session.due() != null) {
                    session.login();
                    count("users");
                }
                Reply reply =
                        wanted.isRead()
                                ? session.get(wanted.path())
                                : session.post(wanted.path(), wanted.body(), key);
                if (reply.status() != UNAUTHORIZED && reply.status() != BUSY) {
                    return reply;
                }
            } catch (IOException _) {
                // Nobody is there: the server was killed, and is started again.
            }
            pause();
        }
        throw new IllegalStateException(wanted.path() + " is not answered");
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_TRIES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Prints what was done, and whether all of it is there once. */
    private boolean told(Written written) {
        System.out.println("requests by module  " + modules);
        System.out.println("answers by status   " + answers);
        refusals.stream().limit(MOST_TOLD).forEach(it -> System.out.println("refused  " + it));
        List<String> ids = List.copyOf(acknowledged);
        List<String> lost = ids.stream().filter(id -> !written.has(id)).toList();
        Map<String, Long> unheardOf = written.unheardOf(ids, heard);
        System.out.printf(
                "acknowledged        %d documents; lost %d, made twice or for nobody %s%n",
                ids.size(), lost.size(), unheardOf.isEmpty() ? "none" : unheardOf);
        lost.stream().limit(MOST_TOLD).forEach(id -> System.out.println("lost  " + id));
        return refusals.isEmpty() && lost.isEmpty() && unheardOf.isEmpty() && !ids.isEmpty();
    }

    private boolean isRight(LoadDatabase database) throws IOException, InterruptedException {
        ProcessBuilder check =
                new ProcessBuilder(home.resolve("erp").toString(), "db", "check").inheritIO();
        check.environment()
                .putAll(
                        Map.of(
                                "ERP_DB_URL", database.login().url(),
                                "ERP_DB_USER", database.login().user(),
                                "ERP_DB_PASSWORD", database.login().password()));
        return check.start().waitFor() == 0;
    }
}
