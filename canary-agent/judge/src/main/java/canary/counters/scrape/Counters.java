package canary.counters.scrape;

import canary.counters.Series;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Adds up the counters of several targets so that a restart of one neither loses nor invents
 * counts: what a target adds since it was last read is the difference, or all of it when it began
 * anew. Not safe for use by several threads.
 */
public final class Counters {

    private static final String STARTED = "process_start_time_seconds";

    /** What a target said when it was last read; part of {@link State}. */
    public record Target(double started, Map<String, Double> last) {}

    /** All that must outlive the agent so that nothing is counted twice or not at all. */
    public record State(
            Map<String, Target> targets, List<Series> sums, @Nullable AuxiliaryTotals totals) {}

    private final Map<String, Target> targets = new TreeMap<>();
    private final Sums sums = new Sums();

    /** Starts from nothing. */
    public Counters() {}

    /** Goes on where another left off. */
    public Counters(@Nullable State state) {
        if (state != null) {
            targets.putAll(state.targets());
            AuxiliaryTotals totals = state.totals();
            sums.restore(state.sums(), totals == null ? AuxiliaryTotals.NONE : totals);
        }
    }

    /** Names of the metrics that are added up. */
    public static Set<String> metrics() {
        return Sums.COUNTED;
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
                    sums.add(sample, sample.value() - last.getOrDefault(id, 0.0));
                    last.put(id, sample.value());
                });
        targets.put(target, new Target(started, last));
    }

    /** The samples that count, those that differ in nothing that matters here summed up. */
    private static Map<String, Sample> counted(List<Sample> page) {
        Map<String, Sample> counted = new LinkedHashMap<>();
        for (Sample sample : page) {
            if (Sums.counts(sample)) {
                counted.merge(
                        Sums.id(sample),
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

    private static double started(List<Sample> page) {
        return page.stream()
                .filter(sample -> sample.name().equals(STARTED))
                .mapToDouble(Sample::value)
                .findFirst()
                .orElse(Double.NaN);
    }

    /** All requests counted so far. */
    public List<Series> series() {
        return sums.series();
    }

    /** All that was counted beside requests. */
    public AuxiliaryTotals totals() {
        return sums.totals();
    }

    public State state() {
        return new State(Map.copyOf(targets), series(), totals());
    }
}
