package canary.rollout;

import static java.time.temporal.ChronoUnit.SECONDS;

import canary.gates.GateSet;
import canary.mesh.Split;
import canary.plan.Durations;
import canary.plan.Plan;
import canary.verdict.Conclusion;
import canary.verdict.Verdict;
import canary.verdict.WatchTime;

import com.fasterxml.jackson.annotation.JsonTypeName;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Users may reach the canary. A step is a stage's index; the number of stages is the bake. */
public sealed interface Live extends Phase {

    int step();

    /** Share of the canary in percent; the bake keeps the last stage's. */
    default int weight(Plan plan) {
        return plan.stages().get(Math.min(step(), plan.stages().size() - 1)).weight();
    }

    @Override
    default Optional<Split> split(Plan plan) {
        return Optional.of(plan.split(weight(plan)));
    }

    @Override
    default GateSet gates() {
        return GateSet.LIVE;
    }

    @Override
    default Set<Inspection> inspections() {
        return Set.of(Inspection.DATA, Inspection.INTEGRATIONS, Inspection.SMOKE_OF_STAGE);
    }

    @Override
    default String line(Plan plan) {
        return "%s at %d %%".formatted(word(), weight(plan));
    }

    /** Whether a person has said that it stays so though the canary does harm. */
    default boolean bearsHarm() {
        return false;
    }

    @Override
    default Decision obey(Plan plan, Observation seen, Order order) {
        String who = order.who();
        return switch (order.verb()) {
            case ROLLBACK -> Rollback.restore(plan, seen, who);
            case PAUSE -> Decision.stay(Held.pause(step(), seen.now(), order), who);
            case PROMOTE -> promote(plan, seen, order);
            case RESUME -> Decision.stay(this, who + ", but it is not held");
        };
    }

    private Decision promote(Plan plan, Observation seen, Order order) {
        return seen.verdict() instanceof Verdict.Harmful harm && !order.acceptsHarm()
                ? Decision.stay(
                        this,
                        ("%s, but %s is judged harmful: %s; `release promote --accept-harm WHY`"
                                        + " goes on all the same")
                                .formatted(order.who(), plan.canary().version(), harm.sentence()))
                : enter(plan, step() + 1, seen, order.who());
    }

    /** Begins a step: a stage's weight is asked for, the bake starts, or all steps are done. */
    static Decision enter(Plan plan, int step, Observation seen, String why) {
        int stages = plan.stages().size();
        if (step > stages) {
            return Promotion.begin(plan, seen, why);
        }
        boolean isStage = step < stages;
        return asking(
                plan, isStage ? new Shifting(step, seen.now()) : new Baking(step, seen.now()), why);
    }

    private static Decision asking(Plan plan, Live at, String why) {
        return new Decision(at, List.of(new Act.Shift(plan.split(at.weight(plan)))), why);
    }

    private static Held held(Live at, Observation seen, String why) {
        return new Held(at.step(), seen.now(), why, false);
    }

    private static Decision hold(Live at, Observation seen, String why) {
        return Decision.stay(held(at, seen, why), why);
    }

    private static String contested(Plan plan, Live at, Observation seen, Drift drift) {
        return drift.sentence(plan, at, seen) + Drift.WHO_SETS;
    }

    /** Asks once more for a weight that somebody else sets too. */
    private static Decision holdContested(Plan plan, Live at, Observation seen, Drift drift) {
        String why = contested(plan, at, seen, drift);
        return asking(plan, held(at, seen, why), why);
    }

    /** What follows from a verdict under the weight that was asked for. */
    private static Decision judged(Plan plan, Live at, Observation seen, WatchTime time) {
        Conclusion conclusion =
                time.conclude(seen.verdict(), Duration.between(at.since(), seen.now()));
        return switch (conclusion.next()) {
            case WATCH_ON -> Decision.stay(at, conclusion.why());
            case PASS -> Capacity.pass(plan, at, seen, time, conclusion.why());
            case HOLD ->
                    seen.isBeginning()
                            ? Decision.stay(at, seen.verdict().sentence())
                            : hold(at, seen, conclusion.why());
            case ROLL_BACK -> Rollback.restore(plan, seen, conclusion.why());
        };
    }

    /** A weight is asked for and not yet seen. */
    @JsonTypeName("shifting")
    record Shifting(int step, Instant since) implements Live {

