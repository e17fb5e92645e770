package canary.rollout;

import canary.gates.input.Check;
import canary.plan.Plan;
import canary.verdict.Conclusion;
import canary.verdict.Verdict;
import canary.verdict.WatchTime;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Decides. Pure: no clock, no cluster, so that a seed replays any history. An act is asked for
 * again on every tick until its effect is seen, so a death in between is harmless.
 */
public final class Rollout {

    private Rollout() {}

    /** What follows from the phase and what was seen. */
    public static Decision decide(Plan plan, Phase phase, Observation seen) {
        if (phase instanceof Phase.Live && seen.verdict() instanceof Verdict.Harmful harm) {
            return restore(plan, seen, harm.sentence());
        }
        if (seen.order() != null) {
            return Orders.obey(plan, phase, seen, seen.order());
        }
        return switch (phase) {
            case Phase.Preflight at -> preflight(plan, at, seen);
            case Phase.Deploying at -> deploy(plan, at, seen);
            case Phase.Smoking at -> smoke(plan, at, seen);
            case Phase.Shifting at -> shift(plan, at, seen);
            case Phase.Watching at -> watch(plan, at, seen);
            case Phase.Baking at -> bake(plan, at, seen);
            case Phase.Held at -> held(plan, at, seen);
            case Phase.Promoting at -> promote(plan, at, seen);
            case Phase.Restoring at ->
                    seen.isSplit(plan.split(0)) ? verify(at, seen) : again(plan, at, seen);
            case Phase.Verifying at -> verifying(plan, at, seen);
            case Phase.Reporting at -> reporting(plan, at, seen);
            case Phase.Withdrawing at -> withdrawing(plan, at, seen);
            case Phase.Ended at -> stay(at, "the release has ended");
        };
    }

    private static Decision preflight(Plan plan, Phase.Preflight at, Observation seen) {
        String missing = missingForDeployment(plan, seen);
        if (missing.isEmpty()) {
            return deploying(plan, new Phase.Deploying(seen.now()), "stable is visible and well");
        }
        return isOver(plan.patience().preflight(), at.since(), seen)
                ? new Decision(new Phase.Refused(seen.now(), missing), List.of(), missing)
                : stay(at, missing);
    }

    /** Why the canary must not start yet; empty when it may. */
    private static String missingForDeployment(Plan plan, Observation seen) {
        String stable = plan.stable().version();
        var split = seen.split();
        if (split == null) {
            return "the mesh does not tell its split";
        }
        boolean isStableAlone =
                split.canaryPercent() == 0
                        ? split.stable().equals(stable)
                        : split.canaryPercent() == 100 && split.canary().equals(stable);
        if (!isStableAlone) {
            return "traffic does not go to " + stable + " alone: " + split;
        }
        if (!Observation.isWhole(seen.stable(), plan.stable().replicas())) {
            return "%s has not its %d pods ready".formatted(stable, plan.stable().replicas());
        }
        return seen.verdict() instanceof Verdict.Healthy ? "" : seen.verdict().sentence();
    }

    private static Decision deploy(Plan plan, Phase.Deploying at, Observation seen) {
        boolean isUp = Observation.isWhole(seen.canary(), plan.canary().replicas());
        if (isUp && seen.isSplit(plan.split(0))) {
            return stay(new Phase.Smoking(seen.now()), "canary is ready, nobody reaches it");
        }
        String missing =
                isUp
                        ? "the mesh does not show the split yet"
                        : "the canary's pods are not all ready";
        return isOver(plan.patience().deploy(), at.since(), seen)
                ? withdraw(plan, seen, missing)
                : deploying(plan, at, missing);
    }

    private static Decision deploying(Plan plan, Phase.Deploying at, String why) {
        return new Decision(
                at,
                List.of(
                        new Act.Shift(plan.split(0)),
                        new Act.Scale(plan.canary().version(), plan.canary().replicas())),
                why);
    }

    private static Decision smoke(Plan plan, Phase.Smoking at, Observation seen) {
        if (seen.verdict() instanceof Verdict.Healthy) {
            return enter(plan, 0, seen, "smoke tests passed");
        }
        return isOver(plan.patience().smoke(), at.since(), seen)
                ? withdraw(plan, seen, seen.verdict().sentence())
                : stay(at, seen.verdict().sentence());
    }

