package canary.gates.business;

import canary.counters.BusinessCount;
import canary.counters.BusinessCount.Measure;
import canary.counters.ScrapeStatus;
import canary.counters.Series;
import canary.counters.Snapshot;
import canary.counters.UserMinutes;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A seeded company at work, request by request, in what the comparisons do not assume: users of
 * very unequal activity who each have their own module, their own size of lists and documents;
 * amounts with a heavy tail, imports that post fifty documents at once, programs that ask for empty
 * lists all the time, and a rate that follows the hours.
 */
final class WorkWorld {

    static final int SECONDS = 10;

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final String[] MODULES = {"sales", "purchasing", "finance", "inventory"};
    private static final String[] LISTS = {"orders", "invoices", "parties", "items"};
    private static final String[] WRITES = {"drafts", "orders/{id}/confirm", "invoices", "notes"};
    private static final String[] KINDS = {"", "order", "invoice", ""};
    private static final int PER_MODULE = LISTS.length + WRITES.length;
    private static final int ROUTES = MODULES.length * PER_MODULE;
    private static final int USERS_PER_RATE = 100;

    /** What a version makes of what it is asked for. */
    interface Nature {
        Nature WELL = new Nature() {};

        /** Part of the rows and bytes of a list that are answered. */
        default double rows(String route) {
            return 1;
        }

        default double documents(String kind) {
            return 1;
        }

        /** Part of the money on a document. */
        default double amounts() {
            return 1;
        }

        /** What it calls a kind. */
        default String name(String kind) {
            return kind;
        }
    }

    private final RandomGenerator random;
    private final double perSecond;
    private final Nature nature;
    private final double[] activity;
    private final int[] moduleOf;
    private final double[] rowsOf;
    private final double[] amountsOf;
    private final boolean[] polls;
    private final double[] cohort;
    private final Side stable = new Side("v1");
    private final Side canary = new Side("v2");
    private boolean showsUsers = true;
    private double importShare = 0.002;
    private double jobs;
    private boolean hasRouter;
    private boolean isCanaryRead = true;
    private boolean areWritesShown = true;
    private List<Series> canarySeries = List.of();
    private List<BusinessCount> canaryWork = List.of();
    private @Nullable Instant canaryReadAt;
    private int tick;

    private static final class Side {
        private final String version;
        private final long[] requests = new long[ROUTES];
        private final double[] rows = new double[ROUTES];
        private final double[] bytes = new double[ROUTES];
        private final double[] documents = new double[ROUTES];
        private final double[] amounts = new double[ROUTES];
        private long minutes;

        Side(String version) {
            this.version = version;
        }

        void clear() {
            Arrays.fill(requests, 0);
            Arrays.fill(rows, 0);
            Arrays.fill(bytes, 0);
            Arrays.fill(documents, 0);
            Arrays.fill(amounts, 0);
            minutes = 0;
        }
    }

