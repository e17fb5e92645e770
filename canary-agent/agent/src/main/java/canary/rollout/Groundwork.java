package canary.rollout;

import canary.gates.GateSet;
import canary.mesh.Split;
import canary.plan.HookPoint;
import canary.plan.Plan;
import canary.verdict.Verdict;

import com.fasterxml.jackson.annotation.JsonTypeName;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Nothing of the canary is there yet, and nothing was asked of the mesh. */
public sealed interface Groundwork extends Phase {

    @Override
    default Decision obey(Plan plan, Observation seen, Order order) {
        return switch (order.verb()) {
            case ROLLBACK -> refuse(seen, order.who());
            case PAUSE -> Preparation.waiting(seen, order, false);
            case RESUME, PROMOTE -> Phase.super.obey(plan, seen, order);
        };
    }

    @Override
    default Optional<Split> split(Plan plan) {
        return Optional.empty();
    }

    /** Why the canary must not start yet; empty when it may. */
    private static String missing(Plan plan, Observation seen) {
        String stable = plan.stable().version();
        if (!seen.rejection().isEmpty()) {
            return seen.rejection();
        }
        Split split = seen.split();
        if (split == null) {
            return "the mesh does not tell its split";
        }
        if (split.routing() == Split.Routing.OTHERS) {
            return "the routes hold what a release would take away (routes for some requests only,"
                    + " other Services or ports, time-outs, CORS): give that an object of its own";
        }
        boolean isStableAlone =
                split.canaryPercent() == 0
                        ? split.stable().equals(stable)
                        : split.canaryPercent() == 100 && split.canary().equals(stable);
        if (!isStableAlone) {
            return "traffic does not go to " + stable + " alone: " + split;
        }
        if (!Observation.isReady(seen.stable(), plan.stable().replicas())) {
            return "%s has not its %d pods ready".formatted(stable, plan.stable().replicas());
        }
        return seen.verdict() instanceof Verdict.Healthy ? "" : seen.verdict().sentence();
    }

    static Decision refuse(Observation seen, String why) {
        return Decision.stay(new Ended.Refused(seen.now(), why), why);
    }

    /** Looks, for so long as preflight may take, whether stable is as a release needs it. */
    sealed interface Looking extends Groundwork {

        /** What follows where nothing is missing. */
        Decision next(Plan plan, Observation seen);

        /** What else is told where something is missing for too long. */
        default String remark(Plan plan) {
            return "";
        }

        @Override
        default Decision tick(Plan plan, Observation seen) {
            String missing = Groundwork.missing(plan, seen);
            if (missing.isEmpty()) {
                return next(plan, seen);
            }
            return isOver(plan.patience().preflight(), seen)
                    ? refuse(seen, missing + remark(plan))
                    : Decision.stay(this, missing);
        }

        @Override
        default GateSet gates() {
            return GateSet.PREFLIGHT;
        }

        @Override
        default Set<Inspection> inspections() {
            return Set.of(Inspection.DATA, Inspection.REJECTION, Inspection.SMOKE_OF_STABLE);
        }
    }

    /** Can stable be seen, is it well, and does all traffic go to it? */
    @JsonTypeName("preflight")
    record Preflight(Instant since) implements Looking {

        @Override
        public Decision next(Plan plan, Observation seen) {
            String well = "stable is visible and well";
            if (plan.has(HookPoint.BACKUP)) {
                return Decision.stay(new Saving(seen.now()), well);
            }
            String unsaved = well + "; the plan has no backup made (hooks.backup)";
            if (plan.has(HookPoint.TRIAL)) {
                return Decision.stay(new Trying(seen.now()), unsaved);
            }
            return plan.has(HookPoint.EXPAND)
                    ? Decision.stay(new Expanding(seen.now()), unsaved)
                    : new Preparation.Deploying(seen.now()).asking(plan, unsaved);
        }

        @Override
        public Phase goOn(Instant now, Duration gap) {
            return new Preflight(since.plus(gap));
        }
    }

    /** The data are saved, and what was saved is proven. Without a proof there is no release. */
    @JsonTypeName("backup")
    record Saving(Instant since) implements Groundwork {

