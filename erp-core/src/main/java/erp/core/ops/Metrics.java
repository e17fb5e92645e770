package erp.core.ops;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;

import erp.core.checks.Backups;
import erp.core.checks.DataChecks;
import erp.core.feedback.Feedback;
import erp.core.feedback.FeedbackKind;
import erp.core.http.wire.Traffic;
import erp.core.jobs.Jobs;
import erp.core.outbox.Outbox;
import erp.core.traces.Traces;
import erp.core.tx.Db;
import erp.core.value.Money;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;

/**
 * Every metric of a server, under the names that gates, alerts and dashboards know. Times of
 * statements are taken by Hibernate's session events, so they hold for each statement or batch that
 * it sends, without the wait for a connection.
 */
public final class Metrics
        implements Traffic,
                Db.Observer,
                Feedback.Counter,
                Jobs.Observer,
                Outbox.Observer,
                DataChecks.Observer,
                Backups.Observer,
                AutoCloseable {
    private static final Duration[] EDGES = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5)
    };

    /** Series of all metrics together; what exceeds it is counted and not told apart. */
    static final int SERIES = 20_000;

    /** Answers are told apart by method, route and status, so many; routes have a dozen edges. */
    private static final int MOST_ANSWERS = 4_000;

    private static final int MOST_ROUTES = 800;
    private static final List<Integer> FAILURES = List.of(500, 503); // by our own fault

    private static final int FIRST_FAILURE = 400;
    private static final int MOST_DOCUMENTS = 400;

    /** Versions whose feedback is told apart: those of some weeks. */
    private static final int MOST_VERSIONS = 20;

    private static final String OTHER = "other";

    private final PrometheusMeterRegistry registry;
    private final SeriesBound bound;
    private final Set<String> versions = ConcurrentHashMap.newKeySet();
    private final Map<Answered, Counter> requests = new ConcurrentHashMap<>();
    private final Map<Asked, Timer> durations = new ConcurrentHashMap<>();
    private final Map<Asked, Counter> rows = new ConcurrentHashMap<>();
    private final Map<Asked, Counter> bytes = new ConcurrentHashMap<>();
    private final Map<Posted, Counter> documents = new ConcurrentHashMap<>();
    private final Map<Posted, Counter> amounts = new ConcurrentHashMap<>();
    private final JvmGcMetrics collector = new JvmGcMetrics();
    private final Timer statements;
    private final Counter retries;
    private final Counter unknownOutcomes;
    private final Counter refusedWrites;
    private volatile @Nullable WriteRefusal lastRefusal;
    private final UserMinutes userMinutes;
    private final AtomicInteger active;
    private final Map<String, Age> jobs = new ConcurrentHashMap<>();
    private final AtomicLong pending;
    private volatile @Nullable Age oldest;
    private final Map<String, AtomicLong> violations = new ConcurrentHashMap<>();
    private final Map<String, Age> checks = new ConcurrentHashMap<>();
    private final Map<String, Age> backups = new ConcurrentHashMap<>();
    private @Nullable AtomicInteger backupFailed;

    private record Answered(String method, String route, int status) {}

    private record Asked(String method, String route) {}

    private record Posted(String module, String kind) {}

    /**
     * @param version of this release; the label that tells two versions apart
     */
    public Metrics(String version, Clock clock) {
        this(version, clock, Traces.OFF);
    }

    /**
     * @param traces whose ids stand beside the times of requests, where Prometheus asks for that
     */
    public Metrics(String version, Clock clock, Traces traces) {
        registry =
                new PrometheusMeterRegistry(
                        PrometheusConfig.DEFAULT,
                        new PrometheusRegistry(),
                        io.micrometer.core.instrument.Clock.SYSTEM,
                        traces.isOn() ? new Exemplars() : null);
        registry.config().commonTags("app", "erp-system", "version", version);
        bound = new SeriesBound(registry, SERIES);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        collector.bindTo(registry);
        statements =
                Timer.builder("db.query.duration").serviceLevelObjectives(EDGES).register(registry);
        retries = registry.counter("erp.db.retries");
        unknownOutcomes = registry.counter("erp.db.outcomes.unknown");
        refusedWrites = registry.counter("erp.db.writes.refused");
        active = registry.gauge("erp.version.active", new AtomicInteger());
        pending = registry.gauge("erp.outbox.pending", new AtomicLong());
        registry.gauge("erp.outbox.oldest.seconds", this, Metrics::oldestSeconds);
        userMinutes =
                new UserMinutes(
                        clock,
                        registry.counter("erp.user.minutes", "outcome", "good"),
                        registry.counter("erp.user.minutes", "outcome", "bad"),
                        registry.counter("erp.user.minutes.again"),
                        () -> bound.overflow(SeriesBound.USERS));
        if (traces.isOn()) {
            addSpans(traces, "sent", Traces::sent);
            addSpans(traces, "lost", Traces::lost);
            addSpans(traces, "dropped", Traces::dropped);
        }
        addFeedback(version); // a counter that is absent until the first complaint hides it
    }

    private void addSpans(Traces traces, String outcome, ToDoubleFunction<Traces> count) {
        FunctionCounter.builder("erp.traces.spans", traces, count)
                .tag("outcome", outcome)
                .register(registry);
    }

    @Override
    public void ended(String job, boolean succeeded) {
        registry.counter("erp.job.runs", "job", job, "outcome", succeeded ? "succeeded" : "failed")
                .increment();
    }

    @Override
    public void active(boolean is) {
        active.set(is ? 1 : 0);
    }

    @Override
    public void sinceSuccess(String job, long seconds) {
        jobs.computeIfAbsent(
                        job,
                        it -> age("erp.job.since.success.seconds", Tags.of("job", it), seconds))
                .told(seconds);
    }

    @Override
    public void waiting(long events, long oldestSeconds) {
        pending.set(events);
        oldest = events == 0 ? null : new Age(oldestSeconds);
    }

    private double oldestSeconds() {
        Age age = oldest;
        return age == null ? 0 : age.seconds();
    }

    @Override
    public void checked(String check, long brokenRows, long ageSeconds) {
        Tags tags = Tags.of("check", check);
        violations
                .computeIfAbsent(
                        check,
                        _ -> registry.gauge("erp.invariant.violations", tags, new AtomicLong()))
                .set(brokenRows);
        checks.computeIfAbsent(check, _ -> age("erp.invariant.checked.seconds", tags, ageSeconds))
                .told(ageSeconds); // last, or an older count would look young
    }

    @Override
    public void backup(String what, long ageSeconds) {
        Tags tags = Tags.of("what", what);
        backups.computeIfAbsent(what, _ -> age("erp.backup.age.seconds", tags, ageSeconds))
                .told(ageSeconds);
    }

    @Override
    public synchronized void backupFailed(boolean is) {
        if (backupFailed == null) {
            backupFailed = registry.gauge("erp.backup.failed", new AtomicInteger());
        }
        backupFailed.set(is ? 1 : 0);
    }

    private Age age(String name, Tags tags, long seconds) {
        return registry.gauge(name, tags, new Age(seconds), Age::seconds);
    }

    /** Adds a pool's connections, under its name. */
    public void observe(HikariDataSource pool) {
        pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry));
    }

    /** For what a module counts by itself. */
    public PrometheusMeterRegistry registry() {
        return registry;
    }

    @Override
    public void ended(Request request) {
        String method = request.method();
        String route = request.route();
        answers(method, route, request.status()).increment();
        bound.of(
                        durations,
                        new Asked(method, route),
                        MOST_ROUTES,
                        new Asked(OTHER_METHOD, OTHER),
                        this::timer)
                .record(request.durationNanos(), TimeUnit.NANOSECONDS);
        answered(request);
        if (request.user() != null) {
            userMinutes.seen(request.user(), request.status());
        }
    }

    /** What was in the answers that succeeded; a route that only fails shows that it gave none. */
    private void answered(Request request) {
        Asked asked = new Asked(request.method(), request.route());
        boolean succeeded = request.status() < FIRST_FAILURE;
        add(bytes, asked, "http.response.bytes", succeeded ? (double) request.bytes() : 0);
        if (request.rows() >= 0) {
            add(rows, asked, "erp.rows.returned", succeeded ? request.rows() : 0);
        }
    }

    private void add(Map<Asked, Counter> counters, Asked asked, String name, double more) {
        bound.of(
                        counters,
                        asked,
                        MOST_ROUTES,
                        new Asked(OTHER_METHOD, OTHER),
                        it -> registry.counter(name, "method", it.method(), "route", it.route()))
                .increment(more);
    }

    @Override
    public void retried() {
        retries.increment();
    }

    @Override
    public void outcomeUnknown() {
        unknownOutcomes.increment();
    }

    @Override
    public void refusedToWrite(String why) {
        refusedWrites.increment();
        lastRefusal = new WriteRefusal(why, System.nanoTime());
    }

    /** The last write that the database had no room or no mind for, or null. */
    @Nullable WriteRefusal lastRefusal() {
        return lastRefusal;
    }

    @Override
    public void posted(String module, String kind) {
        add(documents, "erp.documents.posted", module, kind, 1);
    }

    /** A reversal is work too, so it adds what it takes back: counters never fall. */
    @Override
    public void worth(String module, String kind, Money amount) {
        add(amounts, "erp.documents.amount", module, kind, amount.toDecimal().abs().doubleValue());
    }

    private void add(
            Map<Posted, Counter> counters, String name, String module, String kind, double more) {
        bound.of(
                        counters,
                        new Posted(module, kind),
                        MOST_DOCUMENTS,
                        new Posted(OTHER, OTHER),
                        it -> registry.counter(name, "module", it.module(), "kind", it.kind()))
                .increment(more);
    }

    @Override
    public void feedback(FeedbackKind kind, String version) {
        String told = version;
        if (!versions.contains(version) && versions.size() >= MOST_VERSIONS) {
            bound.overflow(SeriesBound.VERSIONS);
            told = OTHER;
        }
        addFeedback(told);
        feedback(told, kind).increment();
    }

    private void addFeedback(String version) {
        versions.add(version);
        for (FeedbackKind kind : FeedbackKind.values()) {
            feedback(version, kind);
        }
    }

    /** A tag that is given beats the common one of the same name. */
    private Counter feedback(String version, FeedbackKind kind) {
        return registry.counter("erp.feedback", "version", version, "kind", kind.label());
    }

    @Override
    public void statement(long nanos) {
        statements.record(nanos, TimeUnit.NANOSECONDS);
    }

    private Counter answers(String method, String route, int status) {
        return bound.of(
                requests,
                new Answered(method, route, status),
                MOST_ANSWERS,
                new Answered(OTHER_METHOD, OTHER, status),
                this::counter);
    }

    private Counter counter(Answered it) {
        return registry.counter(
                "http.requests",
                "method",
                it.method(),
                "route",
                it.route(),
                "status",
                Integer.toString(it.status()));
    }

    private Timer timer(Asked it) {
        // In the eyes of a rate, a counter that appears with its first failures has not grown.
        FAILURES.forEach(status -> answers(it.method(), it.route(), status));
        return Timer.builder("http.request.duration")
                .tags("method", it.method(), "route", it.route())
                .serviceLevelObjectives(EDGES)
                .register(registry);
    }

    /**
     * All of it as text.
     *
     * @param contentType as Prometheus asks for by its {@code Accept} header
     */
    String scrape(String contentType) {
        userMinutes.roll();
        return registry.scrape(contentType);
    }

    @Override
    public void close() {
        collector.close();
        registry.close();
    }
}
