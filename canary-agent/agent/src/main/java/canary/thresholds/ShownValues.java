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
            from = earlier(from, entries.getFirst().at());
            to = earlier(last.at(), to).equals(to) ? last.at() : to;
            addTo(ofGood, entries, Verdict.Healthy.class, Math::max);
        } else if (last.phase() instanceof Ended.RolledBack) {
            addTo(ofBlamed, entries, Verdict.Harmful.class, Math::min);
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** What somebody promoted though it was harmful is no example. */
    private static boolean isHarmAccepted(List<Entry> entries) {
        return entries.stream()
                .anyMatch(entry -> entry.order() != null && entry.order().acceptsHarm());
    }

    private interface Choice {
        double of(double one, double other);
    }

    private static void addTo(
            Map<Measure, List<Double>> values,
            List<Entry> entries,
            Class<? extends Verdict> said,
            Choice choice) {
        Map<Measure, Double> chosen = new HashMap<>();
        for (Entry entry : entries) {
            if (!(entry.phase() instanceof Live) && said.equals(Verdict.Healthy.class)) {
                continue;
            }
            for (Finding finding : entry.findings()) {
                for (Measure measure : Measure.ALL) {
                    Double value =
                            measure.gate().equals(finding.gate())
                                            && said.isInstance(finding.verdict())
                                    ? measure.read(finding.verdict().evidence())
                                    : null;
                    if (value != null && Double.isFinite(value)) {
                        chosen.merge(measure, value, choice::of);
                    }
                }
            }
        }
        chosen.forEach(
                (measure, value) ->
                        values.computeIfAbsent(measure, _ -> new ArrayList<>()).add(value));
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
