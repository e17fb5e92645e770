package canary.bench.simulate;

import canary.counters.BusinessCount;
import canary.counters.PodState;
import canary.counters.Refusal;
import canary.counters.ScrapeStatus;
import canary.counters.Series;
import canary.counters.Snapshot;
import canary.counters.UserMinutes;
import canary.counters.Violation;
import canary.judge.traffic.Increase;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One release's scrapes as the agent would have recorded them. Used again for the next release. */
final class Snapshots {
    private static final String[] EDGES = edges();

    /** Of these only the canary's histogram may have. */
    private static final Set<String> COARSE = Set.of("0.01", "0.05", "0.25", "1.0", "5.0", "+Inf");

    private static final double RUN_BEFORE = 1_000_000;
    private static final int PROBES_A_SECOND = 2;

    private final Presentation shown;
    private final Version[] versions;
    private List<PodState> pods = List.of();
    private Map<String, Integer> desired = Map.of();
    private Instant podsAt = Instant.EPOCH;
    private Instant began = Instant.EPOCH;
    private List<Violation> violations = List.of();
    private Instant checkedAt = Instant.EPOCH;
    private boolean isWorkTold = true;

    Snapshots(Presentation shown) {
        this.shown = shown;
        versions =
                new Version[] {
                    new Version(Scrapes.CANARY_NAME, shown), new Version(Scrapes.STABLE_NAME, shown)
                };
    }

    private static String[] edges() {
        double[] seconds = Mix.edges();
        String[] edges = new String[seconds.length + 1];
        for (int i = 0; i < seconds.length; i++) {
            edges[i] = Double.toString(seconds[i]);
        }
        edges[seconds.length] = "+Inf";
        return edges;
    }

    /** All that was counted of a version since the release began. */
    private static final class Version {
        private final String name;
        private final Presentation shown;
        private final boolean isCanary;
        private final long[] requests = new long[Mix.SIZE];
        private final long[] errors = new long[Mix.SIZE];
        private final long[][] times = new long[Mix.SIZE][Mix.BUCKETS + 1];
        private final long[][] refusals = new long[Mix.SIZE][Refusal.values().length];
        private final @Nullable Series[] series = new Series[Mix.SIZE];
        private final SimulatedWork work;
        private long goodMinutes;
        private long badMinutes;
        private long againMinutes;
        private Instant readAt = Instant.EPOCH;
        private int hiddenRoutes;
        private boolean isHidden;

        Version(String name, Presentation shown) {
            this.name = name;
            work = new SimulatedWork(name);
            this.shown = shown;
            isCanary = name.equals(Scrapes.CANARY_NAME);
        }

        void begin(Instant at, RandomCounts draws) {
            work.begin(draws);
            Arrays.fill(requests, 0);
            Arrays.fill(errors, 0);
            Arrays.stream(times).forEach(each -> Arrays.fill(each, 0));
            Arrays.stream(refusals).forEach(each -> Arrays.fill(each, 0));
            Arrays.fill(series, null);
            goodMinutes = 0;
            badMinutes = 0;
            againMinutes = 0;
            hiddenRoutes = 0;
            isHidden = false;
            readAt = at;
            if (shown.hasRun() && !isCanary) {
                runBefore();
            }
        }

        private void runBefore() {
            for (int route = 0; route < Mix.SIZE; route++) {
                double all = RUN_BEFORE * Mix.ROUTES.get(route).share();
                requests[route] = Math.round(all);
                errors[route] = Math.round(all * Condition.BASE_ERRORS);
                for (int edge = 0; edge < Mix.BUCKETS; edge++) {
                    double distance = (Mix.logEdge(edge) - Mix.logMedian(route)) / Mix.SIGMA;
                    times[route][edge] = Math.round(all * Normal.below(distance));
                }
                times[route][Mix.BUCKETS] = requests[route];
            }
        }

