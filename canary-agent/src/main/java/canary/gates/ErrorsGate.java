package canary.gates;

import canary.metrics.Source;
import canary.metrics.Tally;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Harm when too large a share of the canary's answers is 5xx, since the stage began or in the
 * recent past, as the pods or as the router counts it.
 */
public final class ErrorsGate implements Gate {

    private final Limits.Errors limits;

    public ErrorsGate(Limits.Errors limits) {
        this.limits = limits;
    }

    @Override
    public String name() {
        return "errors";
    }

    @Override
    public Verdict judge(Scene scene) {
        Instant recent = Windows.recent(scene, limits.window());
        Verdict verdict = judge(scene, Source.MESH, scene.since());
        verdict = verdict.orGraver(judge(scene, Source.PODS, scene.since()));
        if (recent.isAfter(scene.since())) {
            verdict = harmOnly(verdict, judge(scene, Source.MESH, recent));
            verdict = harmOnly(verdict, judge(scene, Source.PODS, recent));
        }
        return verdict;
    }

    /** The recent past may be too thin to decide anything; it only speaks up for trouble. */
    private static Verdict harmOnly(Verdict stage, Verdict recent) {
        return recent instanceof Verdict.Undecided ? stage : stage.orGraver(recent);
    }

    private Verdict judge(Scene scene, Source source, Instant since) {
        Tally canary = scene.history().window(source, scene.canary(), since);
        Tally stable = scene.history().window(source, scene.stable(), since);
        Evidence evidence = evidence(scene, source, canary, stable);
        if (canary.requests() < limits.minRequests()) {
            return new Verdict.Undecided(
                    new Evidence(
                            String.format(
                                    Locale.ROOT,
                                    "%d of the %d requests needed to judge (%s)",
                                    canary.requests(),
                                    limits.minRequests(),
                                    source.words()),
                            evidence.figures()));
        }
        if (canary.errorShare() <= limits.maxShare()) {
            return new Verdict.Healthy(evidence);
        }
        return isAlike(canary, stable)
                ? new Verdict.Shared(evidence)
                : new Verdict.Harmful(evidence);
    }

    /** Stable fails at least half as often: then it is no fault of the canary alone. */
    private boolean isAlike(Tally canary, Tally stable) {
        return stable.requests() >= limits.minRequests()
                && stable.errorShare() >= canary.errorShare() / 2;
    }

    private Evidence evidence(Scene scene, Source source, Tally canary, Tally stable) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("canaryRequests", (double) canary.requests());
        figures.put("canaryErrors", (double) canary.errors());
        figures.put("canaryShare", canary.errorShare());
        figures.put("stableRequests", (double) stable.requests());
        figures.put("stableErrors", (double) stable.errors());
        figures.put("stableShare", stable.errorShare());
        figures.put("limit", limits.maxShare());
        return new Evidence(
                String.format(
                        Locale.ROOT,
                        "%s fails %.1f %% of %d requests, %s %.1f %% of %d; limit %.1f %% (%s)",
                        scene.canary(),
                        100 * canary.errorShare(),
                        canary.requests(),
                        scene.stable(),
                        100 * stable.errorShare(),
                        stable.requests(),
                        100 * limits.maxShare(),
                        source.words()),
                figures);
    }
}
