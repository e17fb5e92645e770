package canary.gates;

import canary.counters.Snapshot;
import canary.counters.Source;
import canary.counters.Tally;
import canary.gates.compare.FigureFormat;
import canary.gates.input.GateInput;
import canary.judge.Judge;
import canary.judge.Judges;
import canary.judge.SplitJudge;
import canary.verdict.Evidence;
import canary.verdict.Verdict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Harm when the canary's real share of users or requests is not the configured one, and when its
 * pods answer requests that the router did not send them.
 */
public final class SplitGate implements Gate {

    private static final long MANY = 50;
    private static final double FAR = 0.5;

    private final Judges judges;

    public SplitGate(Judges judges) {
        this.judges = judges;
    }

    @Override
    public String name() {
        return "split";
    }

    @Override
    public Verdict judge(GateInput input) {
        Optional<Judge> lead = judges.of(judges.leading());
        if (lead.isEmpty()) {
            return new Verdict.Undecided(Evidence.of("nothing has been counted twice yet"));
        }
        // Before the first stage, smoke tests and warm-up go straight to the canary's pods.
        Optional<Verdict> stray = lead.get().weight() > 0 ? stray(input) : Optional.empty();
        return stray.orElseGet(() -> shared(input, lead.get().split()));
    }

    /** Requests that reach the canary's pods past the router; both count the same requests. */
    private static Optional<Verdict> stray(GateInput input) {
        boolean isBoth =
                input.history()
                        .latest()
                        .map(it -> it.tally(Source.MESH, input.stable()).requests() > 0)
                        .orElse(false);
        if (!isBoth) {
            return Optional.empty();
        }
        Tally sent = input.history().window(Source.MESH, input.canary(), input.since());
        Tally answered = input.history().window(Source.PODS, input.canary(), input.since());
        long checks = excess(input, input.stable()); // smoke tests go straight to pods of both
        long more = excess(input, input.canary()) - Math.max(0, checks);
        long enough = Math.round(FAR * sent.requests()) + MANY;
        if (more < enough || more < enough + skew(input)) {
            return Optional.empty();
        }
        return Optional.of(
                new Verdict.Harmful(
                        new Evidence(
                                ("the pods of %s answered %d requests in this stage, the router"
                                     + " sent them %d: traffic does not follow the weights")
                                        .formatted(
                                                input.canary(),
                                                answered.requests(),
                                                sent.requests()),
                                Map.of(
                                        "sent", (double) sent.requests(),
                                        "answered", (double) answered.requests()))));
    }

    /**
     * Pods and router are not counted at the same moment, with Prometheus up to a scrape apart: at
     * either end of the stage the pods may show what they answered in one step more.
     */
    private static long skew(GateInput input) {
        long largest = 0;
        long before = -1;
        for (Snapshot snapshot : input.history().since(input.since())) {
            long answered = snapshot.tally(Source.PODS, input.canary()).requests();
            largest = Math.max(largest, before < 0 ? 0 : answered - before);
            before = answered;
        }
        return 2 * largest;
    }

    /** How many requests more the pods answered in this stage than the router sent them. */
    private static long excess(GateInput input, String version) {
        return input.history().window(Source.PODS, version, input.since()).requests()
                - input.history().window(Source.MESH, version, input.since()).requests()
                - leftOut(input, version);
    }

    /** Of health checks and the like, which the router sends and does not count as the users'. */
    private static long leftOut(GateInput input, String version) {
        List<Snapshot> stage = input.history().since(input.since());
        return stage.isEmpty()
                ? 0
                : stage.getLast().leftOutOf(version) - stage.getFirst().leftOutOf(version);
    }

    private static Verdict shared(GateInput input, SplitJudge split) {
        String what = split.isByUsers() ? "users by minute" : "requests";
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("configured", split.configured());
        figures.put("counted", (double) split.counted());
        figures.put("logEvidence", split.logE());
        if (split.counted() == 0) {
            return new Verdict.Undecided(new Evidence("nobody has called yet", figures));
        }
        figures.put("real", split.real());
        String sentence =
                "%s gets %s of %d %s, configured are %s"
                        .formatted(
                                input.canary(),
                                FigureFormat.percent(split.real()),
                                split.counted(),
                                what,
                                FigureFormat.percent(split.configured()));
        return switch (split.answer()) {
            case HARMFUL ->
                    new Verdict.Harmful(
                            new Evidence(
                                    split.rejects()
                                            ? sentence
                                                    + "; probability of this by accident below "
                                                    + FigureFormat.chance(split.logE())
                                            : sentence,
                                    figures));
            case UNDECIDED, UNMEASURED, SHARED ->
                    new Verdict.Undecided(new Evidence(sentence, figures));
            case HEALTHY -> new Verdict.Healthy(new Evidence(sentence, figures));
        };
    }
}
