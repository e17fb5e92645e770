package canary.gates;

import canary.counters.Refusal;
import canary.gates.compare.FigureFormat;
import canary.gates.input.GateInput;
import canary.judge.Judge;
import canary.judge.Judges;
import canary.judge.RefusalJudge;
import canary.judge.StrongestComparison;
import canary.stats.Counts;
import canary.stats.PairedCounts;
import canary.verdict.Evidence;
import canary.verdict.Verdict;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Harm when the canary refuses more than stable by the sequential test: a status 4xx tells the
 * caller that it is his fault, and is the version's where the other takes the same request.
 */
public final class RefusalsGate implements Gate {

    private final Judges judges;

    public RefusalsGate(Judges judges) {
        this.judges = judges;
    }

    @Override
    public String name() {
        return "refusals";
    }

    @Override
    public Verdict judge(GateInput input) {
        Optional<Judge> lead = judges.of(judges.leading());
        if (lead.isEmpty()) {
            return new Verdict.Undecided(Evidence.of("nothing has been counted twice yet"));
        }
        RefusalJudge refusals = lead.get().refusals();
        if (refusals.refusedToAll().isPresent()) {
            return new Verdict.Harmful(refusedToAll(input, lead.get()));
        }
        StrongestComparison strongest = refusals.strongest();
        Refusal kind = refusals.telling();
        PairedCounts counts = refusals.counts(strongest, kind);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("canaryRequests", (double) counts.canary().trials());
        figures.put("canaryRefused", (double) counts.canary().bad());
        figures.put("stableRequests", (double) counts.stable().trials());
        figures.put("stableRefused", (double) counts.stable().bad());
        figures.put("logEvidence", refusals.logE());
        figures.put("logEvidenceNeeded", refusals.threshold());
        String sentence =
                "%s answers %s to %s of requests%s (%s), %s to %s (%s)%s"
                        .formatted(
                                input.canary(),
                                kind.code(),
                                FigureFormat.percent(counts.canary().share()),
                                strongest.where(lead.get().routes()),
                                FigureFormat.of(counts.canary()),
                                input.stable(),
                                FigureFormat.percent(counts.stable().share()),
                                FigureFormat.of(counts.stable()),
                                mostly(lead.get(), strongest, kind));
        return refusals.rejects()
                ? new Verdict.Harmful(
                        new Evidence(
                                sentence
                                        + "; chance of this without a real difference below "
                                        + FigureFormat.chance(refusals.logE()),
                                figures))
                : new Verdict.Healthy(new Evidence(sentence, figures));
    }

    private static Evidence refusedToAll(GateInput input, Judge judge) {
        int route = judge.refusals().refusedToAll().orElseThrow();
        Counts counts = judge.refusals().ofCanary(route);
        return new Evidence(
                "%s takes none of %d requests to %s, which %s does not have"
                        .formatted(
                                input.canary(),
                                counts.trials(),
                                judge.routes().name(route),
                                input.stable()),
                Map.of(
                        "canaryRequests", (double) counts.trials(),
                        "canaryRefused", (double) counts.bad()));
    }

    /** Names the route of most refusals, where the comparison does not. */
    private static String mostly(Judge judge, StrongestComparison strongest, Refusal kind) {
        return strongest.level() == StrongestComparison.Level.ROUTE
                ? ""
                : judge.refusals()
                        .most(kind)
                        .map(
                                it ->
                                        ", %d of the %d to %s"
                                                .formatted(
                                                        it.refused(),
                                                        it.all(),
                                                        judge.routes().name(it.route())))
                        .orElse("");
    }
}