        void add(Increase more, double done) {
            work.add(more, done);
            for (int route = 0; route < more.routes(); route++) {
                if (more.requests(route) > 0) {
                    requests[route] += more.requests(route);
                    errors[route] += more.errors(route);
                    long[] added = more.times(route);
                    for (int i = 0; i < added.length; i++) {
                        times[route][i] += added[i];
                    }
                    for (Refusal each : Refusal.values()) {
                        refusals[route][each.place()] += more.refusals(route, each);
                    }
                    series[route] = null;
                }
            }
            goodMinutes += more.goodMinutes();
            badMinutes += more.badMinutes();
            againMinutes += more.againMinutes();
        }

        /** A pod leaves, and its counters with it. */
        void lose(double share) {
            for (int route = 0; route < Mix.SIZE; route++) {
                requests[route] -= Math.round(requests[route] * share);
                errors[route] -= Math.round(errors[route] * share);
                for (int i = 0; i < times[route].length; i++) {
                    times[route][i] -= Math.round(times[route][i] * share);
                }
                for (int i = 0; i < refusals[route].length; i++) {
                    refusals[route][i] -= Math.round(refusals[route][i] * share);
                }
                series[route] = null;
            }
        }

        private boolean isShown(int route) {
            boolean isMissing = route == Mix.RARE && shown.isRareNew() && !isCanary;
            return !isMissing && (hiddenRoutes >> route & 1) == 0;
        }

        Series series(int route) {
            Series known = series[route];
            if (known != null) {
                return known;
            }
            boolean isCoarse = isCanary && shown.hasOtherEdges();
            Map<String, Long> buckets = LinkedHashMap.newLinkedHashMap(EDGES.length);
            for (int i = 0; i < EDGES.length; i++) {
                if (!isCoarse || COARSE.contains(EDGES[i])) {
                    buckets.put(EDGES[i], times[route][i]);
                }
            }
            Mix.Route called = Mix.ROUTES.get(route);
            String path = called.path();
            Series made =
                    new Series(
                            name,
                            called.method(),
                            isCanary && shown.isRenamed() ? renamed(path) : path,
                            requests[route],
                            errors[route],
                            buckets,
                            refusals(route));
            series[route] = made;
            return made;
        }

        private @Nullable Map<String, Long> refusals(int route) {
            Map<String, Long> refused = new TreeMap<>();
            for (Refusal each : Refusal.values()) {
                if (refusals[route][each.place()] > 0) {
                    refused.put(each.code(), refusals[route][each.place()]);
                }
            }
            return refused.isEmpty() && !shown.refuses() ? null : refused;
        }

        private static String renamed(String path) {
            int end = path.indexOf('/', "/api/v1/".length()) + 1;
            return path.substring(0, end) + "next-" + path.substring(end);
        }

        /** What a router saw whose retries hide what fails. */
        Series masked(int route) {
            Series seen = series(route);
            return new Series(
                    name,
                    seen.method(),
                    seen.route(),
                    seen.requests(),
                    0,
                    seen.buckets(),
                    seen.refusals());
        }

        ScrapeStatus status(Instant now) {
            return new ScrapeStatus(
                    name, name, readAt, readAt.equals(now) ? null : "cannot be read");
        }
    }

    /** Before the first tick all is well and nothing has been counted. */
    void begin(Instant at, long seed) {
        // Of its own, so that releases are the same ones as before anybody counted this.
        RandomCounts draws = new RandomCounts(~seed);
        for (Version version : versions) {
            version.begin(at, draws);
        }
        isWorkTold = true;
        began = at;
        Condition well = new Condition();
        well.reset();
        pods(well, at);
        checked(0, at);
    }

    /** How a version is shown from now on. */
    void condition(int version, Condition now) {
        versions[version].isHidden = now.hidden;
        versions[version].hiddenRoutes = now.hiddenRoutes;
        if (now.lost > 0) {
            versions[version].lose(now.lost);
        }
    }

