package canary.router;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What the router has seen, under the same metric names as the application's own. */
final class RouterMetrics {

    // Narrow where answers usually lie, so that "half as slow again" moves them by an edge.
    private static final Duration[] EDGES =
            IntStream.of(3, 5, 7, 10, 15, 25, 35, 50, 75, 100, 250, 500, 1000, 2500, 5000)
                    .mapToObj(Duration::ofMillis)
                    .toArray(Duration[]::new);

    /** What an application or a mesh answers by its own fault. */
    private static final List<Integer> FAILURES = List.of(500, 502, 503, 504);

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final RouteNames routes = new RouteNames();
    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();
    private final Map<String, Counter> others = new ConcurrentHashMap<>();
    private final Map<String, Users> users = new ConcurrentHashMap<>();
    private final Map<String, UserMinuteCounter> minutes = new ConcurrentHashMap<>();
    private final Users recognised = new Users();
    private final Clock clock;

    private final Set<String> answering = ConcurrentHashMap.newKeySet();
    private final Set<Asked> asked = ConcurrentHashMap.newKeySet();

    private record Key(String version, String method, String route, int status) {}

    private record Asked(String method, String route) {}

    RouterMetrics(Clock clock) {
        this.clock = clock;
    }

    /** From now on this version's users, and who is none, are counted, from 0. */
    void expect(String version) {
        minutes.computeIfAbsent(version, this::minutes);
        others.computeIfAbsent(version, this::others);
    }

    /**
     * A counter that appears with its first failures has not grown in the eyes of a rate, so that
     * no alert would see them.
     */
    private void tellFailures(String version, Asked it) {
        for (int status : FAILURES) {
            counters.computeIfAbsent(
                    new Key(version, it.method(), it.route(), status), this::counter);
        }
    }

    void answered(String version, String method, String path, int status, long nanos) {
        String route = routes.name(path, status);
        String verb = METHODS.contains(method) ? method : "OTHER";
        counters.computeIfAbsent(new Key(version, verb, route, status), this::counter).increment();
        timers.computeIfAbsent(new Key(version, verb, route, 0), this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    /** A request that is not the users' went to this version. */
    void leftOut(String version) {
        others.computeIfAbsent(version, this::others).increment();
    }

    void sent(String version, String subject) {
        users.computeIfAbsent(version, this::users).saw(subject);
    }

    /** A user was answered with this status, by the version or on its behalf. */
    void answeredUser(String version, String subject, int status) {
        minutes.computeIfAbsent(version, this::minutes).answered(subject, status);
    }

    /** The exposition text that a scraper reads. */
    String scrape() {
        return registry.scrape();
    }

    private Counter others(String version) {
        return Counter.builder("mesh.left.out.requests")
                .tags("version", version)
                .description("Requests of probes, scrapers and load tests")
                .register(registry);
    }

    private Counter counter(Key key) {
        return Counter.builder("http.requests")
                .tags("app", "erp-system", "version", key.version(), "method", key.method())
                .tags("route", key.route(), "status", Integer.toString(key.status()))
                .register(registry);
    }

    /** For a version's first answer of a route. */
    private Timer timer(Key key) {
        Asked it = new Asked(key.method(), key.route());
        if (answering.add(key.version())) {
            asked.forEach(each -> tellFailures(key.version(), each));
        }
        if (asked.add(it)) {
            answering.forEach(each -> tellFailures(each, it));
        }
        return Timer.builder("http.request.duration")
                .tags("app", "erp-system", "version", key.version(), "method", key.method())
                .tags("route", key.route())
                .serviceLevelObjectives(EDGES)
                .register(registry);
    }

    private Users users(String version) {
        Users counted = new Users();
        FunctionCounter.builder("mesh.users", counted, Users::count)
                .tags("version", version)
                .description("Distinct users whose requests went to this version")
                .register(registry);
        return counted;
    }

    private UserMinuteCounter minutes(String version) {
        UserMinuteCounter counted = new UserMinuteCounter(clock, recognised);
        minutes(version, "good", counted, UserMinuteCounter::good);
        minutes(version, "bad", counted, UserMinuteCounter::bad);
        // A name of its own: whoever sums up the outcomes must not count a minute twice.
        FunctionCounter.builder("erp.user.minutes.again", counted, UserMinuteCounter::again)
                .tags("app", "erp-system", "version", version)
                .description("Bad minutes of users whose last minute was bad as well")
                .register(registry);
        return counted;
    }

    private void minutes(
            String version,
            String outcome,
            UserMinuteCounter counted,
            ToDoubleFunction<UserMinuteCounter> count) {
        FunctionCounter.builder("erp.user.minutes", counted, count)
                .tags("app", "erp-system", "version", version, "outcome", outcome)
                .description("Minutes of users: bad with a 5xx or without a success")
                .register(registry);
    }
}