        @Override
        public Decision tick(Plan plan, Observation seen) {
            if (seen.isSplit(plan.split(weight(plan)))) {
                return Decision.stay(new Watching(step, seen.now()), "the mesh shows the weight");
            }
            return isOver(plan.patience().shift(), seen)
                    ? hold(this, seen, notShown(plan, seen))
                    : asking(plan, this, "the mesh does not show the weight yet");
        }

        private String notShown(Plan plan, Observation seen) {
            String nothing = "the mesh does not show the weight that was asked for";
            return seen.split() == null
                    ? nothing
                    : ("%s, but %d %% at each look: it does not follow, or somebody else puts it"
                                    + " back at once, as GitOps does")
                            .formatted(nothing, plan.canaryShare(seen.split()));
        }

        @Override
        public Phase goOn(Instant now, Duration gap) {
            return new Shifting(step, since.plus(gap));
        }

        /** As at any tick, but a weight that was changed while it was in force is told so. */
        @Override
        public Decision mend(Plan plan, Observation seen, Drift drift) {
            return drift.times() > 0 && isOver(plan.patience().shift(), seen)
                    ? hold(this, seen, contested(plan, this, seen, drift))
                    : tick(plan, seen);
        }

        @Override
        public Set<Inspection> inspections() {
            return Set.of(Inspection.DATA, Inspection.INTEGRATIONS);
        }

        @Override
        public String line(Plan plan) {
            return "shifting to %d %%".formatted(weight(plan));
        }
    }

    /** The weight is in force, the gates judge. */
    @JsonTypeName("watching")
    record Watching(int step, Instant since) implements Live {

        @Override
        public Decision tick(Plan plan, Observation seen) {
            return judged(plan, this, seen, plan.stages().get(step).watchTime());
        }

        @Override
        public Phase goOn(Instant now, Duration gap) {
            return new Watching(step, since.plus(gap));
        }

        /** What was seen under another weight does not count for this one. */
        @Override
        public Decision mend(Plan plan, Observation seen, Drift drift) {
            return drift.isContested()
                    ? holdContested(plan, this, seen, drift)
                    : enter(
                            plan,
                            step,
                            seen,
                            drift.sentence(plan, this, seen) + "; it is asked for again");
        }
    }

    /** All users are on the canary, stable is kept warm. */
    @JsonTypeName("baking")
    record Baking(int step, Instant since) implements Live {

        @Override
        public Decision tick(Plan plan, Observation seen) {
            return judged(plan, this, seen, WatchTime.ofBake(plan.bake()));
        }

        @Override
        public Phase goOn(Instant now, Duration gap) {
            return new Baking(step, since.plus(gap));
        }

        @Override
        public Decision mend(Plan plan, Observation seen, Drift drift) {
            return drift.isContested() || drift.isAstrayFor(plan.patience().shift(), seen.now())
                    ? holdContested(plan, this, seen, drift)
                    : asking(
                            plan,
                            this,
                            drift.sentence(plan, this, seen) + "; it is asked for again");
        }
    }