        @Override
        public Decision tick(Plan plan, Observation seen) {
            return switch (seen.hook()) {
                case HookState.Done(String line) -> {
                    String made = "the backup is made: " + line;
                    yield plan.has(HookPoint.TRIAL)
                            ? Decision.stay(new Trying(seen.now()), made)
                            : expanding(plan, seen, made);
                }
                case HookState.Failed(String why) ->
                        refuse(seen, "the backup failed: " + why + "; nothing was changed");
                case HookState.Running(String line) ->
                        Decision.stay(this, "the backup is being made: " + line);
                case null -> asking(this, HookPoint.BACKUP);
            };
        }

        @Override
        public Optional<HookPoint> hook() {
            return Optional.of(HookPoint.BACKUP);
        }
    }

    private static Decision expanding(Plan plan, Observation seen, String why) {
        return Decision.stay(
                plan.has(HookPoint.EXPAND) ? new Expanding(seen.now()) : new Rechecking(seen.now()),
                why);
    }

    /**
     * Both versions are tried on a copy of the data. Without a trial that passed nothing is changed
     * for a version with which stable may not be able to live.
     */
    @JsonTypeName("trial")
    record Trying(Instant since) implements Groundwork {

        @Override
        public Decision tick(Plan plan, Observation seen) {
            return switch (seen.hook()) {
                case HookState.Done(String line) ->
                        expanding(plan, seen, "the trial passed: " + line);
                case HookState.Failed(String why) ->
                        refuse(seen, "the trial did not pass: " + why + "; nothing was changed");
                case HookState.Running(String line) ->
                        Decision.stay(this, "the versions are tried on a copy: " + line);
                case null -> asking(this, HookPoint.TRIAL);
            };
        }

        @Override
        public Optional<HookPoint> hook() {
            return Optional.of(HookPoint.TRIAL);
        }
    }

    /**
     * The schema gets what the canary needs beside what stable needs. It is never broken off: who
     * wants to stop is heard when it is done.
     *
     * @param wanted what a person asked for meanwhile; null for nothing
     */
    @JsonTypeName("migrate")
    record Expanding(Instant since, @Nullable Order wanted) implements Groundwork {

        Expanding(Instant since) {
            this(since, null);
        }

        @Override
        public Decision tick(Plan plan, Observation seen) {
            return switch (seen.hook()) {
                case HookState.Done(String line) -> done(plan, seen, line);
                case HookState.Failed(String why) ->
                        refuse(
                                seen,
                                ("the schema could not be migrated: %s. `db status` says where it"
                                                + " stands")
                                        .formatted(why));
                case HookState.Running(String line) ->
                        Decision.stay(this, "the schema is being migrated: " + line);
                case null -> asking(this, HookPoint.EXPAND);
            };
        }

        private Decision done(Plan plan, Observation seen, String line) {
            if (wanted != null) {
                return Groundwork.super.obey(plan, seen, wanted);
            }
            return Decision.stay(
                    new Rechecking(seen.now()), "the schema is what both versions need: " + line);
        }

        @Override
        public Decision obey(Plan plan, Observation seen, Order order) {
            return switch (order.verb()) {
                case ROLLBACK, PAUSE ->
                        Decision.stay(
                                new Expanding(since, order),
                                order.who() + "; it is done once the migration has ended");
                case RESUME, PROMOTE -> Groundwork.super.obey(plan, seen, order);
            };
        }

        @Override
        public Optional<HookPoint> hook() {
            return Optional.of(HookPoint.EXPAND);
        }
    }

    private static Decision asking(Phase at, HookPoint point) {
        return new Decision(at, List.of(new Act.Run(point)), point.word() + " begins");
    }

    /** After what was done to the database stable must be as well as it was before. */
    @JsonTypeName("recheck")
    record Rechecking(Instant since) implements Looking {

        @Override
        public Decision next(Plan plan, Observation seen) {
            return new Preparation.Deploying(seen.now())
                    .asking(plan, "stable is as well as before");
        }

        @Override
        public String remark(Plan plan) {
            return plan.has(HookPoint.EXPAND)
                    ? "; the schema is migrated, `db undo` says what taking it back would lose"
                    : "";
        }

        @Override
        public Phase goOn(Instant now, Duration gap) {
            return new Rechecking(since.plus(gap));
        }
    }
}
