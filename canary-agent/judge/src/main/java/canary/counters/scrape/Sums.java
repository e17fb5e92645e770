package canary.counters.scrape;

import canary.counters.BusinessCount.Measure;
import canary.counters.DatabaseUse;
import canary.counters.Feedback;
import canary.counters.Refusal;
import canary.counters.Series;
import canary.counters.UserMinutes;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Adds up what counters add, by what they count. Knows the names of the metrics. */
final class Sums {

    private static final String REQUESTS = "http_requests_total";
    private static final String BUCKET = "http_request_duration_seconds_bucket";
    private static final String USER_MINUTES = "erp_user_minutes_total";
    private static final String BAD_AGAIN = "erp_user_minutes_again_total";
    private static final String FEEDBACK = "erp_feedback_total";
    private static final String QUERIES = "db_query_duration_seconds_count";
    private static final String QUERY_BUCKET = "db_query_duration_seconds_bucket";
    private static final String ACQUIRES = "hikaricp_connections_acquire_seconds_count";
    private static final String ACQUIRE_SECONDS = "hikaricp_connections_acquire_seconds_sum";
    private static final String TIMEOUTS = "hikaricp_connections_timeout_total";
    private static final String RETRIES = "erp_db_retries_total";
    private static final String CPU_NANOS = "process_cpu_time_ns_total";
    private static final Set<String> OWN =
            Set.of(
                    REQUESTS,
                    BUCKET,
                    USER_MINUTES,
                    BAD_AGAIN,
                    FEEDBACK,
                    QUERIES,
                    QUERY_BUCKET,
                    ACQUIRES,
                    ACQUIRE_SECONDS,
                    TIMEOUTS,
                    RETRIES,
                    CPU_NANOS);

    static final Set<String> COUNTED =
            Stream.concat(OWN.stream(), BusinessSums.METRICS.keySet().stream())
                    .collect(Collectors.toUnmodifiableSet());

    private record Route(String version, String method, String route) {}

    private static final class Requests {
        private long requests;
        private long errors;
        private final Map<String, Long> buckets = new LinkedHashMap<>();
        private final Map<String, Long> refusals = new TreeMap<>();
        private @Nullable Series told;

        void answered(long more, String status) {
            requests += more;
            errors += status.startsWith("5") ? more : 0;
            if (more > 0) {
                Refusal.of(status).ifPresent(it -> refusals.merge(it.code(), more, Long::sum));
            }
            told = more == 0 ? told : null;
        }

        void within(String edge, long more) {
            Long before = buckets.get(edge);
            if (before == null || more != 0) {
                buckets.put(edge, more + (before == null ? 0 : before));
                told = null;
            }
        }

        /** The same object again until more is counted: most routes rest most of the time. */
        Series told(Route route) {
            Series series = told;
            if (series == null) {
                series =
                        new Series(
                                route.version(),
                                route.method(),
                                route.route(),
                                requests,
                                errors,
                                buckets,
                                Map.copyOf(refusals));
                told = series;
            }
            return series;
        }
    }

    private static final class Minutes {
        private long good;
        private long bad;
        private @Nullable Long again;

        void counted(String outcome, long more) {
            switch (outcome) {
                case "good" -> good += more;
                case "bad" -> bad += more;
                default -> {} // a word of a later version, for minutes that we cannot name
            }
        }

        void badAgain(long more) {
            again = more + (again == null ? 0 : again);
        }
    }

    private static final class Database {
        private long queries;
        private final Map<String, Long> buckets = new LinkedHashMap<>();
        private long acquires;
        private double acquireSeconds;
        private long timeouts;
        private long retries;
    }

    private final Map<Route, Requests> routes = new LinkedHashMap<>();
    private final Map<String, Minutes> users = new TreeMap<>();
    private final Map<String, Database> databases = new TreeMap<>();
    private final Map<String, TreeMap<String, Long>> feedback = new TreeMap<>();
    private final Map<String, Double> cpuSeconds = new TreeMap<>();
    private final BusinessSums business = new BusinessSums();

    /** Whether a sample counts; series without a version belong to nobody and do not. */
    static boolean counts(Sample sample) {
        return COUNTED.contains(sample.name())
                && !sample.label("version").isEmpty()
                && Double.isFinite(sample.value())
                && sample.value() >= 0;
    }

