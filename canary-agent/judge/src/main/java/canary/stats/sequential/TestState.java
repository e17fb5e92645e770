package canary.stats.sequential;

import java.util.List;

/**
 * A test's whole state, for the agent's journal: a test restored from it goes on to the same
 * numbers, bit for bit. It fits only a test of the same margin, alternatives and edges.
 *
 * @param logs log-likelihood ratio of each alternative, event by event
 * @param canaryTrials trials of the canary that wait for a larger block, with {@code canaryBad} of
 *     them bad, one number for each event; likewise for stable
 * @param peakLogE largest evidence at any look so far, at least 0
 */
public record TestState(
        List<Double> logs,
        long canaryTrials,
        List<Long> canaryBad,
        long stableTrials,
        List<Long> stableBad,
        double peakLogE) {

    public TestState {
        logs = List.copyOf(logs);
        canaryBad = List.copyOf(canaryBad);
        stableBad = List.copyOf(stableBad);
    }
}