    /** What came in of a version. */
    void scraped(int version, Increase more, Condition condition, Instant at) {
        versions[version].add(more, condition.done);
        isWorkTold &= condition.isWorkTold;
        versions[version].readAt = at;
    }

    /** The canary's pods, one bit for each that answers, and how often they were restarted. */
    void pods(Condition canary, Instant at) {
        List<PodState> states = new ArrayList<>();
        int wanted = canary.wanted;
        for (int pod = 0; pod < wanted; pod++) {
            boolean isUp = pod >= Condition.PODS || (canary.up >> pod & 1) == 1;
            int ofThisPod = pod == 0 ? canary.restarts : 0;
            states.add(
                    shown.hasRun()
                            ? named(canary, pod, isUp, ofThisPod)
                            : new PodState(Scrapes.CANARY_NAME, isUp, ofThisPod));
        }
        if (shown.hasRun()) {
            for (int pod = 0; pod < Condition.PODS; pod++) {
                String name = "stable-" + pod;
                Instant longAgo = began.minus(Duration.ofDays(3));
                states.add(new PodState(Scrapes.STABLE_NAME, true, 0, name, longAgo, null));
            }
            desired = Map.of(Scrapes.CANARY_NAME, wanted, Scrapes.STABLE_NAME, Condition.PODS);
        }
        pods = states;
        podsAt = at;
    }

    private PodState named(Condition canary, int pod, boolean isUp, int restarts) {
        String name = "canary-%d-%d".formatted(canary.generation, pod);
        Instant start =
                canary.began == Condition.ALWAYS
                        ? began.minus(Duration.ofHours(1))
                        : began.plusSeconds((long) canary.began * Stages.SECONDS_PER_TICK);
        return new PodState(
                Scrapes.CANARY_NAME,
                isUp,
                restarts,
                name,
                start,
                restarts > 0 ? "OOMKilled" : null);
    }

    /** A run of the data checks is over. */
    void checked(int rows, Instant at) {
        violations =
                rows == 0 ? List.of() : List.of(new Violation("books", rows, null, null, null));
        checkedAt = at;
    }

    Snapshot at(Instant now, int weight) {
        List<Series> series = new ArrayList<>();
        List<Series> mesh = new ArrayList<>();
        List<UserMinutes> users = new ArrayList<>();
        List<ScrapeStatus> scrapes = new ArrayList<>();
        List<BusinessCount> business = new ArrayList<>();
        for (Version version : versions) {
            if (!shown.isBare()) {
                scrapes.add(version.status(now));
            } else if (version.isHidden) {
                continue;
            }
            for (int route = 0; route < Mix.SIZE; route++) {
                if (version.isShown(route)) {
                    series.add(version.series(route));
                    if (shown.isMasked()) {
                        mesh.add(version.masked(route));
                    }
                }
            }
            if (shown.isProbed()) {
                series.add(probes(version.name, now));
            }
            users.add(
                    new UserMinutes(
                            version.name,
                            version.goodMinutes,
                            version.badMinutes + version.againMinutes,
                            version.againMinutes));
            if (isWorkTold) {
                version.work.tell(business);
            }
        }
        return Snapshot.of(now, weight)
                .series(series)
                .mesh(mesh)
                .users(shown.isMasked() ? List.of() : users)
                .pods(pods)
                .violations(violations)
                .checkedAt(checkedAt)
                .scrapes(scrapes)
                .podsAt(podsAt)
                .desired(desired)
                .business(business)
                .build();
    }

    /** Health checks that both versions answer well, however little else they are asked. */
    private Series probes(String version, Instant now) {
        long asked = PROBES_A_SECOND * Duration.between(began, now).toSeconds();
        return new Series(
                version,
                "GET",
                "/health/ready",
                asked,
                0,
                Map.of("0.005", asked, "+Inf", asked),
                Map.of());
    }
}