    WorkWorld(long seed, double perSecond, Nature nature) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.perSecond = perSecond;
        this.nature = nature;
        int users = (int) Math.max(20, perSecond * USERS_PER_RATE);
        activity = new double[users];
        moduleOf = new int[users];
        rowsOf = new double[users];
        amountsOf = new double[users];
        polls = new boolean[users];
        cohort = new double[users];
        double sum = 0;
        for (int user = 0; user < users; user++) {
            polls[user] = random.nextInt(100) == 0;
            sum += (polls[user] ? 5 : 1) * Math.exp(0.7 * random.nextGaussian());
            activity[user] = sum;
            moduleOf[user] = random.nextInt(MODULES.length);
            rowsOf[user] = Math.exp(0.6 * random.nextGaussian());
            amountsOf[user] = Math.exp(0.7 * random.nextGaussian());
            cohort[user] = random.nextDouble();
        }
    }

    /** Nobody counts user-minutes. */
    WorkWorld withoutUsers() {
        showsUsers = false;
        return this;
    }

    /** So many of the requests that post are imports. */
    WorkWorld importing(double share) {
        importShare = share;
        return this;
    }

    /** Stable posts so many documents in a tick by itself. */
    WorkWorld withJobs(double aTick) {
        jobs = aTick;
        return this;
    }

    /** A router counts requests too, and pods tell when they were read. */
    WorkWorld withRouter() {
        hasRouter = true;
        return this;
    }

    /** The canary's series of POST are shown or not; what comes of them is. */
    void showingWrites(boolean areShown) {
        areWritesShown = areShown;
    }

    /** From now on the canary's pods are read or not. */
    void reading(boolean isRead) {
        isCanaryRead = isRead;
    }

    /** The canary's processes begin anew, and all that they counted is gone. */
    void restartCanary() {
        canary.clear();
    }

    private int user() {
        int at = Arrays.binarySearch(activity, random.nextDouble() * activity[activity.length - 1]);
        return Math.min(activity.length - 1, at < 0 ? -at - 1 : at);
    }

    /** Works for a tick with so many percent of the users on the canary, and looks. */
    Snapshot look(int weight) {
        double daily = 1 + 0.5 * Math.sin(tick / 200.0);
        double mean = perSecond * SECONDS * daily;
        for (double at = gap(); at < mean; at += gap()) {
            int user = user();
            boolean isCanary = cohort[user] * 100 < weight;
            ask(user, isCanary ? canary : stable, isCanary ? nature : Nature.WELL);
        }
        tick++;
        for (double at = gap(); at < jobs; at += gap()) {
            stable.documents[LISTS.length + 1]++;
        }
        Instant now = START.plusSeconds((long) SECONDS * tick);
        List<Series> series = new ArrayList<>();
        List<BusinessCount> work = new ArrayList<>();
        tell(stable, Nature.WELL, series, work);
        List<Series> mesh = new ArrayList<>(series);
        List<Series> ofCanary = new ArrayList<>();
        List<BusinessCount> workOfCanary = new ArrayList<>();
        tell(canary, nature, ofCanary, workOfCanary);
        mesh.addAll(ofCanary);
        if (isCanaryRead) {
            canarySeries = ofCanary;
            canaryWork = workOfCanary;
            canaryReadAt = now;
        }
        canarySeries.stream()
                .filter(one -> areWritesShown || !one.method().equals("POST"))
                .forEach(series::add);
        work.addAll(canaryWork);
        List<UserMinutes> users =
                List.of(
                        new UserMinutes("v1", stable.minutes, 0),
                        new UserMinutes("v2", canary.minutes, 0));
        return Snapshot.of(now, weight)
                .series(series)
                .mesh(hasRouter ? mesh : List.of())
                .users(showsUsers ? users : List.of())
                .reached(
                        Map.of(
                                "v1",
                                (long) cohort.length,
                                "v2",
                                (long) cohort.length * weight / 100))
                .scrapes(hasRouter ? scrapes(now) : List.of())
                .business(work)
                .build();
    }

    private List<ScrapeStatus> scrapes(Instant now) {
        return List.of(
                new ScrapeStatus("mesh", "", now, null),
                new ScrapeStatus("v1-0", "v1", now, null),
                new ScrapeStatus("v2-0", "v2", canaryReadAt, null));
    }

    private double gap() {
        return -Math.log1p(-random.nextDouble());
    }

    private void ask(int user, Side side, Nature doing) {
        int module = random.nextInt(4) == 0 ? random.nextInt(MODULES.length) : moduleOf[user];
        boolean isWrite = !polls[user] && random.nextDouble() < 0.35;
        int of = isWrite ? random.nextInt(WRITES.length) : random.nextInt(LISTS.length);
        int route = module * PER_MODULE + (isWrite ? LISTS.length : 0) + of;
        side.requests[route]++;
        side.minutes += random.nextInt(3) == 0 ? 1 : 0;
        side.bytes[route] += 200;
        if (!isWrite) {
            double all = polls[user] ? 0 : Math.min(200, 15 * rowsOf[user] * gap());
            double rows = Math.rint(all * doing.rows(route(route)));
            side.rows[route] += rows;
            side.bytes[route] += 150 * rows;
        } else if (!KINDS[of].isEmpty() && random.nextDouble() < 0.9) {
            int documents = random.nextDouble() < importShare ? 50 : 1;
            for (int i = 0; i < documents; i++) {
                if (random.nextDouble() < doing.documents(MODULES[module] + " " + KINDS[of])) {
                    side.documents[route]++;
                    side.amounts[route] +=
                            100
                                    * amountsOf[user]
                                    * Math.exp(1.5 * random.nextGaussian())
                                    * doing.amounts();
                }
            }
        }
    }

    private static String route(int route) {
        int in = route % PER_MODULE;
        return "/api/v1/"
                + MODULES[route / PER_MODULE]
                + "/"
                + (in < LISTS.length ? LISTS[in] : WRITES[in - LISTS.length]);
    }

    private static void tell(
            Side side, Nature doing, List<Series> series, List<BusinessCount> work) {
        for (int route = 0; route < ROUTES; route++) {
            int in = route % PER_MODULE;
            boolean isList = in < LISTS.length;
            String name = (isList ? "GET " : "POST ") + route(route);
            if (side.requests[route] == 0) {
                continue;
            }
            long requests = side.requests[route];
            series.add(
                    new Series(
                            side.version,
                            isList ? "GET" : "POST",
                            route(route),
                            requests,
                            0,
                            Map.of()));
            work.add(new BusinessCount(side.version, Measure.BYTES, name, side.bytes[route]));
            if (isList) {
                work.add(new BusinessCount(side.version, Measure.ROWS, name, side.rows[route]));
            } else if (side.documents[route] > 0) {
                String kind =
                        doing.name(MODULES[route / PER_MODULE] + " " + KINDS[in - LISTS.length]);
                double documents = side.documents[route];
                work.add(new BusinessCount(side.version, Measure.DOCUMENTS, kind, documents));
                double amount = side.amounts[route];
                work.add(new BusinessCount(side.version, Measure.AMOUNT, kind, amount));
            }
        }
    }
}
