package canary.gates;

import canary.counters.Snapshot;
import canary.gates.input.GateInput;
import canary.verdict.Verdict;

import java.io.Serializable;
import java.util.Optional;

/**
 * Answers one question about the canary from what was gathered. A gate may keep state between ticks
 * (a sequential test does), but it does no I/O and knows no clock.
 */
public interface Gate extends Serializable {

    /** As it stands in plans, reports and metrics. */
    String name();

    /**
     * Takes in what was seen. Called once for each snapshot of a release, oldest first, and before
     * {@link #judge} is asked at that moment; after a restart of the agent, for the whole record.
     */
    default void observe(Snapshot seen) {}

    /**
     * What a version does not show that this gate needs of it, in a sentence; empty where it shows
     * all. Asked of stable before any traffic moves.
     */
    default Optional<String> missing(Snapshot seen, String version) {
        return Optional.empty();
    }

    /** Judges what was gathered; never throws for data that is missing or odd. */
    Verdict judge(GateInput input);
}
