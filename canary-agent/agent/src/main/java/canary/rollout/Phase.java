package canary.rollout;

import canary.gates.GateSet;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** Where a release stands; the package's picture shows the ways between. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Phase.Preflight.class, name = "preflight"),
    @JsonSubTypes.Type(value = Phase.Deploying.class, name = "deploying"),
    @JsonSubTypes.Type(value = Phase.Smoking.class, name = "smoke"),
    @JsonSubTypes.Type(value = Phase.Shifting.class, name = "shifting"),
    @JsonSubTypes.Type(value = Phase.Watching.class, name = "watching"),
    @JsonSubTypes.Type(value = Phase.Baking.class, name = "baking"),
    @JsonSubTypes.Type(value = Phase.Held.class, name = "held"),
    @JsonSubTypes.Type(value = Phase.Promoting.class, name = "promoting"),
    @JsonSubTypes.Type(value = Phase.Promoted.class, name = "promoted"),
    @JsonSubTypes.Type(value = Phase.Restoring.class, name = "restoring"),
    @JsonSubTypes.Type(value = Phase.Verifying.class, name = "verifying"),
    @JsonSubTypes.Type(value = Phase.Reporting.class, name = "reporting"),
    @JsonSubTypes.Type(value = Phase.RolledBack.class, name = "rolled-back"),
    @JsonSubTypes.Type(value = Phase.Withdrawing.class, name = "withdrawing"),
    @JsonSubTypes.Type(value = Phase.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = Phase.Failed.class, name = "failed")
})
public sealed interface Phase {

    /** When this phase was entered. */
    Instant since();

    /** Users may reach the canary. A step is a stage's index; the number of stages is the bake. */
    sealed interface Live extends Phase {
        int step();
    }

    /** Nothing follows. */
    sealed interface Ended extends Phase {}

    /** Can stable be seen, is it well, and does all traffic go to it? */
    record Preflight(Instant since) implements Phase {}

    /** The canary starts; nobody reaches it. */
    record Deploying(Instant since) implements Phase {}

    /** Functional checks on the canary; nobody else reaches it. */
    record Smoking(Instant since) implements Phase {}

    /** A weight is asked for and not yet seen. */
    record Shifting(int step, Instant since) implements Live {}

    /** The weight is in force, the gates judge. */
    record Watching(int step, Instant since) implements Live {}

    /** All users are on the canary, stable is kept warm. */
    record Baking(int step, Instant since) implements Live {}

    /** A person decides. */
    record Held(int step, Instant since, String why, boolean isByPerson) implements Live {}

    /** The canary becomes stable, the old version is scaled to zero. */
    record Promoting(Instant since) implements Phase {}

    record Promoted(Instant since) implements Ended {}

    /** All traffic back to stable is asked for and not yet seen. */
    record Restoring(Instant since, String why) implements Phase {}

    /** Stable has all traffic by configuration; proof that it is so in truth is gathered. */
    record Verifying(Instant since, String why, Instant decidedAt) implements Phase {}

    /** The canary is scaled to zero and the report is written. */
    record Reporting(Instant since, String why, Instant decidedAt, @Nullable Instant verifiedAt)
            implements Phase {}

    /** Stable has all traffic; without verifiedAt the proof was not complete in time. */
    record RolledBack(Instant since, String why, Instant decidedAt, @Nullable Instant verifiedAt)
            implements Ended {}

    /** The canary is taken away before any user reached it. */
    record Withdrawing(Instant since, String why) implements Phase {}

    /** No traffic was moved. */
    record Refused(Instant since, String why) implements Ended {}

    record Failed(Instant since, String why) implements Ended {}

    /** Which gates are asked. */
    default GateSet gates() {
        return switch (this) {
            case Preflight _ -> GateSet.PREFLIGHT;
            case Smoking _ -> GateSet.SMOKE;
            case Live _ -> GateSet.LIVE;
            case Deploying _, Promoting _, Withdrawing _ -> GateSet.NONE;
            case Restoring _, Verifying _, Reporting _, Ended _ -> GateSet.NONE;
        };
    }

    /** The phase's name in reports and on the console. */
    default String word() {
        return switch (this) {
            case Preflight _ -> "preflight";
            case Deploying _ -> "deploying";
            case Smoking _ -> "smoke";
            case Shifting _ -> "shifting";
            case Watching _ -> "watching";
            case Baking _ -> "baking";
            case Held _ -> "held";
            case Promoting _ -> "promoting";
            case Promoted _ -> "promoted";
            case Restoring _ -> "restoring";
            case Verifying _ -> "verifying";
            case Reporting _ -> "reporting";
            case RolledBack _ -> "rolled-back";
            case Withdrawing _ -> "withdrawing";
            case Refused _ -> "refused";
            case Failed _ -> "failed";
        };
    }
}
