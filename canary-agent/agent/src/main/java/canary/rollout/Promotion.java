package canary.rollout;

import canary.mesh.Split;
import canary.plan.HookPoint;
import canary.plan.Plan;

import com.fasterxml.jackson.annotation.JsonTypeName;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The canary has passed and becomes stable. */
public sealed interface Promotion extends Phase {

    @Override
    default Optional<Split> split(Plan plan) {
        return Optional.of(plan.promoted());
    }

    static Decision begin(Plan plan, Observation seen, String why) {
        return new Promoting(seen.now()).asking(plan, why);
    }

    /** The old version is scaled to zero, or deleted where the plan says so. */
    @JsonTypeName("promoting")
    record Promoting(Instant since) implements Promotion {

        @Override
        public Decision tick(Plan plan, Observation seen) {
            boolean isSplit = seen.isSplit(plan.promoted());
            if (isSplit && Observation.isGone(seen.stable())) {
                return plan.has(HookPoint.CONTRACT)
                        ? Decision.stay(
                                new Contracting(seen.now()), plan.stable().version() + " is gone")
                        : promoted(plan, seen, "");
            }
            if (!isSplit) {
                return isOver(plan.patience().scale(), seen)
                        ? held(plan, seen, "the mesh does not show all traffic on the canary")
                        : asking(plan, "waiting for the mesh to show all traffic on the canary");
            }
            if (isOver(plan.patience().scale(), seen)) {
                String why =
                        "all traffic is on the canary, but the old version could not be taken away";
                return Decision.stay(new Ended.Failed(seen.now(), why), why);
            }
            List<Act> acts = new ArrayList<>(Act.Activate.of(plan, plan.canary()));
            String old = plan.stable().version();
            acts.add(plan.isOldDeleted() ? new Act.Retire(old) : new Act.Scale(old, 0));
            return new Decision(this, acts, "waiting for the old version to end");
        }

        /** The old version is taken away only once nobody is sent to it. */
        private Decision asking(Plan plan, String why) {
            return new Decision(this, List.of(new Act.Shift(plan.promoted())), why);
        }

        /** Whom somebody sends to the old version again must find it there. */
        @Override
        public Decision mend(Plan plan, Observation seen, Drift drift) {
            String why = drift.sentence(plan, this, seen);
            Decision decision =
                    drift.isAstrayFor(plan.patience().shift(), seen.now())
                            ? held(plan, seen, why + Drift.WHO_SETS)
                            : asking(plan, "the mesh does not show all traffic on the canary yet");
            boolean isStableNeeded =
                    seen.split() != null
                            && plan.canaryShare(seen.split()) < 100
                            && seen.stable() != null
                            && seen.stable().pods() < plan.stable().replicas();
            if (!isStableNeeded) {
                return decision;
            }
            List<Act> acts = new ArrayList<>(decision.acts());
            acts.add(new Act.Scale(plan.stable().version(), plan.stable().replicas()));
            return new Decision(decision.next(), acts, decision.why());
        }

        private Decision held(Plan plan, Observation seen, String why) {
            Live.Held held = new Live.Held(plan.stages().size(), seen.now(), why, false);
            return new Decision(held, List.of(new Act.Shift(plan.split(held.weight(plan)))), why);
        }

        @Override
        public Phase goOn(Instant now, Duration gap) {
            return new Promoting(since.plus(gap));
        }
    }

    private static Decision promoted(Plan plan, Observation seen, String also) {
        return Decision.stay(
                new Ended.Promoted(seen.now()), plan.canary().version() + " is stable now" + also);
    }

    /** Nobody needs any more what only the old version used: the schema loses it. */
    @JsonTypeName("contract")
    record Contracting(Instant since) implements Promotion {

        @Override
        public Decision tick(Plan plan, Observation seen) {
            return switch (seen.hook()) {
                case HookState.Running(String line) ->
                        Decision.stay(this, "the schema is being contracted: " + line);
                case null ->
                        new Decision(
                                this, List.of(new Act.Run(HookPoint.CONTRACT)), "contract begins");
                case HookState.Done _, HookState.Failed _ when !seen.isSplit(plan.promoted()) ->
                        asking(plan, "the end is not declared before the mesh shows it");
                case HookState.Done(String line) ->
                        promoted(plan, seen, ", and the schema has no more than it needs: " + line);
                case HookState.Failed(String why) -> {
                    String because =
                            plan.canary().version()
                                    + " has all traffic, but the schema still has what only the"
                                    + " old version needed: "
                                    + why;
                    yield Decision.stay(new Ended.Failed(seen.now(), because), because);
                }
            };
        }

        private Decision asking(Plan plan, String why) {
            return new Decision(this, List.of(new Act.Shift(plan.promoted())), why);
        }

        /** The old version is gone: whoever sends users to it is mended at once. */
        @Override
        public Decision mend(Plan plan, Observation seen, Drift drift) {
            return asking(plan, drift.sentence(plan, this, seen) + "; it is asked for again");
        }

        @Override
        public Optional<HookPoint> hook() {
            return Optional.of(HookPoint.CONTRACT);
        }
    }
}
