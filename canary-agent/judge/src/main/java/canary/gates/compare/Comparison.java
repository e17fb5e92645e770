package canary.gates.compare;

import canary.counters.Snapshot;
import canary.gates.input.GateInput;
import canary.verdict.Evidence;
import canary.verdict.Verdict;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One comparison of the canary with stable, step by step, at its own chance of a false alarm. */
public interface Comparison extends Serializable {

    void observe(ComparisonSteps.Step step);

    /** Whether the canary is worse than stable by more than the margin. */
    boolean isHarm();

    /** What was compared and how both versions did. */
    String sentence();

    /** The same as data. */
    Map<String, Double> figures();

    /**
     * What a version would have to show for this and does not; empty where it shows all. What
     * nobody counts cannot be worse, and says nothing.
     */
    Optional<String> missing(Snapshot seen, String version);

    /** How improbable evidence is, as the end of a sentence. */
    static String chance(canary.stats.sequential.EValue evidence) {
        return "chance of this without a real difference below "
                + FigureFormat.chance(evidence.peakLogE());
    }

    /** What versions do not show of all that is compared; empty where they show everything. */
    static Optional<String> missing(
            List<Comparison> comparisons, Snapshot seen, List<String> versions) {
        for (String version : versions) {
            for (Comparison comparison : comparisons) {
                Optional<String> missing = comparison.missing(seen, version);
                if (missing.isPresent()) {
                    return missing.map(what -> "%s does not show %s".formatted(version, what));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The verdict of several: harm where one finds harm, and healthy only where both versions show
     * all that is compared.
     */
    static Verdict verdict(List<Comparison> comparisons, GateInput input) {
        Map<String, Double> figures = new LinkedHashMap<>();
        comparisons.forEach(comparison -> figures.putAll(comparison.figures()));
        List<Comparison> harm = comparisons.stream().filter(Comparison::isHarm).toList();
        String sentence =
                (harm.isEmpty() ? comparisons : harm)
                        .stream().map(Comparison::sentence).collect(Collectors.joining("; "));
        if (!harm.isEmpty()) {
            return new Verdict.Harmful(new Evidence(sentence, figures));
        }
        List<String> versions = List.of(input.canary(), input.stable());
        return input.history()
                .latest()
                .flatMap(seen -> missing(comparisons, seen, versions))
                .<Verdict>map(missing -> new Verdict.Undecided(new Evidence(missing, figures)))
                .orElseGet(() -> new Verdict.Healthy(new Evidence(sentence, figures)));
    }
}