    private static Decision shift(Plan plan, Phase.Shifting at, Observation seen) {
        if (seen.isSplit(plan.split(weight(plan, at.step())))) {
            return stay(new Phase.Watching(at.step(), seen.now()), "the mesh shows the weight");
        }
        return isOver(plan.patience().shift(), at.since(), seen)
                ? hold(at.step(), seen, "the mesh does not show the weight that was asked for")
                : asking(plan, at, "the mesh does not show the weight yet");
    }

    private static Decision watch(Plan plan, Phase.Watching at, Observation seen) {
        if (hasDrifted(plan, at, seen)) {
            return enter(
                    plan,
                    at.step(),
                    seen,
                    "the weight was changed from outside, it is asked for again");
        }
        return watched(plan, at, seen, plan.stages().get(at.step()).watchTime());
    }

    private static Decision bake(Plan plan, Phase.Baking at, Observation seen) {
        if (hasDrifted(plan, at, seen)) {
            return asking(plan, at, "the weight was changed from outside, it is asked for again");
        }
        return watched(plan, at, seen, WatchTime.ofBake(plan.bake()));
    }

    private static Decision watched(Plan plan, Phase.Live at, Observation seen, WatchTime time) {
        Conclusion conclusion =
                time.conclude(seen.verdict(), Duration.between(at.since(), seen.now()));
        return switch (conclusion.next()) {
            case WATCH_ON -> stay(at, conclusion.why());
            case PASS -> enter(plan, at.step() + 1, seen, conclusion.why());
            case HOLD -> hold(at.step(), seen, conclusion.why());
            case ROLL_BACK -> restore(plan, seen, conclusion.why());
        };
    }

    private static Decision held(Plan plan, Phase.Held at, Observation seen) {
        if (at.isByPerson() || !isOver(plan.hold().after(), at.since(), seen)) {
            return stay(at, "held: " + at.why());
        }
        String absent = "nobody decided within " + plan.hold().after();
        return switch (plan.hold().action()) {
            case ROLLBACK -> restore(plan, seen, absent + "; held because " + at.why());
            case PROMOTE -> enter(plan, at.step() + 1, seen, absent);
            case STAY -> new Decision(at, List.of(new Act.Leave()), absent + ": " + at.why());
        };
    }

    private static Decision promote(Plan plan, Phase.Promoting at, Observation seen) {
        if (seen.isSplit(plan.promoted()) && Observation.isGone(seen.stable())) {
            return stay(new Phase.Promoted(seen.now()), plan.canary().version() + " is stable now");
        }
        if (isOver(plan.patience().scale(), at.since(), seen)) {
            String why =
                    "all traffic is on the canary, but the old version could not be taken away";
            return stay(new Phase.Failed(seen.now(), why), why);
        }
        return promoting(plan, at, "waiting for the old version to end");
    }

    private static Decision promoting(Plan plan, Phase.Promoting at, String why) {
        List<Act> acts = new ArrayList<>();
        acts.add(new Act.Shift(plan.promoted()));
        acts.addAll(activate(plan, plan.canary()));
        acts.add(new Act.Scale(plan.stable().version(), 0));
        return new Decision(at, acts, why);
    }

    private static Decision verify(Phase.Restoring at, Observation seen) {
        return stay(
                new Phase.Verifying(seen.now(), at.why(), at.since()),
                "configuration shows all traffic on stable");
    }

    private static Decision again(Plan plan, Phase.Restoring at, Observation seen) {
        return restoring(plan, at, seen, "the mesh does not show stable alone yet");
    }

    private static Decision verifying(Plan plan, Phase.Verifying at, Observation seen) {
        if (seen.split() != null && !seen.isSplit(plan.split(0))) {
            return restoring(
                    plan,
                    new Phase.Restoring(at.decidedAt(), at.why()),
                    seen,
                    "the weight was changed from outside, stable is asked for again");
        }
        List<Check> open = seen.proof().stream().filter(check -> !check.passed()).toList();
        if (seen.split() != null && !seen.proof().isEmpty() && open.isEmpty()) {
            return ending(plan, at, seen, seen.now(), "every check of the rollback passed");
        }
        String missing =
                open.stream()
                        .map(check -> check.name() + ": " + check.detail())
                        .collect(Collectors.joining("; "));
        boolean isBackByConfiguration = seen.split() != null;
        return isBackByConfiguration && isOver(plan.patience().prove(), at.since(), seen)
                ? ending(plan, at, seen, null, "the proof is not complete: " + missing)
                : stay(at, missing.isEmpty() ? "gathering proof" : missing);
    }

