package canary.bench.simulate;

import canary.counters.BusinessCount;
import canary.counters.PodState;
import canary.counters.ScrapeStatus;
import canary.counters.Series;
import canary.counters.Snapshot;
import canary.counters.UserMinutes;
import canary.counters.Violation;
import canary.judge.traffic.Increase;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One release's scrapes as the agent would have recorded them. Used again for the next release. */
final class Snapshots {
    private static final String[] EDGES = edges();

    private final Version[] versions = {
        new Version(Scrapes.CANARY_NAME), new Version(Scrapes.STABLE_NAME)
    };
    private List<PodState> pods = List.of();
    private Instant podsAt = Instant.EPOCH;
    private List<Violation> violations = List.of();
    private Instant checkedAt = Instant.EPOCH;
    private boolean isWorkTold = true;

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
        private final long[] requests = new long[Mix.SIZE];
        private final long[] errors = new long[Mix.SIZE];
        private final long[][] times = new long[Mix.SIZE][Mix.BUCKETS + 1];
        private final @Nullable Series[] series = new Series[Mix.SIZE];
        private final SimulatedWork work;
        private long goodMinutes;
        private long badMinutes;
        private Instant readAt = Instant.EPOCH;

        Version(String name) {
            this.name = name;
            work = new SimulatedWork(name);
        }

        void begin(Instant at, RandomCounts draws) {
            work.begin(draws);
            Arrays.fill(requests, 0);
            Arrays.fill(errors, 0);
            Arrays.stream(times).forEach(each -> Arrays.fill(each, 0));
            Arrays.fill(series, null);
            goodMinutes = 0;
            badMinutes = 0;
            readAt = at;
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
                    series[route] = null;
                }
            }
            goodMinutes += more.goodMinutes();
            badMinutes += more.badMinutes();
        }

        Series series(int route) {
            Series known = series[route];
            if (known != null) {
                return known;
            }
            Map<String, Long> buckets = LinkedHashMap.newLinkedHashMap(EDGES.length);
            for (int i = 0; i < EDGES.length; i++) {
                buckets.put(EDGES[i], times[route][i]);
            }
            Mix.Route called = Mix.ROUTES.get(route);
            Series made =
                    new Series(
                            name,
                            called.method(),
                            called.path(),
                            requests[route],
                            errors[route],
                            buckets);
            series[route] = made;
            return made;
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
        pods(Condition.ALL_UP, 0, at);
        checked(0, at);
    }

    /** What came in of a version. */
    void scraped(int version, Increase more, Condition condition, Instant at) {
        versions[version].add(more, condition.done);
        isWorkTold &= condition.isWorkTold;
        versions[version].readAt = at;
    }

    /** The canary's pods, one bit for each that answers, and how often they were restarted. */
    void pods(int up, int restarts, Instant at) {
        List<PodState> states = new ArrayList<>();
        for (int pod = 0; pod < Condition.PODS; pod++) {
            int ofThisPod = pod == 0 ? restarts : 0;
            states.add(new PodState(Scrapes.CANARY_NAME, (up >> pod & 1) == 1, ofThisPod));
        }
        pods = states;
        podsAt = at;
    }

    /** A run of the data checks is over. */
    void checked(int rows, Instant at) {
        violations =
                rows == 0 ? List.of() : List.of(new Violation("books", rows, null, null, null));
        checkedAt = at;
    }

    Snapshot at(Instant now, int weight) {
        List<Series> series = new ArrayList<>();
        List<UserMinutes> users = new ArrayList<>();
        List<ScrapeStatus> scrapes = new ArrayList<>();
        List<BusinessCount> business = new ArrayList<>();
        for (Version version : versions) {
            for (int route = 0; route < Mix.SIZE; route++) {
                series.add(version.series(route));
            }
            users.add(new UserMinutes(version.name, version.goodMinutes, version.badMinutes));
            scrapes.add(version.status(now));
            if (isWorkTold) {
                version.work.tell(business);
            }
        }
        return new Snapshot(
                now,
                weight,
                series,
                null,
                users,
                pods,
                null,
                null,
                null,
                null,
                violations,
                checkedAt,
                scrapes,
                podsAt,
                null,
                business);
    }
}
