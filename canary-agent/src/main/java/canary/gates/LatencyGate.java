package canary.gates;

import canary.metrics.Source;
import canary.metrics.Tally;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Harm when the canary's 95th percentile is above the limit, since the stage began or in the recent
 * past, as the pods or as the router times it.
 */
public final class LatencyGate implements Gate {

    private final Limits.Latency limits;

    public LatencyGate(Limits.Latency limits) {
        this.limits = limits;
    }

    @Override
    public String name() {
        return "latency";
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

    private static Verdict harmOnly(Verdict stage, Verdict recent) {
        return recent instanceof Verdict.Undecided ? stage : stage.orGraver(recent);
    }

    private Verdict judge(Scene scene, Source source, Instant since) {
        Tally canary = scene.history().window(source, scene.canary(), since);
        Tally stable = scene.history().window(source, scene.stable(), since);
        double limit = limits.p95().toMillis() / 1000.0;
        double canaryP95 = canary.quantile(0.95).orElse(Double.NaN);
        double stableP95 = stable.quantile(0.95).orElse(Double.NaN);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("canaryRequests", (double) canary.timed());
        figures.put("stableRequests", (double) stable.timed());
        figures.put("limitSeconds", limit);
        if (canary.timed() < limits.minRequests()) {
            String missing =
                    String.format(
                            Locale.ROOT,
                            "%d of the %d timed requests needed to judge (%s)",
                            canary.timed(),
                            limits.minRequests(),
                            source.words());
            return new Verdict.Undecided(new Evidence(missing, figures));
        }
        figures.put("canaryP95Seconds", canaryP95);
        if (stable.timed() > 0) {
            figures.put("stableP95Seconds", stableP95);
        }
        String sentence =
                String.format(
                        Locale.ROOT,
                        "%s answers 95 %% of %d requests within %s, %s %s; limit %s (%s)",
                        scene.canary(),
                        canary.timed(),
                        seconds(canaryP95),
                        scene.stable(),
                        stable.timed() > 0 ? "within " + seconds(stableP95) : "had none",
                        seconds(limit),
                        source.words());
        Evidence evidence = new Evidence(sentence, figures);
        if (canaryP95 <= limit) {
            return new Verdict.Healthy(evidence);
        }
        boolean isAlike = stable.timed() >= limits.minRequests() && stableP95 > limit;
        return isAlike ? new Verdict.Shared(evidence) : new Verdict.Harmful(evidence);
    }

    private static String seconds(double value) {
        return value < 1
                ? String.format(Locale.ROOT, "%.0f ms", 1000 * value)
                : String.format(Locale.ROOT, "%.2f s", value);
    }
}