    private static Decision ending(
            Plan plan,
            Phase.Verifying at,
            Observation seen,
            @Nullable Instant verifiedAt,
            String why) {
        return new Decision(
                new Phase.Reporting(seen.now(), at.why(), at.decidedAt(), verifiedAt),
                List.of(new Act.Scale(plan.canary().version(), 0)),
                why);
    }

    private static Decision reporting(Plan plan, Phase.Reporting at, Observation seen) {
        if (seen.split() != null && !seen.isSplit(plan.split(0))) {
            return restoring(
                    plan,
                    new Phase.Restoring(at.decidedAt(), at.why()),
                    seen,
                    "the weight was changed from outside, stable is asked for again");
        }
        if (seen.split() == null) {
            return stay(at, "the mesh does not tell its split; the end is not declared unseen");
        }
        boolean isGone =
                Observation.isGone(seen.canary())
                        || isOver(plan.patience().scale(), at.since(), seen);
        if (!isGone) {
            return new Decision(
                    at,
                    List.of(new Act.Scale(plan.canary().version(), 0)),
                    "waiting for the canary to end");
        }
        if (!seen.isReported()) {
            return new Decision(
                    at,
                    List.of(new Act.WriteReport()),
                    "the canary is gone, the report is written");
        }
        return stay(
                new Phase.RolledBack(seen.now(), at.why(), at.decidedAt(), at.verifiedAt()),
                at.why());
    }

    private static Decision withdrawing(Plan plan, Phase.Withdrawing at, Observation seen) {
        boolean isOut = Observation.isGone(seen.canary()) && seen.isSplit(plan.split(0));
        if (isOut || isOver(plan.patience().scale(), at.since(), seen)) {
            return stay(new Phase.Refused(seen.now(), at.why()), at.why());
        }
        return withdrawing(plan, at);
    }

    static Decision withdraw(Plan plan, Observation seen, String why) {
        return withdrawing(plan, new Phase.Withdrawing(seen.now(), why));
    }

    private static Decision withdrawing(Plan plan, Phase.Withdrawing at) {
        return new Decision(
                at,
                List.of(new Act.Shift(plan.split(0)), new Act.Scale(plan.canary().version(), 0)),
                at.why());
    }

    /** Begins a step: a stage's weight is asked for, the bake starts, or all steps are done. */
    static Decision enter(Plan plan, int step, Observation seen, String why) {
        int stages = plan.stages().size();
        if (step < stages) {
            return asking(plan, new Phase.Shifting(step, seen.now()), why);
        }
        return step == stages
                ? asking(plan, new Phase.Baking(step, seen.now()), why)
                : promoting(plan, new Phase.Promoting(seen.now()), why);
    }

    private static Decision asking(Plan plan, Phase.Live at, String why) {
        return new Decision(at, List.of(new Act.Shift(plan.split(weight(plan, at.step())))), why);
    }

    static Decision hold(int step, Observation seen, String why) {
        return stay(new Phase.Held(step, seen.now(), why, false), why);
    }

    static Decision restore(Plan plan, Observation seen, String why) {
        return restoring(plan, new Phase.Restoring(seen.now(), why), seen, why);
    }

    /** Stable gets its traffic back at once; where copies of it are missing they are asked for. */
    private static Decision restoring(Plan plan, Phase.Restoring at, Observation seen, String why) {
        List<Act> acts = new ArrayList<>();
        acts.add(new Act.Shift(plan.split(0)));
        if (seen.stable() != null && seen.stable().pods() < plan.stable().replicas()) {
            acts.add(new Act.Scale(plan.stable().version(), plan.stable().replicas()));
        }
        acts.addAll(activate(plan, plan.stable())); // also where the canary has taken the jobs
        return new Decision(at, acts, why);
    }

    /** Nothing where the plan does not say where the jobs are kept. */
    private static List<Act> activate(Plan plan, Plan.Version version) {
        return plan.database() == null ? List.of() : List.of(new Act.Activate(version.version()));
    }

    static Decision stay(Phase phase, String why) {
        return new Decision(phase, List.of(), why);
    }

    /** Share of the canary in a step; the bake keeps the last stage's. */
    public static int weight(Plan plan, int step) {
        return plan.stages().get(Math.min(step, plan.stages().size() - 1)).weight();
    }

    private static boolean hasDrifted(Plan plan, Phase.Live at, Observation seen) {
        return seen.split() != null && !seen.isSplit(plan.split(weight(plan, at.step())));
    }

    private static boolean isOver(Duration limit, Instant since, Observation seen) {
        return !seen.now().isBefore(since.plus(limit));
    }
}
