package canary.gates.input;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What was found by asking the versions themselves, which no recording has.
 *
 * @param smoke results of the smoke tests; null when none ran
 * @param stableSmoke results of the same tests with stable; null when they did not run (they do
 *     before the canary runs, and where the canary's did not all pass)
 * @param integrations what was found of each integration
 */
public record ProbeResults(
        @Nullable List<Check> smoke,
        @Nullable List<Check> stableSmoke,
        List<IntegrationState> integrations) {

    /** Nothing was asked. */
    public static final ProbeResults NONE = new ProbeResults(null, null, List.of());

    public ProbeResults {
        integrations = List.copyOf(integrations);
    }
}
