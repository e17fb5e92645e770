package canary.metrics;

import canary.counters.scrape.Counters;
import canary.counters.scrape.Sample;
import canary.counters.scrape.Usages;
import canary.metrics.Processes.Exposed;
import canary.metrics.PrometheusApi.Answer;
import canary.metrics.PrometheusApi.Row;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Reads what a Prometheus has scraped: the raw counters as they were at the last scrape, by
 * process, so that restarts are told as they are in direct scraping. Functions such as {@code
 * increase} are not asked for: they guess beyond the samples and hide which process began anew.
 *
 * <p>A query looks back five minutes, so a dead target could look alive; the age of the samples is
 * asked for beside them, by Prometheus' own clock.
 */
public final class PrometheusSource implements MetricSource {

    private static final String NAMES = names();

    /** One of them every process has; the first that is there tells the age of a target. */
    private static final List<String> AGED =
            List.of(
                    "process_start_time_seconds",
                    "erp_user_minutes_total",
                    "http_requests_total",
                    IstioSeries.REQUESTS);

    private final PrometheusApi api;
    private final Selector pods;
    private final Selector mesh;
    private final String nameLabel;
    private final Duration staleAfter;
    private final MonotonicCounters podCounters = new MonotonicCounters();
    private final MonotonicCounters meshCounters = new MonotonicCounters();

    /** What was answered for one selector; problem is null where all is well. */
    private record Half(Processes processes, boolean isAnswered, @Nullable String problem) {}

    /**
     * @param pods the series of both versions' pods
     * @param mesh the series of the router or of Istio's gateway
     * @param nameLabel {@code pod}: the pods' names; {@code instance}: their host and port; or
     *     another label that holds the pods' names
     * @param staleAfter older samples are a problem
     */
    public PrometheusSource(
            PrometheusApi api,
            Selector pods,
            Selector mesh,
            String nameLabel,
            Duration staleAfter) {
        this.api = api;
        this.pods = pods;
        this.mesh = mesh;
        this.nameLabel = nameLabel;
        this.staleAfter = staleAfter;
    }

    private static String names() {
        TreeSet<String> names = new TreeSet<>(Counters.metrics());
        names.addAll(Usages.metrics());
        names.addAll(
                List.of(
                        "process_start_time_seconds",
                        "erp_invariant_violations",
                        "erp_invariant_checked_seconds"));
        names.addAll(
                List.of(
                        "mesh_users_total",
                        "mesh_left_out_requests_total",
                        IstioSeries.REQUESTS,
                        IstioSeries.BUCKET));
        return String.join("|", names);
    }

    @Override
    public Look look(List<Target> targets, Instant now) {
        CompletableFuture<Answer> podRows = api.ask(pods.ofAny(NAMES));
        CompletableFuture<Answer> podAges = api.ask(ages(pods));
        CompletableFuture<Answer> meshRows = api.ask(mesh.ofAny(NAMES));
        CompletableFuture<Answer> meshAges = api.ask(ages(mesh));
        Half ofPods = half(podRows, podAges);
        Map<String, Found> found = new LinkedHashMap<>();
        targets.forEach(target -> found.put(target.name(), pod(target, ofPods, now)));
        return new Look(mesh(half(meshRows, meshAges), now), found);
    }

    private String ages(Selector selector) {
        TreeSet<String> labels = new TreeSet<>(Processes.TARGET_LABELS);
        labels.add(nameLabel);
        String by = String.join(",", labels);
        return AGED.stream()
                .map(
                        metric ->
                                "min by (%s) (time() - timestamp(%s))"
                                        .formatted(by, selector.of(metric)))
                .collect(Collectors.joining(" or "));
    }

    private Half half(CompletableFuture<Answer> rows, CompletableFuture<Answer> ages) {
        try {
            Answer series = api.await(rows);
            Answer age = api.await(ages);
            List<String> reporters = IstioSeries.reporters(series.rows());
            List<Row> kept =
                    series.rows().stream().filter(row -> isOfOneReporter(row, reporters)).toList();
            List<String> problems = new ArrayList<>();
            series.warnings().forEach(it -> problems.add("Prometheus warns: " + it));
            if (reporters.size() > 1) {
                problems.add(
                        "the reporters %s count the same requests: add reporter=\"source\" to %s"
                                .formatted(String.join(" and ", reporters), mesh));
            }
            String problem = problems.isEmpty() ? null : String.join("; ", problems);
            return new Half(new Processes(kept, age.rows(), nameLabel), true, problem);
        } catch (PrometheusException e) {
            Processes none = new Processes(List.of(), List.of(), nameLabel);
            return new Half(none, false, e.getMessage());
        }
    }

    private static boolean isOfOneReporter(Row row, List<String> reporters) {
        if (reporters.size() < 2 || !IstioSeries.isIstio(row.name())) {
            return true;
        }
        String wanted = reporters.contains("source") ? "source" : reporters.getFirst();
        return row.label("reporter").equals(wanted);
    }

    private Found pod(Target target, Half half, Instant now) {
        String name = nameLabel.equals("instance") ? target.page().getAuthority() : target.name();
        Exposed process = half.processes().get(name);
        if (process == null) {
            return Found.failed(
                    !half.isAnswered() && half.problem() != null
                            ? half.problem()
                            : missing("no series with %s=\"%s\"".formatted(nameLabel, name), half));
        }
        return new Found(
                Map.of(target.name(), podCounters.of(target.name(), process.page())),
                at(process, now),
                problem(name, process, half));
    }

    private Found mesh(Half half, Instant now) {
        if (!half.isAnswered() && half.problem() != null) {
            return Found.failed(half.problem());
        }
        Map<String, List<Sample>> pages = new LinkedHashMap<>();
        Instant oldest = null;
        String problem = null;
        for (Map.Entry<String, Exposed> one : half.processes().byName().entrySet()) {
            Exposed process = one.getValue();
            pages.put(one.getKey(), meshCounters.of(one.getKey(), process.page()));
            Instant at = at(process, now);
            oldest = oldest == null || (at != null && at.isBefore(oldest)) ? at : oldest;
            String said = problem(one.getKey(), process, half);
            problem = problem == null ? said : problem;
        }
        return pages.isEmpty()
                ? Found.failed(missing("no series match " + mesh, half))
                : new Found(pages, oldest, problem);
    }

    private String missing(String what, Half half) {
        int unnamed = half.processes().unnamed();
        return what
                + (unnamed == 0
                        ? ": the target is down, gone or not scraped"
                        : ": %d series match and have no label %s".formatted(unnamed, nameLabel));
    }

    private static @Nullable Instant at(Exposed process, Instant now) {
        double age = process.ageSeconds();
        return Double.isFinite(age) ? now.minusMillis(Math.round(Math.max(0, age) * 1000)) : null;
    }

    private @Nullable String problem(String name, Exposed process, Half half) {
        double age = process.ageSeconds();
        if (!Double.isFinite(age)) {
            return "nobody knows how old the samples of %s are".formatted(name);
        }
        if (age * 1000 > staleAfter.toMillis()) {
            return "the newest sample is %d s old".formatted(Math.round(age));
        }
        if (!process.copies().isEmpty()) {
            return "%s is scraped more than once, and counted once: %s"
                    .formatted(name, process.copies());
        }
        return half.problem();
    }
}
