package canary.requirements;

import canary.counters.Series;
import canary.counters.Tally;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a version answered in the last minutes, as Prometheus' {@code rate} sees it: a series counts
 * from its second sample, and one that fell has begun anew.
 */
final class CountedAnswers {

    /** The document's own range: {@code [5m]}. */
    private static final Duration WINDOW = Duration.ofMinutes(5);

    /** Looks that are closer than any scrape are one: memory has a bound. */
    private static final Duration CLOSEST = Duration.ofSeconds(1);

    private record Key(String source, String method, String route, String pod) {}

    private record Sample(Instant at, Tally sum) {}

    private final String version;
    private final Map<Key, Series> last = new HashMap<>();
    private final Deque<Sample> samples = new ArrayDeque<>();
    private long requests;
    private long errors;
    private final Map<String, Double> edges = new HashMap<>();
    private final TreeMap<Double, Long> buckets = new TreeMap<>();

    CountedAnswers(String version) {
        this.version = version;
    }

    /** Adds a look at all series of a source; where none is this version's it is no sample. */
    void add(Instant at, String source, List<Series> all) {
        boolean isCounted = false;
        for (Series now : all) {
            if (now.version().equals(version)) {
                isCounted = true;
                String pod = now.pod() == null ? "" : now.pod();
                count(last.put(new Key(source, now.method(), now.route(), pod), now), now);
            }
        }
        while (!samples.isEmpty() && samples.getFirst().at().isBefore(at.minus(WINDOW))) {
            samples.removeFirst();
        }
        if (isCounted
                && (samples.isEmpty() || !at.isBefore(samples.getLast().at().plus(CLOSEST)))) {
            Map<Double, Long> now = Collections.unmodifiableMap(new TreeMap<>(buckets));
            samples.add(new Sample(at, new Tally(requests, errors, now)));
        }
    }

    private void count(@Nullable Series before, Series now) {
        if (before == null || isAtRest(before, now)) {
            return;
        }
        boolean isAnew =
                now.requests() < before.requests()
                        || now.errors() < before.errors()
                        || timed(now) < timed(before);
        requests += now.requests() - (isAnew ? 0 : before.requests());
        errors += now.errors() - (isAnew ? 0 : before.errors());
        now.buckets()
                .forEach(
                        (le, count) -> {
                            long known = isAnew ? 0 : before.buckets().getOrDefault(le, 0L);
                            buckets.merge(edge(le), Math.max(0, count - known), Long::sum);
                        });
    }

    /** Most series rest most of the time. */
    private static boolean isAtRest(Series before, Series now) {
        return now.requests() == before.requests()
                && now.errors() == before.errors()
                && timed(now) == timed(before);
    }

    private static long timed(Series series) {
        return series.buckets().getOrDefault("+Inf", 0L);
    }

    private double edge(String le) {
        return edges.computeIfAbsent(
                le,
                text -> text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text));
    }

    /** How many samples are kept. */
    int samples() {
        return samples.size();
    }

    /** What came in the window; nothing where it holds fewer than two samples. */
    Tally window() {
        return samples.size() < 2
                ? Tally.NONE
                : samples.getLast().sum().minus(samples.getFirst().sum());
    }
}
