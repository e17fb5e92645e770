package canary.gates;

import canary.counters.Source;
import canary.gates.compare.FigureFormat;
import canary.gates.input.GateInput;
import canary.judge.Answer;
import canary.judge.Judge;
import canary.judge.Judges;
import canary.judge.LatencyJudge;
import canary.judge.StrongestComparison;
import canary.judge.traffic.RequestTotals;
import canary.judge.traffic.Span;
import canary.stats.PairedCounts;
import canary.verdict.Evidence;
import canary.verdict.Verdict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Harm when the canary is slower than stable by the sequential test on the buckets of the
 * histograms, or when its 95th percentile is above the limit, as the pods or as the router times
 * it.
 */
public final class LatencyGate implements Gate {

    private final Judges judges;
    private final double limit;
    private final long least;

    public LatencyGate(Judges judges) {
        this.judges = judges;
        this.limit = judges.settings().latency().p95().toNanos() / 1e9;
        this.least = judges.settings().latency().minRequests();
    }

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public Verdict judge(GateInput input) {
        return Sources.gravest(
                judges,
                (judge, source) -> judged(input, judge, source),
                (judge, source) -> limited(input, judge, source),
                (judge, source, more) ->
                        judge.latency().logE() >= judge.latency().threshold() + more
                                ? Optional.of(blamed(input, judge, source))
                                : Optional.empty());
    }

    private Evidence blamed(GateInput input, Judge judge, Source source) {
        return new Evidence(
                blame(input, judge, source), figures(judge.latency(), judge.latency().stage()));
    }

    private Verdict judged(GateInput input, Judge judge, Source source) {
        LatencyJudge latency = judge.latency();
        Span stage = latency.stage();
        if (latency.rejects()) {
            return new Verdict.Harmful(blamed(input, judge, source));
        }
        Verdict limited = limited(input, judge, source);
        if (!(limited instanceof Verdict.Healthy)) {
            return limited;
        }
        if (latency.answer() == Answer.UNDECIDED) {
            return new Verdict.Undecided(
                    new Evidence(
                            "%s (%s)".formatted(missing(input, latency), source.words()),
                            figures(latency, stage)));
        }
        return new Verdict.Healthy(
                new Evidence(
                        within(input, latency, stage)
                                + latency.visible().map(LatencyGate::visible).orElse("")
                                + " ("
                                + source.words()
                                + ")",
                        figures(latency, stage)));
    }

    private String missing(GateInput input, LatencyJudge latency) {
        RequestTotals canary = latency.stage().canary();
        if (canary.timed() < least) {
            return "%d of the %d timed requests needed to judge".formatted(canary.timed(), least);
        }
        if (latency.isWatched()) {
            return "%s is slower than %s, its processes are new and it may fade: it is watched"
                    .formatted(input.canary(), input.stable());
        }
        if (latency.isCold()) {
            return "the processes of %s have just begun and are not compared yet"
                    .formatted(input.canary());
        }
        return latency.compared().stable().timed() == 0
                ? "no request of %s is timed to compare with".formatted(input.stable())
                : "only %d of %d requests of %s are timed"
                        .formatted(canary.timed(), canary.requests(), input.canary());
    }

    private Verdict limited(GateInput input, Judge judge, Source source) {
        LatencyJudge latency = judge.latency();
        return Sources.limited(
                List.of(latency.stage(), latency.recent()),
                span -> latency.limit(span.canary(), span.stable()),
                span ->
                        new Evidence(
                                "%s; limit %s (%s)"
                                        .formatted(
                                                within(input, latency, span),
                                                FigureFormat.seconds(limit),
                                                source.words()),
                                figures(latency, span)));
    }

    private static String within(GateInput input, LatencyJudge latency, Span span) {
        double canary = latency.p95(span.canary()).orElse(Double.NaN);
        return "%s answers 95 %% of %d requests within %s, %s %s"
                .formatted(
                        input.canary(),
                        span.canary().timed(),
                        FigureFormat.seconds(canary),
                        input.stable(),
                        span.stable().timed() > 0
                                ? "within "
                                        + FigureFormat.seconds(
                                                latency.p95(span.stable()).orElse(Double.NaN))
                                : "had none");
    }

    /** The sentence that names what tells most against the canary. */
    private static String blame(GateInput input, Judge judge, Source source) {
        LatencyJudge latency = judge.latency();
        StrongestComparison strongest = latency.strongest();
        int edge = latency.tellingEdge();
        PairedCounts slower = latency.slower(edge);
        return ("%s answers %s of requests%s slower than %s, %s %s%s;"
                        + " chance of this without a real difference below %s (%s)")
                .formatted(
                        input.canary(),
                        FigureFormat.percent(slower.canary().share()),
                        strongest.where(judge.routes()),
                        FigureFormat.seconds(latency.edges().edge(edge)),
                        input.stable(),
                        FigureFormat.percent(slower.stable().share()),
                        judge.weight() == 100 ? " before" : "",
                        FigureFormat.chance(latency.logE()),
                        source.words());
    }

    private static String visible(LatencyJudge.Visible effect) {
        return "; %s slower than %s would have been seen by now"
                .formatted(
                        FigureFormat.percent(effect.share()),
                        FigureFormat.seconds(effect.seconds()));
    }

    private Map<String, Double> figures(LatencyJudge latency, Span span) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("canaryRequests", (double) span.canary().timed());
        figures.put("stableRequests", (double) span.stable().timed());
        figures.put("limitSeconds", limit);
        latency.p95(span.canary()).ifPresent(it -> figures.put("canaryP95Seconds", it));
        latency.p95(span.stable()).ifPresent(it -> figures.put("stableP95Seconds", it));
        figures.put("logEvidence", latency.logE());
        figures.put("logEvidenceNeeded", latency.threshold());
        return figures;
    }
}
