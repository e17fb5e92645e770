package canary.console;

import canary.counters.Tally;
import canary.plan.Plan;
import canary.rollout.Phase;
import canary.verdict.Finding;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What a person wants to see of a running release.
 *
 * @param weight share of the canary that the mesh shows; null when it does not answer
 * @param stable what the mesh counted of stable in this stage
 * @param canary what the mesh counted of the canary in this stage
 * @param why the last decision in a sentence
 */
public record Progress(
        Plan plan,
        Phase phase,
        Instant startedAt,
        Instant now,
        @Nullable Integer weight,
        Tally stable,
        Tally canary,
        List<Finding> findings,
        String why) {}
