package canary.rollout;

import canary.gates.GateSet;
import canary.mesh.Split;
import canary.plan.Plan;
import canary.verdict.Verdict;

import com.fasterxml.jackson.annotation.JsonTypeName;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** No user may reach the canary yet. What cannot be had in time refuses the release. */
public sealed interface Preparation extends Phase {

    @Override
    default Optional<Split> split(Plan plan) {
        return Optional.of(plan.split(0));
    }

    @Override
    default Set<Inspection> inspections() {
        return Set.of(Inspection.DATA);
    }

    @Override
    default Decision obey(Plan plan, Observation seen, Order order) {
        return switch (order.verb()) {
            case ROLLBACK -> Rollback.withdraw(plan, seen, order.who());
            case PAUSE -> waiting(seen, order, true);
            case RESUME, PROMOTE -> Phase.super.obey(plan, seen, order);
        };
    }

    static Decision waiting(Observation seen, Order order, boolean isDeployed) {
        return Decision.stay(new Paused(seen.now(), order.who(), isDeployed), order.who());
    }

    /** The canary starts. */
    @JsonTypeName("deploying")
    record Deploying(Instant since) implements Preparation {

        @Override
        public Decision tick(Plan plan, Observation seen) {
            boolean isUp = Observation.isWhole(seen.canary(), plan.canary().replicas());
            if (isUp && seen.isSplit(plan.split(0))) {
                return Decision.stay(new Smoking(seen.now()), "canary is ready, nobody reaches it");
            }
            String missing =
                    isUp ? "the mesh does not show the split yet" : notReady(seen.canary());
            return isOver(plan.patience().deploy(), seen)
                    ? Rollback.withdraw(plan, seen, missing)
                    : asking(plan, missing);
        }

        private static String notReady(@Nullable Replicas canary) {
            String notAll = "the canary's pods are not all ready";
            return canary == null || canary.problem().isEmpty()
                    ? notAll
                    : notAll + ": " + canary.problem();
        }

        @Override
        public Phase goOn(Instant now, Duration gap) {
            return new Deploying(since.plus(gap));
        }

        Decision asking(Plan plan, String why) {
            List<Act> acts = new ArrayList<>();
            acts.add(new Act.Shift(plan.split(0)));
            acts.add(new Act.Scale(plan.canary().version(), plan.canary().replicas()));
            if (plan.cluster() != null) {
                // An autoscaler would take stable's copies away as its users leave.
                acts.add(new Act.Scale(plan.stable().version(), plan.stable().replicas()));
            }
            return new Decision(this, acts, why);
        }
    }

    /** Functional checks on the canary. */
    @JsonTypeName("smoke")
    record Smoking(Instant since) implements Preparation {

        @Override
        public Decision tick(Plan plan, Observation seen) {
            String sentence = seen.verdict().sentence();
            if (seen.verdict() instanceof Verdict.Healthy) {
                return Live.enter(plan, 0, seen, "smoke tests passed");
            }
            return isOver(plan.patience().smoke(), seen)
                    ? Rollback.withdraw(plan, seen, sentence)
                    : Decision.stay(this, sentence);
        }

        @Override
        public Phase goOn(Instant now, Duration gap) {
            return new Smoking(since.plus(gap));
        }

        /** Whatever the tests say: nobody goes on from here while users reach the canary. */
        @Override
        public Decision mend(Plan plan, Observation seen, Drift drift) {
            String why = drift.sentence(plan, this, seen);
            return drift.isContested() || isOver(plan.patience().smoke(), seen)
                    ? Rollback.withdraw(plan, seen, why)
                    : new Decision(this, List.of(new Act.Shift(plan.split(0))), why);
        }

        @Override
        public GateSet gates() {
            return GateSet.SMOKE;
        }

        @Override
        public Set<Inspection> inspections() {
            return Set.of(Inspection.DATA, Inspection.INTEGRATIONS, Inspection.SMOKE_OF_CANARY);
        }
    }

    /**
     * A person wants it to wait before any user is sent to the canary; only a person ends it.
     *
     * @param isDeployed whether the canary was started already
     */
    @JsonTypeName("paused")
    record Paused(Instant since, String who, boolean isDeployed) implements Preparation {

        @Override
        public Decision tick(Plan plan, Observation seen) {
            return Decision.stay(this, "paused, " + who);
        }

        @Override
        public Decision mend(Plan plan, Observation seen, Drift drift) {
            return new Decision(
                    this,
                    List.of(new Act.Shift(plan.split(0))),
                    drift.sentence(plan, this, seen) + "; it is asked for again");
        }

        @Override
        public Decision obey(Plan plan, Observation seen, Order order) {
            return switch (order.verb()) {
                case RESUME ->
                        isDeployed
                                ? new Deploying(seen.now()).asking(plan, order.who())
                                : Decision.stay(new Groundwork.Preflight(seen.now()), order.who());
                case ROLLBACK ->
                        isDeployed
                                ? Rollback.withdraw(plan, seen, order.who())
                                : Groundwork.refuse(seen, order.who());
                case PAUSE -> waiting(seen, order, isDeployed);
                case PROMOTE -> Preparation.super.obey(plan, seen, order);
            };
        }

        /** Before the canary was started nothing was asked of the mesh. */
        @Override
        public Optional<Split> split(Plan plan) {
            return isDeployed ? Preparation.super.split(plan) : Optional.empty();
        }

        @Override
        public Optional<Outcome> outcome() {
            return Optional.of(Outcome.HELD);
        }

        @Override
        public Optional<String> cause() {
            return Optional.of("paused, " + who);
        }

        @Override
        public String line(Plan plan) {
            return "paused, " + who;
        }

        @Override
        public String advice(Plan plan) {
            return "Decide: `release resume` or `release rollback`. No user is on %s until then."
                    .formatted(plan.canary().version());
        }
    }
}
