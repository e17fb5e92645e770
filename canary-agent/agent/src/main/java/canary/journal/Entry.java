package canary.journal;

import canary.rollout.Act;
import canary.rollout.Order;
import canary.rollout.Phase;
import canary.rollout.RequestCounts;
import canary.smoke.Check;
import canary.verdict.Finding;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One line of the journal: what was decided, why, and on what. It is written before its acts.
 *
 * @param at when it was decided
 * @param phase the phase from now on
 * @param why in a sentence
 * @param acts what is to be done
 * @param order the order that was obeyed; null when none
 * @param weight share of the canary that the mesh showed; null when it did not answer
 * @param findings what each gate said
 * @param proof checks of the rollback
 * @param traffic by version, as the mesh counts
 * @param reached distinct users by version, as the mesh counts
 */
public record Entry(
        Instant at,
        Phase phase,
        String why,
        List<Act> acts,
        @Nullable Order order,
        @Nullable Integer weight,
        List<Finding> findings,
        List<Check> proof,
        Map<String, RequestCounts> traffic,
        Map<String, Long> reached) {

    public Entry {
        acts = List.copyOf(acts);
        findings = List.copyOf(findings);
        proof = List.copyOf(proof);
        traffic = Map.copyOf(new TreeMap<>(traffic));
        reached = Map.copyOf(new TreeMap<>(reached));
    }

    /** The line that opens a release. */
    public static Entry opening(Instant at) {
        return new Entry(
                at,
                new Phase.Preflight(at),
                "release opened",
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                Map.of(),
                Map.of());
    }
}
