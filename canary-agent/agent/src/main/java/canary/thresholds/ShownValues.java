package canary.thresholds;

import canary.journal.Entry;
import canary.measures.Measure;
import canary.rollout.Ended;
import canary.rollout.Live;
import canary.verdict.Finding;
import canary.verdict.Verdict;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Stream;

/**
 * What releases have shown of each measure: the highest value of each good one while its gate said
 * healthy and users could reach the canary, and the lowest at which a canary was blamed.
 */
public final class ShownValues {

    private final Map<Measure, List<Double>> ofGood = new HashMap<>();
    private final Map<Measure, List<Double>> ofBlamed = new HashMap<>();
    private int releases;
    private int good;
    private Instant from = Instant.MAX;
    private Instant to = Instant.MIN;

    /** A journal that has at least its opening entry. */
    public void add(List<Entry> entries) {
        Entry last = entries.getLast();
        releases++;
        if (last.phase() instanceof Ended.Promoted && !isHarmAccepted(entries)) {
            good++;
            from = entries.getFirst().at().isBefore(from) ? entries.getFirst().at() : from;
            to = last.at().isAfter(to) ? last.at() : to;
            List<Entry> live =
                    entries.stream().filter(entry -> entry.phase() instanceof Live).toList();
            addTo(ofGood, live, Verdict.Healthy.class, Math::max);
        } else if (last.phase() instanceof Ended.RolledBack) {
            addTo(ofBlamed, entries, Verdict.Harmful.class, Math::min);
        }
    }

    /** What somebody promoted though it was harmful is no example. */
    private static boolean isHarmAccepted(List<Entry> entries) {
        return entries.stream()
                .anyMatch(entry -> entry.order() != null && entry.order().acceptsHarm());
    }

    private static void addTo(
            Map<Measure, List<Double>> values,
            List<Entry> entries,
            Class<? extends Verdict> said,
            DoubleBinaryOperator choice) {
        for (Measure measure : Measure.ALL) {
            entries.stream()
                    .flatMap(entry -> entry.findings().stream())
                    .filter(finding -> finding.gate().equals(measure.gate()))
                    .map(Finding::verdict)
                    .filter(said::isInstance)
                    .flatMap(verdict -> Stream.ofNullable(measure.read(verdict.evidence())))
                    .mapToDouble(Double::doubleValue)
                    .filter(Double::isFinite)
                    .reduce(choice)
                    .ifPresent(
                            value ->
                                    values.computeIfAbsent(measure, _ -> new ArrayList<>())
                                            .add(value));
        }
    }

    /** Ascending, one of each good release that told. */
    List<Double> ofGood(Measure measure) {
        return sorted(ofGood, measure);
    }

    /** Ascending, one of each release that this gate has ended. */
    List<Double> ofBlamed(Measure measure) {
        return sorted(ofBlamed, measure);
    }

    private static List<Double> sorted(Map<Measure, List<Double>> values, Measure measure) {
        List<Double> sorted = new ArrayList<>(values.getOrDefault(measure, List.of()));
        Collections.sort(sorted);
        return sorted;
    }

    int releases() {
        return releases;
    }

    int good() {
        return good;
    }

    /** When the first good one began; {@link Instant#MAX} for none. */
    Instant from() {
        return from;
    }

    /** When the last good one ended; {@link Instant#MIN} for none. */
    Instant to() {
        return to;
    }
}
