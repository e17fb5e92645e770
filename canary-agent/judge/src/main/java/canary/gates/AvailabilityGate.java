package canary.gates;

import canary.counters.PodState;
import canary.counters.Snapshot;
import canary.gates.input.GateInput;
import canary.gates.input.Limits;
import canary.verdict.Evidence;
import canary.verdict.Verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Harm when canary pods restart, vanish, or stay unready. */
public final class AvailabilityGate implements Gate {

    private final Limits.Availability limits;
    private final Duration staleAfter;

    /**
     * @param staleAfter how old the cluster's word may be
     */
    public AvailabilityGate(Limits.Availability limits, Duration staleAfter) {
        this.limits = limits;
        this.staleAfter = staleAfter;
    }

    @Override
    public String name() {
        return "availability";
    }

    @Override
    public Verdict judge(GateInput input) {
        Instant podsAt = input.podsAt();
        if (podsAt == null || podsAt.plus(staleAfter).isBefore(input.now())) {
            return new Verdict.Unmeasured(Evidence.of("the cluster does not tell its pods"));
        }
        List<Snapshot> snapshots = input.history().since(input.since());
        if (snapshots.isEmpty()) {
            return new Verdict.Undecided(Evidence.of("no pods seen yet"));
        }
        List<PodState> pods = snapshots.getLast().podsOf(input.canary());
        int restarts = restarts(snapshots.getLast(), input) - restarts(snapshots.getFirst(), input);
        Duration unready = unreadyFor(snapshots, input);
        Evidence evidence = evidence(input, pods, restarts, unready);
        if (restarts > limits.maxRestarts() || unready.compareTo(limits.unreadyFor()) >= 0) {
            return new Verdict.Harmful(evidence);
        }
        return isWhole(snapshots.getLast(), input)
                ? new Verdict.Healthy(evidence)
                : new Verdict.Undecided(evidence);
    }

    private static int restarts(Snapshot snapshot, GateInput input) {
        return snapshot.podsOf(input.canary()).stream().mapToInt(PodState::restarts).sum();
    }

    private static boolean isWhole(Snapshot snapshot, GateInput input) {
        return snapshot.podsOf(input.canary()).stream().filter(PodState::ready).count()
                >= input.canaryPods();
    }

    /** How long the canary has not been whole without a break, within this stage. */
    private static Duration unreadyFor(List<Snapshot> snapshots, GateInput input) {
        Instant from = input.now();
        for (Snapshot snapshot : snapshots.reversed()) {
            if (isWhole(snapshot, input)) {
                return Duration.between(from, input.now());
            }
            from = snapshot.at();
        }
        return Duration.between(from, input.now());
    }

    private Evidence evidence(
            GateInput input, List<PodState> pods, int restarts, Duration unready) {
        long ready = pods.stream().filter(PodState::ready).count();
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("podsWanted", (double) input.canaryPods());
        figures.put("podsReady", (double) ready);
        figures.put("restarts", (double) restarts);
        figures.put("unreadySeconds", unready.toMillis() / 1000.0);
        String sentence =
                "%d of %d pods of %s ready, %d restarts in this stage (limit %d)"
                        .formatted(
                                ready,
                                input.canaryPods(),
                                input.canary(),
                                restarts,
                                limits.maxRestarts());
        if (!unready.isZero()) {
            sentence +=
                    ", not all ready for %d s (limit %d s)"
                            .formatted(unready.toSeconds(), limits.unreadyFor().toSeconds());
        }
        return new Evidence(sentence, figures);
    }
}
