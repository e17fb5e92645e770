package canary.gates.compare;

import canary.verdict.Evidence;
import canary.verdict.Verdict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One comparison of the canary with stable, step by step, at its own chance of a false alarm. */
public interface Comparison {

    void observe(ComparisonSteps.Step step);

    /** Whether the canary is worse than stable by more than the margin. */
    boolean isHarm();

    /** What was compared and how both versions did. */
    String sentence();

    /** The same as data. */
    Map<String, Double> figures();

    /** How improbable evidence is, as the end of a sentence. */
    static String chance(canary.stats.sequential.EValue evidence) {
        return "chance of this without a real difference below "
                + FigureFormat.chance(evidence.peakLogE());
    }

    /** The verdict of several: harm where one finds harm, else healthy. */
    static Verdict verdict(List<Comparison> comparisons) {
        Map<String, Double> figures = new LinkedHashMap<>();
        comparisons.forEach(comparison -> figures.putAll(comparison.figures()));
        List<Comparison> harm = comparisons.stream().filter(Comparison::isHarm).toList();
        String sentence =
                (harm.isEmpty() ? comparisons : harm)
                        .stream().map(Comparison::sentence).collect(Collectors.joining("; "));
        Evidence evidence = new Evidence(sentence, figures);
        return harm.isEmpty() ? new Verdict.Healthy(evidence) : new Verdict.Harmful(evidence);
    }
}
