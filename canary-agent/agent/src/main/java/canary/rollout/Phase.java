package canary.rollout;

import canary.gates.GateSet;
import canary.mesh.Split;
import canary.plan.HookPoint;
import canary.plan.Plan;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Where a release stands. A phase is one record in its group's file, and that record is all that is
 * known of it: what it does, which weight and which gates go with it, what people see of it. A
 * group says what its phases have in common. An agent that was killed goes on in the phase that the
 * journal names, and asks again for what it may have asked for already.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
public sealed interface Phase permits Groundwork, Preparation, Live, Promotion, Rollback, Ended {

    /** When this phase was entered. */
    Instant since();

    /** The phase's name in journal and reports and on the console. */
    default String word() {
        return Objects.requireNonNull(getClass().getAnnotation(JsonTypeName.class)).value();
    }

    /** Whether it is another than an earlier one, but for clocks that run on. */
    default boolean decidesAnew(Phase before) {
        return !equals(before);
    }

    /** What follows from what was seen. */
    Decision tick(Plan plan, Observation seen);

    /** What a person's order does. */
    default Decision obey(Plan plan, Observation seen, Order order) {
        return Decision.stay(
                this,
                "%s, asked by %s, does not fit %s"
                        .formatted(
                                order.verb().name().toLowerCase(Locale.ROOT), order.by(), word()));
    }

    /** What the mesh must show; empty while nothing was asked of it. */
    Optional<Split> split(Plan plan);

    /**
     * What follows where the mesh shows another split. A phase that asks at every tick until it
     * sees its split needs no more than its tick.
     *
     * @param drift with what was seen in this tick
     */
    default Decision mend(Plan plan, Observation seen, Drift drift) {
        return tick(plan, seen);
    }

    /** Which gates are asked. */
    default GateSet gates() {
        return GateSet.NONE;
    }

    /** What is looked at beside mesh, cluster and metrics. */
    default Set<Inspection> inspections() {
        return Set.of();
    }

    /** What the plan has done in this phase. */
    default Optional<HookPoint> hook() {
        return Optional.empty();
    }

    /** When the stage began that the gates look at, if it began at the given time up to now. */
    default Instant stageBegan(Instant before) {
        return since();
    }

    /**
     * As it goes on after an agent was started again: its clock stood still while nobody looked,
     * and what only the dead agent knew is asked again.
     *
     * @param gap for how long nobody looked; none where that is no longer than a tick may take
     */
    default Phase goOn(Instant now, Duration gap) {
        return this;
    }

    /** Time to the next tick. */
    default Duration pause(Plan plan) {
        return plan.interval();
    }

    /** How the release has ended if nothing follows. */
    default Optional<Outcome> outcome() {
        return Optional.empty();
    }

    /** One line for the console. */
    default String line(Plan plan) {
        return word();
    }

    /** What a person should do now. */
    default String advice(Plan plan) {
        return "The release is under way; `release status` shows where.";
    }

    /** Why the release stands here; empty where the last decision says it. */
    default Optional<String> cause() {
        return Optional.empty();
    }

    /** When the rollback was decided; null where there is none. */
    default @Nullable Instant decidedAt() {
        return null;
    }

    /** When the proof of the rollback was complete; null where it is not. */
    default @Nullable Instant verifiedAt() {
        return null;
    }

    /** Whether a time is over that counts from the beginning of this phase. */
    default boolean isOver(Duration limit, Observation seen) {
        return !seen.now().isBefore(since().plus(limit));
    }
}
