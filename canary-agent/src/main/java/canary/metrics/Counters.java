package canary.metrics;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds up the request counters of several targets so that a restart of one neither loses nor
 * invents counts: what a target adds since it was last read is the difference, or all of it when it
 * began anew. Not safe for use by several threads.
 */
public final class Counters {

    private static final String REQUESTS = "http_requests_total";
    private static final String BUCKET = "http_request_duration_seconds_bucket";
    private static final String STARTED = "process_start_time_seconds";

    private record Key(String version, String method, String route) {}

    private static final class Sum {
        private long requests;
        private long errors;
        private final Map<String, Long> buckets = new LinkedHashMap<>();
    }

    /** What a target said when it was last read; part of {@link State}. */
    public record Target(double started, Map<String, Double> last) {}

    /** All that must outlive the agent so that nothing is counted twice or not at all. */
    public record State(Map<String, Target> targets, List<Series> sums) {}

    private final Map<String, Target> targets = new TreeMap<>();
    private final Map<Key, Sum> sums = new LinkedHashMap<>();

    /** Starts from nothing. */
    public Counters() {}

    /** Goes on where another left off. */
    public Counters(@Nullable State state) {
        if (state == null) {
            return;
        }
        targets.putAll(state.targets());
        for (Series one : state.sums()) {
            Sum sum = sum(new Key(one.version(), one.method(), one.route()));
            sum.requests = one.requests();
            sum.errors = one.errors();
            sum.buckets.putAll(one.buckets());
        }
    }

    /** Adds what a target counted since it was last read. */
    public void add(String target, List<Sample> page) {
        double started = started(page);
        Map<String, Sample> seen = counted(page);
        Target before = targets.getOrDefault(target, new Target(Double.NaN, Map.of()));
        boolean isAnew = hasChanged(before.started(), started) || hasFallen(before.last(), seen);
        // A series that is absent for once is no reset: its last value stays remembered.
        Map<String, Double> last = new LinkedHashMap<>(isAnew ? Map.of() : before.last());
        seen.forEach(
                (id, sample) -> {
                    count(sample, Math.round(sample.value() - last.getOrDefault(id, 0.0)));
                    last.put(id, sample.value());
                });
        targets.put(target, new Target(started, last));
    }

    /** The samples that count, those that differ in nothing that matters here summed up. */
    private static Map<String, Sample> counted(List<Sample> page) {
        Map<String, Sample> counted = new LinkedHashMap<>();
        for (Sample sample : page) {
            if (isCounted(sample)) {
                counted.merge(
                        id(sample),
                        sample,
                        (a, b) -> new Sample(a.name(), a.labels(), a.value() + b.value()));
            }
        }
        return counted;
    }

    /** A process that began anew resets every counter, so one that fell speaks for all. */
    private static boolean hasFallen(Map<String, Double> earlier, Map<String, Sample> seen) {
        return seen.entrySet().stream()
                .anyMatch(
                        entry ->
                                entry.getValue().value()
                                        < earlier.getOrDefault(entry.getKey(), 0.0));
    }

    private static boolean hasChanged(double before, double now) {
        return Math.abs(now - before) > 0.5;
    }

    private void count(Sample sample, long added) {
        Sum sum =
                sum(
                        new Key(
                                sample.label("version"),
                                sample.label("method"),
                                sample.label("route")));
        if (sample.name().equals(BUCKET)) {
            sum.buckets.merge(sample.label("le"), added, Long::sum);
            return;
        }
        sum.requests += added;
        if (sample.label("status").startsWith("5")) {
            sum.errors += added;
        }
    }

    private Sum sum(Key key) {
        return sums.computeIfAbsent(key, _ -> new Sum());
    }

    /** Series without a version belong to nobody and are not counted. */
    private static boolean isCounted(Sample sample) {
        return (sample.name().equals(REQUESTS) || sample.name().equals(BUCKET))
                && !sample.label("version").isEmpty()
                && Double.isFinite(sample.value())
                && sample.value() >= 0;
    }

    private static String id(Sample sample) {
        String last =
                sample.name().equals(BUCKET)
                        ? "le=" + sample.label("le")
                        : "status=" + sample.label("status");
        return String.join(
                "\u001f",
                sample.label("version"),
                sample.label("method"),
                sample.label("route"),
                last);
    }

    private static double started(List<Sample> page) {
        return page.stream()
                .filter(sample -> sample.name().equals(STARTED))
                .mapToDouble(Sample::value)
                .findFirst()
                .orElse(Double.NaN);
    }

    /** Everything counted so far. */
    public List<Series> series() {
        return sums.entrySet().stream()
                .map(
                        entry ->
                                new Series(
                                        entry.getKey().version(),
                                        entry.getKey().method(),
                                        entry.getKey().route(),
                                        entry.getValue().requests,
                                        entry.getValue().errors,
                                        entry.getValue().buckets))
                .toList();
    }

    public State state() {
        return new State(Map.copyOf(targets), series());
    }
}