    /** What tells a counted sample from others of its page. */
    static String id(Sample sample) {
        String last =
                switch (sample.name()) {
                    case REQUESTS -> "status=" + sample.label("status");
                    case BUCKET -> "le=" + sample.label("le");
                    case QUERY_BUCKET -> sample.name() + " le=" + sample.label("le");
                    default ->
                            String.join(
                                    " ",
                                    sample.name(),
                                    sample.label("outcome"),
                                    sample.label("module"),
                                    sample.label("kind"));
                };
        return String.join(
                "\u001f",
                sample.label("version"),
                sample.label("method"),
                sample.label("route"),
                last);
    }

    void add(Sample sample, double added) {
        Measure measure = BusinessSums.METRICS.get(sample.name());
        if (measure != null) {
            business.add(sample, measure, added);
            return;
        }
        long whole = Math.round(added);
        String version = sample.label("version");
        switch (sample.name()) {
            case REQUESTS -> route(sample).answered(whole, sample.label("status"));
            case BUCKET -> route(sample).within(sample.label("le"), whole);
            case USER_MINUTES -> users(version).counted(sample.label("outcome"), whole);
            case BAD_AGAIN -> users(version).badAgain(whole);
            case FEEDBACK -> kinds(version).merge(sample.label("kind"), whole, Long::sum);
            case QUERIES -> database(version).queries += whole;
            case QUERY_BUCKET ->
                    database(version).buckets.merge(sample.label("le"), whole, Long::sum);
            case ACQUIRES -> database(version).acquires += whole;
            case ACQUIRE_SECONDS -> database(version).acquireSeconds += added;
            case TIMEOUTS -> database(version).timeouts += whole;
            case RETRIES -> database(version).retries += whole;
            case CPU_NANOS -> cpuSeconds.merge(version, added / 1e9, Double::sum);
            default -> throw new IllegalStateException(sample.name() + " does not count");
        }
    }

    private Requests route(Sample sample) {
        return routes.computeIfAbsent(
                new Route(sample.label("version"), sample.label("method"), sample.label("route")),
                _ -> new Requests());
    }

    private Minutes users(String version) {
        return users.computeIfAbsent(version, _ -> new Minutes());
    }

    private Database database(String version) {
        return databases.computeIfAbsent(version, _ -> new Database());
    }

    private Map<String, Long> kinds(String version) {
        return feedback.computeIfAbsent(version, _ -> new TreeMap<>());
    }

    /** Goes on from what was counted before. */
    void restore(List<Series> series, AuxiliaryTotals totals) {
        for (Series one : series) {
            Requests sum =
                    routes.computeIfAbsent(
                            new Route(one.version(), one.method(), one.route()),
                            _ -> new Requests());
            sum.requests = one.requests();
            sum.errors = one.errors();
            sum.buckets.putAll(one.buckets());
            for (Refusal each : Refusal.values()) {
                if (one.refused(each) > 0) {
                    sum.refusals.put(each.code(), one.refused(each));
                }
            }
        }
        for (UserMinutes one : totals.users()) {
            Minutes sum = users(one.version());
            sum.good = one.good();
            sum.bad = one.bad();
            sum.again = one.again();
        }
        totals.feedback().forEach(it -> kinds(it.version()).put(it.kind(), it.count()));
        cpuSeconds.putAll(totals.cpuSeconds());
        business.restore(totals.business());
        for (DatabaseUse one : totals.database()) {
            Database sum = database(one.version());
            sum.queries = one.queries();
            sum.buckets.putAll(one.buckets());
            sum.acquires = one.acquires();
            sum.acquireSeconds = one.acquireSeconds();
            sum.timeouts = one.timeouts();
            sum.retries = one.retries();
        }
    }

    List<Series> series() {
        List<Series> series = new ArrayList<>();
        routes.forEach((route, sum) -> series.add(sum.told(route)));
        return series;
    }

    AuxiliaryTotals totals() {
        List<UserMinutes> minutes = new ArrayList<>();
        users.forEach(
                (version, sum) ->
                        minutes.add(new UserMinutes(version, sum.good, sum.bad, sum.again)));
        List<DatabaseUse> database = new ArrayList<>();
        databases.forEach(
                (version, sum) ->
                        database.add(
                                new DatabaseUse(
                                        version,
                                        sum.queries,
                                        sum.buckets,
                                        sum.acquires,
                                        sum.acquireSeconds,
                                        sum.timeouts,
                                        sum.retries)));
        List<Feedback> said = new ArrayList<>();
        feedback.forEach(
                (version, kinds) ->
                        kinds.forEach(
                                (kind, count) -> said.add(new Feedback(version, kind, count))));
        return new AuxiliaryTotals(minutes, database, said, cpuSeconds, business.counts());
    }
}
