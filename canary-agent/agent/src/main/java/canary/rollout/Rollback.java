package canary.rollout;

import canary.gates.input.Check;
import canary.mesh.Split;
import canary.plan.HookPoint;
import canary.plan.Plan;

import com.fasterxml.jackson.annotation.JsonTypeName;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The way back to stable alone: its weight is set against anybody, as often as need be. */
public sealed interface Rollback extends Phase {

    /** Every second counts while users are taken off a bad canary. */
    Duration HASTE = Duration.ofSeconds(2);

    String STABLE_AGAIN = "; stable is asked for again";

    String why();

    @Override
    default Optional<Split> split(Plan plan) {
        return Optional.of(plan.split(0));
    }

    @Override
    default Duration pause(Plan plan) {
        return HASTE.compareTo(plan.interval()) < 0 ? HASTE : plan.interval();
    }

    /**
     * From the first look on, so that the canary obeys while users are taken off it; it goes on
     * through all of the way back.
     */
    @Override
    default Optional<HookPoint> hook() {
        return Optional.of(HookPoint.REJECT);
    }

    /** Asks that the canary may not come back by itself, again where that failed. */
    private static List<Act> rejecting(Plan plan, Observation seen) {
        boolean isDue =
                plan.has(HookPoint.REJECT)
                        && (seen.hook() == null || seen.hook() instanceof HookState.Failed);
        return isDue ? List.of(new Act.Run(HookPoint.REJECT)) : List.of();
    }

    /** Sends all traffic back to stable. */
    static Decision restore(Plan plan, Observation seen, String why) {
        return new Restoring(seen.now(), why).asking(plan, seen, why);
    }

    /** Takes the canary away and refuses the release. */
    static Decision withdraw(Plan plan, Observation seen, String why) {
        return new Withdrawing(seen.now(), why).asking(plan);
    }

    /** A rollback that was undone from outside begins again, and keeps the time of its decision. */
    private static Decision restoreAgain(
            Plan plan, Rollback at, Instant decidedAt, Observation seen, Drift drift) {
        return new Restoring(decidedAt, at.why())
                .asking(plan, seen, drift.sentence(plan, at, seen) + STABLE_AGAIN);
    }

    /** All traffic back to stable is asked for and not yet seen. */
    @JsonTypeName("restoring")
    record Restoring(Instant since, String why) implements Rollback {

        @Override
        public Decision tick(Plan plan, Observation seen) {
            return seen.isSplit(plan.split(0))
                    ? Decision.stay(
                            new Verifying(seen.now(), why, since),
                            "configuration shows all traffic on stable")
                    : asking(plan, seen, "the mesh does not show stable alone yet");
        }

        /** Users must not be left on harm, whoever else sets the weight: it is never given up. */
        @Override
        public Decision mend(Plan plan, Observation seen, Drift drift) {
            return drift.times() > 0 && drift.isAstrayFor(plan.patience().shift(), seen.now())
                    ? asking(plan, seen, drift.sentence(plan, this, seen) + STABLE_AGAIN)
                    : tick(plan, seen);
        }

        private Decision asking(Plan plan, Observation seen, String because) {
            List<Act> acts = new ArrayList<>();
            acts.add(new Act.Shift(plan.split(0)));
            if (seen.stable() != null && seen.stable().pods() < plan.stable().replicas()) {
                acts.add(new Act.Scale(plan.stable().version(), plan.stable().replicas()));
            }
            acts.addAll(Act.Activate.of(plan, plan.stable())); // the canary may have taken the jobs
            acts.addAll(rejecting(plan, seen));
            return new Decision(this, acts, because);
        }

        @Override
        public Instant decidedAt() {
            return since;
        }
    }

    /** Stable has all traffic by configuration; proof that it is so in truth is gathered. */
    @JsonTypeName("verifying")
    record Verifying(Instant since, String why, Instant decidedAt) implements Rollback {

        @Override
        public Decision tick(Plan plan, Observation seen) {
            List<Check> open = seen.proof().stream().filter(check -> !check.passed()).toList();
            boolean isSeen = seen.split() != null;
            if (isSeen && !seen.proof().isEmpty() && open.isEmpty()) {
                return ending(plan, seen, seen.now(), "every check of the rollback passed");
            }
            String missing =
                    open.stream()
                            .map(check -> check.name() + ": " + check.detail())
                            .collect(Collectors.joining("; "));
            return isSeen && isOver(plan.patience().prove(), seen)
                    ? ending(plan, seen, null, "the proof is not complete: " + missing)
                    : new Decision(
                            this,
                            rejecting(plan, seen),
                            missing.isEmpty() ? "gathering proof" : missing);
        }

        private Decision ending(
                Plan plan, Observation seen, @Nullable Instant verifiedAt, String because) {
            return new Reporting(seen.now(), why, decidedAt, verifiedAt)
                    .scaling(plan, seen, because);
        }

