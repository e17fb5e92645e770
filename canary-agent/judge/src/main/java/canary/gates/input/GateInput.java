package canary.gates.input;

import canary.counters.History;
import canary.counters.ScrapeStatus;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * All that a gate may look at.
 *
 * @param now when it was gathered
 * @param since when the present stage began
 * @param stable version that runs already
 * @param canary version on trial
 * @param canaryPods how many pods of the canary there should be
 * @param history counters and pods up to now
 * @param scrapes how well each source can be read
 * @param podsAt when the cluster last told its pods; null when never
 * @param smoke results of the smoke tests; null when none ran
 * @param stableSmoke results of the same tests with stable; null when they did not run (they do
 *     before the canary runs, and where the canary's did not all pass)
 * @param integrations what was found of each integration
 */
public record GateInput(
        Instant now,
        Instant since,
        String stable,
        String canary,
        int canaryPods,
        History history,
        List<ScrapeStatus> scrapes,
        @Nullable Instant podsAt,
        @Nullable List<Check> smoke,
        @Nullable List<Check> stableSmoke,
        List<IntegrationState> integrations) {

    public GateInput {
        integrations = List.copyOf(integrations);
    }
}
