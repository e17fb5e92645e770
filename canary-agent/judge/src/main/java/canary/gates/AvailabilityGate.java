package canary.gates;

import canary.counters.PodState;
import canary.counters.Snapshot;
import canary.gates.compare.FigureFormat;
import canary.gates.compare.PodEnds;
import canary.gates.input.GateInput;
import canary.gates.input.Limits;
import canary.gates.input.Versions;
import canary.stats.Margin;
import canary.stats.sequential.Alternatives;
import canary.stats.sequential.StratifiedTest;
import canary.verdict.Evidence;
import canary.verdict.Verdict;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Harm when canary pods end by themselves again and again within a short time, or more often than
 * stable's for each minute that they run, or stay unready. A single end is told and not blamed.
 */
public final class AvailabilityGate implements Gate {
    /** Of minutes that a pod runs: one end in some hours is nobody's fault. */
    private static final Margin MARGIN = new Margin(1.2, 0.003);

    private static final Alternatives ALTERNATIVES = Alternatives.logGrid(1.5, 200, 20);

    private final Limits.Availability limits;
    private final Duration staleAfter;
    private final Versions versions;
    private final double threshold;
    private final PodEnds canary;
    private final PodEnds stable;
    private final StratifiedTest test = new StratifiedTest(MARGIN, ALTERNATIVES, 1);
    private final double[] canaryEnds = new double[1];
    private final double[] stableEnds = new double[1];
    private double canaryPodMinutes;
    private double stablePodMinutes;
    private double canaryEnded;
    private double stableEnded;
    private double peak;
    private int mostReady;
    private @Nullable Instant last;

    /**
     * @param staleAfter how old the cluster's word may be
     * @param alpha chance that pods which end as often as stable's are blamed
     */
    public AvailabilityGate(
            Limits.Availability limits, Duration staleAfter, Versions versions, double alpha) {
        this.limits = limits;
        this.staleAfter = staleAfter;
        this.versions = versions;
        threshold = -Math.log(alpha);
        canary = new PodEnds(versions.canary(), limits.window());
        stable = new PodEnds(versions.stable(), limits.window());
    }

    @Override
    public String name() {
        return "availability";
    }

    @Override
    public void observe(Snapshot seen) {
        canary.observe(seen);
        stable.observe(seen);
        mostReady = Math.max(mostReady, ready(seen.podsOf(versions.canary())));
        double minutes = last == null ? 0 : Duration.between(last, seen.at()).toMillis() / 60_000.0;
        last = seen.at();
        canaryEnds[0] = canary.added();
        stableEnds[0] = stable.added();
        double ofCanary = minutes * canary.pods();
        double ofStable = minutes * stable.pods();
        if (ofCanary > 0 && ofStable > 0) {
            canaryPodMinutes += ofCanary;
            stablePodMinutes += ofStable;
            canaryEnded += canaryEnds[0];
            stableEnded += stableEnds[0];
            test.cell(0, 0, ofCanary, ofStable, ofCanary, canaryEnds, stableEnds);
            peak = Math.max(peak, test.logAll());
        }
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
        Duration unready = unreadyFor(snapshots, input);
        Evidence evidence = evidence(input, snapshots.getLast(), unready);
        if (isEndingAgainAndAgain() || unready.compareTo(limits.unreadyFor()) >= 0) {
            return new Verdict.Harmful(evidence);
        }
        return isWhole(snapshots.getLast(), input)
                ? new Verdict.Healthy(evidence)
                : new Verdict.Undecided(evidence);
    }

    private boolean isEndingAgainAndAgain() {
        int ofStable = stable.pods() == 0 ? 0 : stable.recent() * canary.pods() / stable.pods();
        int ends = canary.recent();
        boolean isLoop = ends > 1 && ends > limits.maxRestarts() && ends > 2 * ofStable;
        return isLoop || canary.isBackingOff() || peak >= threshold;
    }

    private static int ready(List<PodState> pods) {
        return (int) pods.stream().filter(PodState::ready).count();
    }

    /** How many pods there should be: pods that an autoscaler adds may take their time. */
    private int wanted(Snapshot snapshot, GateInput input) {
        OptionalInt desired = snapshot.desiredOf(input.canary());
        return desired.isEmpty()
                ? input.canaryPods()
                : Math.min(desired.getAsInt(), Math.max(mostReady, input.canaryPods()));
    }

    private boolean isWhole(Snapshot snapshot, GateInput input) {
        return ready(snapshot.podsOf(input.canary())) >= wanted(snapshot, input);
    }

    /** How long the canary has not been whole without a break, within this stage. */
    private Duration unreadyFor(List<Snapshot> snapshots, GateInput input) {
        Instant from = input.now();
        for (Snapshot snapshot : snapshots.reversed()) {
            if (isWhole(snapshot, input)) {
                return Duration.between(from, input.now());
            }
            from = snapshot.at();
        }
        return Duration.between(from, input.now());
    }

    private Evidence evidence(GateInput input, Snapshot now, Duration unready) {
        int wanted = wanted(now, input);
        int ready = ready(now.podsOf(input.canary()));
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("podsWanted", (double) wanted);
        figures.put("podsReady", (double) ready);
        figures.put("restarts", (double) canary.recent());
        figures.put("unreadySeconds", unready.toMillis() / 1000.0);
        figures.put("logEvidence", peak);
        figures.put("logEvidenceNeeded", threshold);
        StringBuilder sentence =
                new StringBuilder(
                        "%d of %d pods of %s ready, %d ended by themselves within %s (limit %d)"
                                .formatted(
                                        ready,
                                        wanted,
                                        input.canary(),
                                        canary.recent(),
                                        FigureFormat.length(limits.window()),
                                        limits.maxRestarts()));
        if (!canary.reasons().isEmpty()) {
            sentence.append(" %s".formatted(canary.reasons()));
        }
        if (canaryEnded > 0) {
            sentence.append(
                    "; %.0f times in %.0f minutes of its pods, %s's %.0f times in %.0f"
                            .formatted(
                                    canaryEnded,
                                    canaryPodMinutes,
                                    input.stable(),
                                    stableEnded,
                                    stablePodMinutes));
        }
        if (peak >= threshold) {
            sentence.append("; chance of this without a real difference below ")
                    .append(FigureFormat.chance(peak));
        }
        if (!unready.isZero()) {
            sentence.append(
                    ", not all ready for %d s (limit %d s)"
                            .formatted(unready.toSeconds(), limits.unreadyFor().toSeconds()));
        }
        return new Evidence(sentence.toString(), figures);
    }
}