    /**
     * A person decides, or what it was held for is gone and stays away.
     *
     * @param isByPerson whether a person asked for it: then only a person ends it
     * @param settling for how long all has been well again; null where it is not
     * @param evenIfHarmful whether that person wants it to stay so though harm is seen; null, as in
     *     older journals, for no
     */
    @JsonTypeName("held")
    record Held(
            int step,
            Instant since,
            String why,
            boolean isByPerson,
            @Nullable Settling settling,
            @Nullable Boolean evenIfHarmful)
            implements Live {

        /**
         * A time in which every look was good.
         *
         * @param until the last look
         */
        public record Settling(Instant since, Instant until) {}

        public Held(int step, Instant since, String why, boolean isByPerson) {
            this(step, since, why, isByPerson, null, null);
        }

        static Held pause(int step, Instant since, Order order) {
            return new Held(
                    step,
                    since,
                    "paused, " + order.who(),
                    true,
                    null,
                    order.isFirm() ? true : null);
        }

        @Override
        public boolean bearsHarm() {
            return isByPerson && Boolean.TRUE.equals(evenIfHarmful);
        }

        @Override
        public Decision tick(Plan plan, Observation seen) {
            if (!isByPerson && isOver(plan.hold().after(), seen)) {
                return forAbsent(plan, seen);
            }
            Duration enough = isByPerson ? null : plan.hold().resumeAfter();
            boolean isWell =
                    seen.verdict() instanceof Verdict.Healthy
                            && seen.isSplit(plan.split(weight(plan)));
            if (enough == null || !isWell) {
                String harm =
                        seen.verdict() instanceof Verdict.Harmful it
                                ? "; it is harmful: " + it.sentence()
                                : "";
                return Decision.stay(settling(null), "held: " + why + harm);
            }
            Settling now = new Settling(wellSince(plan, seen.now()), seen.now());
            String how = Durations.write(enough);
            return now.until().isBefore(now.since().plus(enough))
                    ? Decision.stay(
                            settling(now),
                            "held: %s; well since %s, goes on after %s"
                                    .formatted(why, now.since().truncatedTo(SECONDS), how))
                    : enter(
                            plan,
                            step,
                            seen,
                            "well for %s, it goes on by itself; it was held: %s"
                                    .formatted(how, why));
        }

        /** Since the first good look, unless nobody looked for a while. */
        private Instant wellSince(Plan plan, Instant now) {
            Duration longest = plan.gates().telemetry().staleAfter().plus(plan.interval());
            return settling == null || settling.until().plus(longest).isBefore(now)
                    ? now
                    : settling.since();
        }

        /** Settling may begin and run on unsaid; an end that nobody knows of would not hold. */
        @Override
        public boolean decidesAnew(Phase before) {
            return !(before instanceof Held held)
                    || !settling(null).equals(held.settling(null))
                    || (settling == null && held.settling != null);
        }

        private Held settling(@Nullable Settling next) {
            return new Held(step, since, why, isByPerson, next, evenIfHarmful);
        }

        private Decision forAbsent(Plan plan, Observation seen) {
            String absent = "nobody decided within " + plan.hold().after();
            return switch (plan.hold().action()) {
                case ROLLBACK -> Rollback.restore(plan, seen, absent + "; held because " + why);
                case PROMOTE -> enter(plan, step + 1, seen, absent);
                case STAY -> new Decision(this, List.of(new Act.Leave()), absent + ": " + why);
            };
        }

        /** Whoever sets the weight against the release again and again is no longer fought. */
        @Override
        public Decision mend(Plan plan, Observation seen, Drift drift) {
            Decision decision = tick(plan, seen);
            if (!(decision.next() instanceof Held)) {
                return decision;
            }
            boolean isLeft =
                    drift.times() == 0 // never in force: held before the mesh had it
                            || drift.times() > Drift.MOST
                            || drift.isAstrayFor(plan.patience().shift(), seen.now());
            List<Act> acts = new ArrayList<>(decision.acts());
            if (!isLeft) {
                acts.add(new Act.Shift(plan.split(weight(plan))));
            }
            return new Decision(
                    decision.next(),
                    acts,
                    "%s; it is %s; %s"
                            .formatted(
                                    drift.sentence(plan, this, seen),
                                    isLeft ? "left as it is" : "asked for again",
                                    decision.why()));
        }

        @Override
        public Decision obey(Plan plan, Observation seen, Order order) {
            return order.verb() == Order.Verb.RESUME
                    ? enter(plan, step, seen, order.who())
                    : Live.super.obey(plan, seen, order);
        }

        /** A hold does not begin a stage anew: the gates go on from where they were. */
        @Override
        public Instant stageBegan(Instant before) {
            return before;
        }

        @Override
        public Optional<Outcome> outcome() {
            return Optional.of(Outcome.HELD);
        }

        @Override
        public Optional<String> cause() {
            return Optional.of(why);
        }

        @Override
        public String line(Plan plan) {
            return Live.super.line(plan) + ": " + why;
        }

        @Override
        public String advice(Plan plan) {
            Duration enough = isByPerson ? null : plan.hold().resumeAfter();
            String alone =
                    enough == null
                            ? ""
                            : " It goes on by itself when all has been well for %s."
                                    .formatted(Durations.write(enough));
            return ("Decide: `release promote`, `release rollback` or `release resume`. %d %% of"
                            + " the traffic is on %s until then.%s")
                    .formatted(weight(plan), plan.canary().version(), alone);
        }
    }
}
