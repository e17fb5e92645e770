package canary.rollout;

import canary.gates.input.Check;
import canary.mesh.Split;
import canary.plan.Plan;
import canary.verdict.Evidence;
import canary.verdict.Verdict;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** Mesh, cluster and gates that lose acts, do not answer, and change their mind, all by a seed. */
final class FakeWorld {

    private final Plan plan;
    private final RandomGenerator random;
    Instant now = Instant.EPOCH;
    Split split;
    private int stablePods;
    private int canaryPods;
    private boolean isReported;
    private @Nullable HookState hook;
    private boolean isCalm;

    /** Once in so many ticks somebody else sets the weight. */
    int meddling = 300;

    FakeWorld(Plan plan, RandomGenerator random) {
        this.plan = plan;
        this.random = random;
        this.split = new Split("v1", "v0", 0, plan.routing());
        this.stablePods = 1;
    }

    /** From now on acts take effect, everything answers and all is well. */
    void calmDown() {
        isCalm = true;
    }

    int toCanary() {
        return split.stable().equals("v2")
                ? 100 - split.canaryPercent()
                : split.canary().equals("v2") ? split.canaryPercent() : 0;
    }

    int canaryPods() {
        return canaryPods;
    }

    Observation observe(@Nullable Order order) {
        now = now.plusSeconds(isCalm ? 60 : 1 + random.nextInt(600));
        if (!isCalm && random.nextInt(meddling) == 0) {
            split = new Split("v1", "v2", random.nextInt(101), plan.routing());
        }
        Verdict verdict = verdict();
        boolean isProven = isCalm || random.nextInt(3) == 0;
        return new Observation(
                now,
                answers() ? split : null,
                answers() ? replicas(stablePods) : null,
                answers() ? replicas(canaryPods) : null,
                verdict,
                !isCalm && random.nextInt(50) == 0,
                List.of(new Check("silence", isProven, now, "as the seed has it")),
                isReported,
                order,
                hook(),
                "");
    }

    private boolean answers() {
        return isCalm || random.nextInt(10) > 0;
    }

    private Replicas replicas(int pods) {
        return new Replicas(pods, isCalm || random.nextInt(8) > 0 ? pods : 0);
    }

    private Verdict verdict() {
        Evidence evidence = Evidence.of("as the seed has it");
        if (isCalm) {
            return new Verdict.Healthy(evidence);
        }
        return switch (random.nextInt(400)) {
            case 0 -> new Verdict.Harmful(evidence);
            case 1 -> new Verdict.Shared(evidence);
            case 2 -> new Verdict.Unmeasured(evidence);
            case 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18 ->
                    new Verdict.Undecided(evidence);
            default -> new Verdict.Healthy(evidence);
        };
    }

    /** A hook that fails seldom, and of which a new agent knows nothing. */
    private @Nullable HookState hook() {
        if (hook instanceof HookState.Running && (isCalm || random.nextInt(3) == 0)) {
            hook =
                    isCalm || random.nextInt(20) > 0
                            ? new HookState.Done("as the seed has it")
                            : new HookState.Failed("as the seed has it");
        } else if (!isCalm && random.nextInt(50) == 0) {
            hook = null;
        }
        return hook;
    }

    /** What the phase that is entered knows of the one before. */
    void enter() {
        hook = null;
    }

    /** Carries an act out, or loses it. */
    void act(Act act) {
        if (!isCalm && random.nextInt(3) == 0) {
            return;
        }
        switch (act) {
            case Act.Shift shift -> split = shift.split();
            case Act.Scale scale -> scale(scale);
            case Act.Retire retire -> scale(new Act.Scale(retire.version(), 0));
            case Act.Activate _ -> throw new IllegalStateException("the plan has no database");
            case Act.Run _ -> hook = new HookState.Running("as the seed has it");
            case Act.WriteReport _ -> isReported = true;
            case Act.Leave _ -> isCalm = true;
        }
    }

    private void scale(Act.Scale scale) {
        if (scale.version().equals("v1")) {
            stablePods = scale.replicas();
        } else {
            canaryPods = scale.replicas();
        }
    }
}
