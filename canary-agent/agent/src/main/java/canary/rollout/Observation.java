package canary.rollout;

import canary.gates.input.Check;
import canary.mesh.Split;
import canary.verdict.Verdict;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What was seen in one tick. What did not answer is null, and never taken for anything else.
 *
 * @param split what the mesh is configured to do
 * @param stable copies of stable
 * @param canary copies of the canary
 * @param verdict of the gates that the present phase asks
 * @param isBeginning whether all would be well but for what is tested for the first time since the
 *     agent began: it may have been killed after it had the results
 * @param proof checks that the rollback took effect; only while verifying
 * @param isReported whether the report of a rollback is written
 * @param order the oldest order that was not carried out yet
 * @param hook how the phase's hook stands; null where the agent has not begun it
 * @param rejection why the canary may not run, as the database has it; empty where it may, where
 *     the agent may not read that, and where nobody has asked
 */
public record Observation(
        Instant now,
        @Nullable Split split,
        @Nullable Replicas stable,
        @Nullable Replicas canary,
        Verdict verdict,
        boolean isBeginning,
        List<Check> proof,
        boolean isReported,
        @Nullable Order order,
        @Nullable HookState hook,
        String rejection) {

    public Observation {
        proof = List.copyOf(proof);
    }

    boolean isSplit(Split wanted) {
        return wanted.equals(split);
    }

    /** Whether at least so many copies run and all of them are ready. */
    static boolean isWhole(@Nullable Replicas replicas, int wanted) {
        return replicas != null && replicas.pods() >= wanted && replicas.ready() == replicas.pods();
    }

    /** Whether so many are ready; an autoscaler may have asked for more. */
    static boolean isReady(@Nullable Replicas replicas, int atLeast) {
        return replicas != null && replicas.ready() >= atLeast;
    }

    static boolean isGone(@Nullable Replicas replicas) {
        return replicas != null && replicas.pods() == 0;
    }
}
