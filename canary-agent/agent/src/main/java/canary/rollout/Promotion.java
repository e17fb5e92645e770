package canary.rollout;

import canary.mesh.Split;
import canary.plan.Plan;

import com.fasterxml.jackson.annotation.JsonTypeName;

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

    /** The old version is scaled to zero. */
    @JsonTypeName("promoting")
    record Promoting(Instant since) implements Promotion {

        @Override
        public Decision tick(Plan plan, Observation seen) {
            if (seen.isSplit(plan.promoted()) && Observation.isGone(seen.stable())) {
                return Decision.stay(
                        new Ended.Promoted(seen.now()), plan.canary().version() + " is stable now");
            }
            if (isOver(plan.patience().scale(), seen)) {
                String why =
                        "all traffic is on the canary, but the old version could not be taken away";
                return Decision.stay(new Ended.Failed(seen.now(), why), why);
            }
            return asking(plan, "waiting for the old version to end");
        }

        private Decision asking(Plan plan, String why) {
            List<Act> acts = new ArrayList<>();
            acts.add(new Act.Shift(plan.promoted()));
            acts.addAll(Act.Activate.of(plan, plan.canary()));
            acts.add(new Act.Scale(plan.stable().version(), 0));
            return new Decision(this, acts, why);
        }
    }
}
