package canary.journal;

import canary.gates.input.Check;
import canary.rollout.Act;
import canary.rollout.Drift;
import canary.rollout.Groundwork;
import canary.rollout.Order;
import canary.rollout.Phase;
import canary.rollout.RequestCounts;
import canary.verdict.Finding;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
 * @param drift of the weight up to now
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
        Map<String, Long> reached,
        Drift drift) {

    public Entry {
        acts = List.copyOf(acts);
        findings = List.copyOf(findings);
        proof = List.copyOf(proof);
        traffic = Map.copyOf(new TreeMap<>(traffic));
        reached = Map.copyOf(new TreeMap<>(reached));
        // Journals from before it was known do not have it.
        drift = Objects.requireNonNullElse(drift, Drift.NONE);
    }

    /** Whether it says of the release what an earlier one did not; acts may be asked for again. */
    public boolean decidesAnew(Entry before) {
        return phase.decidesAnew(before.phase)
                || order != null
                || !Objects.equals(weight, before.weight)
                || !drift.equals(before.drift)
                || (!acts.isEmpty() && !acts.equals(before.acts))
                || !results(proof).equals(results(before.proof))
                || traffic.isEmpty() != before.traffic.isEmpty();
    }

    private static List<Check.Result> results(List<Check> proof) {
        return proof.stream().map(Check::result).toList();
    }

    /** Whether a gate's verdict is another than in an earlier one; its figures always are. */
    boolean judgesAnew(Entry before) {
        return !words(findings).equals(words(before.findings));
    }

    private static Map<String, String> words(List<Finding> findings) {
        return findings.stream()
                .collect(Collectors.toMap(Finding::gate, it -> it.verdict().word(), (a, b) -> b));
    }

    /** The line of an agent that goes on where this one ends; it has not looked yet. */
    public Entry goingOn(Instant now, Phase next, String because) {
        return new Entry(
                now, next, because, List.of(), null, weight, List.of(), List.of(), traffic, reached,
                drift);
    }

    /** The line that opens a release. */
    public static Entry opening(Instant at) {
        return new Entry(
                at,
                new Groundwork.Preflight(at),
                "release opened",
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Drift.NONE);
    }
}
