package canary.rollout;

import canary.mesh.Split;
import canary.plan.HookPoint;
import canary.plan.Plan;

import com.fasterxml.jackson.annotation.JsonTypeName;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;

/** Nothing follows. */
public sealed interface Ended extends Phase {

    @Override
    default Decision tick(Plan plan, Observation seen) {
        return Decision.stay(this, "the release has ended");
    }

    @JsonTypeName("promoted")
    record Promoted(Instant since) implements Ended {

        @Override
        public Optional<Split> split(Plan plan) {
            return Optional.of(plan.promoted());
        }

        @Override
        public Optional<Outcome> outcome() {
            return Optional.of(Outcome.PROMOTED);
        }

        @Override
        public String advice(Plan plan) {
            return "Nothing. %s is stable now; %s is %s."
                    .formatted(
                            plan.canary().version(),
                            plan.stable().version(),
                            plan.isOldDeleted()
                                    ? "deleted"
                                    : "scaled to zero, its configuration is kept");
        }
    }

    /** Stable has all traffic; without verifiedAt the proof was not complete in time. */
    @JsonTypeName("rolled-back")
    record RolledBack(Instant since, String why, Instant decidedAt, @Nullable Instant verifiedAt)
            implements Ended {

        @Override
        public Optional<Split> split(Plan plan) {
            return Optional.of(plan.split(0));
        }

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
            String stable = plan.stable().version();
            String canary = plan.canary().version();
            return verifiedAt == null
                    ? ("Look now: %s has all traffic by configuration, but the proof below is not"
                           + " complete. Then find out why %s did harm; its configuration is kept"
                           + " at zero copies.")
                            .formatted(stable, canary)
                    : safe(plan);
        }

        static String safe(Plan plan) {
            String canary = plan.canary().version();
            String again =
                    plan.has(HookPoint.REJECT)
                            ? (" %s starts no more; should it be released again as it is, `./erp db"
                                            + " admit %s --why TEXT` comes first.")
                                    .formatted(canary, canary)
                            : "";
            return ("Users are safe on %s. Look at the evidence below and at the logs of %s, mend"
                        + " it and start a new release; check the documents that it wrote.")
                            .formatted(plan.stable().version(), canary)
                    + again;
        }
    }

    /** No traffic was moved. */
    @JsonTypeName("refused")
    record Refused(Instant since, String why) implements Ended {

        @Override
        public Optional<Split> split(Plan plan) {
            return Optional.of(plan.split(0));
        }

        @Override
        public Optional<Outcome> outcome() {
            return Optional.of(Outcome.REFUSED);
        }

        @Override
        public String advice(Plan plan) {
            return "No user was touched. Mend what is named above and start the release again.";
        }
    }

    @JsonTypeName("failed")
    record Failed(Instant since, String why) implements Ended {

        @Override
        public Optional<Split> split(Plan plan) {
            return Optional.of(plan.promoted());
        }

        @Override
        public Optional<Outcome> outcome() {
            return Optional.of(Outcome.FAILED);
        }

        @Override
        public String advice(Plan plan) {
            return "Look now: " + why + ".";
        }
    }
}
