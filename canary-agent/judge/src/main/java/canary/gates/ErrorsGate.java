package canary.gates;

import canary.counters.Source;
import canary.gates.compare.FigureFormat;
import canary.gates.input.GateInput;
import canary.judge.Answer;
import canary.judge.ErrorJudge;
import canary.judge.Judge;
import canary.judge.Judges;
import canary.judge.StrongestComparison;
import canary.judge.traffic.RouteTally;
import canary.judge.traffic.Span;
import canary.stats.PairedCounts;
import canary.stats.sequential.SmallestEffect;
import canary.verdict.Evidence;
import canary.verdict.Verdict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Harm when the canary fails more than stable by the sequential test, or when too large a share of
 * its answers is 5xx, as the pods or as the router counts it.
 */
public final class ErrorsGate implements Gate {

    private final Judges judges;
    private final double limit;

    public ErrorsGate(Judges judges) {
        this.judges = judges;
        this.limit = judges.settings().errors().maxShare();
    }

    @Override
    public String name() {
        return "errors";
    }

    @Override
    public Verdict judge(GateInput input) {
        return Sources.gravest(
                judges,
                (judge, source) -> judged(input, judge, source),
                (judge, source) -> limited(input, judge, source),
                (judge, source, more) ->
                        judge.errors().logE() >= judge.errors().threshold() + more
                                ? Optional.of(blamed(input, judge, source))
                                : Optional.empty());
    }

    private Evidence blamed(GateInput input, Judge judge, Source source) {
        return new Evidence(
                blame(input, judge, source), figures(judge.errors(), judge.errors().stage()));
    }

    private Verdict judged(GateInput input, Judge judge, Source source) {
        ErrorJudge errors = judge.errors();
        if (errors.rejects()) {
            return new Verdict.Harmful(blamed(input, judge, source));
        }
        Verdict limited = limited(input, judge, source);
        if (!(limited instanceof Verdict.Healthy)) {
            return limited;
        }
        Optional<SmallestEffect> visible = errors.visible();
        String sentence =
                share(input, errors.stage())
                        + visible.map(
                                        it ->
                                                "; "
                                                        + FigureFormat.percent(it.share())
                                                        + " would have been seen")
                                .orElse(
                                        "; not even a canary that always fails would have been"
                                                + " seen")
                        + " by now ("
                        + source.words()
                        + ")";
        Evidence evidence = new Evidence(sentence, figures(errors, errors.stage()));
        return errors.answer() == Answer.HEALTHY
                ? new Verdict.Healthy(evidence)
                : new Verdict.Undecided(
                        new Evidence("too few requests so far: " + sentence, evidence.figures()));
    }

    private Verdict limited(GateInput input, Judge judge, Source source) {
        ErrorJudge errors = judge.errors();
        return Sources.limited(
                List.of(errors.stage(), errors.recent()),
                span -> errors.limit(span.canary(), span.stable()),
                span ->
                        new Evidence(
                                "%s; limit %s (%s)"
                                        .formatted(
                                                share(input, span),
                                                FigureFormat.percent(limit),
                                                source.words()),
                                figures(errors, span)));
    }

    private static String share(GateInput input, Span span) {
        return "%s fails %s of %d requests, %s %s of %d"
                .formatted(
                        input.canary(),
                        FigureFormat.percent(span.canary().errorShare()),
                        span.canary().requests(),
                        input.stable(),
                        FigureFormat.percent(span.stable().errorShare()),
                        span.stable().requests());
    }

    /** The sentence that names what tells most against the canary. */
    private static String blame(GateInput input, Judge judge, Source source) {
        ErrorJudge errors = judge.errors();
        StrongestComparison strongest = errors.strongest();
        PairedCounts requests =
                switch (strongest.level()) {
                    case USERS, ALL -> errors.byRoute().all();
                    case MODULE -> errors.byRoute().module(judge.routes(), strongest.number());
                    case ROUTE -> errors.byRoute().route(strongest.number());
                };
        String users =
                errors.canaryUsers().trials() == 0
                        ? ""
                        : "; failing users by minute: %s, %s"
                                .formatted(
                                        FigureFormat.of(errors.canaryUsers()),
                                        FigureFormat.of(errors.stableUsers()));
        if (strongest.level() == StrongestComparison.Level.USERS) {
            return ("for %s of the minutes of its users %s fails a request or takes none (%s), %s"
                        + " for %s (%s)%s; chance of this without a real difference below %s (%s)")
                    .formatted(
                            FigureFormat.percent(errors.canaryUsers().share()),
                            input.canary(),
                            FigureFormat.of(errors.canaryUsers()),
                            input.stable(),
                            FigureFormat.percent(errors.stableUsers().share()),
                            FigureFormat.of(errors.stableUsers()),
                            mostly(judge),
                            FigureFormat.chance(errors.logE()),
                            source.words());
        }
        return ("%s fails %s of requests%s (%s), %s %s (%s)%s%s;"
                        + " chance of this without a real difference below %s (%s)")
                .formatted(
                        input.canary(),
                        FigureFormat.percent(requests.canary().share()),
                        strongest.where(judge.routes()),
                        FigureFormat.of(requests.canary()),
                        input.stable(),
                        FigureFormat.percent(requests.stable().share()),
                        FigureFormat.of(requests.stable()),
                        strongest.level() == StrongestComparison.Level.ROUTE ? "" : mostly(judge),
                        users,
                        FigureFormat.chance(errors.logE()),
                        source.words());
    }

    /** Names the route of most failures, where one has more than half of them. */
    private static String mostly(Judge judge) {
        RouteTally byRoute = judge.errors().byRoute();
        long all = byRoute.all().canary().bad();
        for (int route = 0; route < judge.routes().size(); route++) {
            long bad = byRoute.route(route).canary().bad();
            if (2 * bad > all) {
                return ", %d of the %d to %s".formatted(bad, all, judge.routes().name(route));
            }
        }
        return "";
    }

    private Map<String, Double> figures(ErrorJudge errors, Span span) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("canaryRequests", (double) span.canary().requests());
        figures.put("canaryErrors", (double) span.canary().errors());
        figures.put("canaryShare", span.canary().errorShare());
        figures.put("stableRequests", (double) span.stable().requests());
        figures.put("stableErrors", (double) span.stable().errors());
        figures.put("stableShare", span.stable().errorShare());
        figures.put("limit", limit);
        figures.put("canaryUserMinutes", (double) errors.canaryUsers().trials());
        figures.put("canaryBadUserMinutes", (double) errors.canaryUsers().bad());
        figures.put("stableUserMinutes", (double) errors.stableUsers().trials());
        figures.put("stableBadUserMinutes", (double) errors.stableUsers().bad());
        figures.put("burst", errors.burst());
        figures.put("logEvidence", errors.logE());
        figures.put("logEvidenceNeeded", errors.threshold());
        errors.visible().ifPresent(it -> figures.put("visibleShare", it.share()));
        return figures;
    }
}