        @Override
        public Decision mend(Plan plan, Observation seen, Drift drift) {
            return restoreAgain(plan, this, decidedAt, seen, drift);
        }

        /** The proof was only in the dead agent's mind, so there is all the time for it again. */
        @Override
        public Phase goOn(Instant now, Duration gap) {
            return new Verifying(now, why, decidedAt);
        }

        @Override
        public Set<Inspection> inspections() {
            return Set.of(Inspection.PROOF);
        }
    }

    /** The canary is scaled to zero and the report is written. */
    @JsonTypeName("reporting")
    record Reporting(Instant since, String why, Instant decidedAt, @Nullable Instant verifiedAt)
            implements Rollback {

        @Override
        public Decision tick(Plan plan, Observation seen) {
            if (seen.split() == null) {
                return Decision.stay(
                        this, "the mesh does not tell its split; the end is not declared unseen");
            }
            boolean isGone =
                    Observation.isGone(seen.canary()) || isOver(plan.patience().scale(), seen);
            if (!isGone) {
                return scaling(plan, seen, "waiting for the canary to end");
            }
            if (!isRejected(plan, seen) && !isOver(plan.patience().scale(), seen)) {
                return new Decision(
                        this, rejecting(plan, seen), "the canary is gone" + rejection(plan, seen));
            }
            if (!seen.isReported()) {
                return isOver(plan.patience().scale(), seen)
                        ? rolledBack(plan, seen, "; the report could not be written")
                        : new Decision(
                                this,
                                List.of(new Act.WriteReport()),
                                "the canary is gone, the report is written");
            }
            return rolledBack(plan, seen, "");
        }

        private Decision scaling(Plan plan, Observation seen, String because) {
            List<Act> acts = new ArrayList<>(rejecting(plan, seen));
            acts.add(new Act.Scale(plan.canary().version(), 0));
            return new Decision(this, acts, because);
        }

        private Decision rolledBack(Plan plan, Observation seen, String also) {
            return Decision.stay(
                    new Ended.RolledBack(seen.now(), why, decidedAt, verifiedAt),
                    why + also + rejection(plan, seen));
        }

        private static boolean isRejected(Plan plan, Observation seen) {
            return !plan.has(HookPoint.REJECT) || seen.hook() instanceof HookState.Done;
        }

        /** What has become of the rejection; empty where the plan has none. */
        private static String rejection(Plan plan, Observation seen) {
            String canary = plan.canary().version();
            if (!plan.has(HookPoint.REJECT)) {
                return "";
            }
            return switch (seen.hook()) {
                case HookState.Done(String line) -> "; %s is rejected: %s".formatted(canary, line);
                case HookState.Failed(String problem) ->
                        "; %s is not rejected yet (%s), `db reject %s` does it"
                                .formatted(canary, problem, canary);
                case HookState.Running(String line) ->
                        "; %s is being rejected: %s".formatted(canary, line);
                case null -> "; %s is not rejected yet".formatted(canary);
            };
        }

        @Override
        public Decision mend(Plan plan, Observation seen, Drift drift) {
            return restoreAgain(plan, this, decidedAt, seen, drift);
        }

        /** The report is written here and tells the end. */
        @Override
        public Optional<Outcome> outcome() {
            return Optional.of(Outcome.ROLLED_BACK);
        }

        @Override
        public Optional<String> cause() {
            return Optional.of(why);
        }

        @Override
        public String advice(Plan plan) {
            return Ended.RolledBack.safe(plan);
        }
    }

    /** The canary is taken away before any user was sent to it. */
    @JsonTypeName("withdrawing")
    record Withdrawing(Instant since, String why) implements Rollback {

        @Override
        public Decision tick(Plan plan, Observation seen) {
            if (seen.split() == null) {
                return new Decision(
                        this,
                        asking(plan).acts(),
                        "the mesh does not tell its split; the end is not declared unseen");
            }
            boolean isOut = Observation.isGone(seen.canary()) && seen.isSplit(plan.split(0));
            return isOut || isOver(plan.patience().scale(), seen)
                    ? Decision.stay(new Ended.Refused(seen.now(), why), why)
                    : asking(plan);
        }

        /** Nothing is called refused while users are sent to the canary. */
        @Override
        public Decision mend(Plan plan, Observation seen, Drift drift) {
            boolean isReached = seen.split() != null && plan.canaryShare(seen.split()) > 0;
            return isReached ? asking(plan) : tick(plan, seen);
        }

        private Decision asking(Plan plan) {
            return new Decision(
                    this,
                    List.of(
                            new Act.Shift(plan.split(0)),
                            new Act.Scale(plan.canary().version(), 0)),
                    why);
        }
    }
}
