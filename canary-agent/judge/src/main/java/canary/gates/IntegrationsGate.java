package canary.gates;

import canary.gates.input.GateInput;
import canary.gates.input.Integration;
import canary.gates.input.IntegrationState;
import canary.verdict.Evidence;
import canary.verdict.Verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Harm when something that the ERP relies on fails on the canary and works on stable. */
public final class IntegrationsGate implements Gate {

    /** A check may be this many intervals late before it counts as not made. */
    private static final int LATE = 3;

    private static final Duration SLACK = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "integrations";
    }

    @Override
    public Verdict judge(GateInput input) {
        if (input.integrations().isEmpty()) {
            return new Verdict.Undecided(Evidence.of("no integration is checked yet"));
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        for (IntegrationState state : input.integrations()) {
            figures.put(state.limit().name() + "CanaryFailures", (double) state.canaryFailures());
            figures.put(state.limit().name() + "StableFailures", (double) state.stableFailures());
        }
        Verdict verdict =
                new Verdict.Healthy(
                        new Evidence(input.integrations().size() + " integrations work", figures));
        for (IntegrationState state : input.integrations()) {
            verdict = verdict.orGraver(judge(state, input.now(), figures));
        }
        return verdict;
    }

    private static Verdict judge(IntegrationState state, Instant now, Map<String, Double> figures) {
        Integration limit = state.limit();
        Evidence evidence =
                new Evidence(
                        "%s failed %d times in a row on the canary, %d on stable (limit %d): %s"
                                .formatted(
                                        limit.name(),
                                        state.canaryFailures(),
                                        state.stableFailures(),
                                        limit.failures(),
                                        state.detail()),
                        figures);
        Instant at = state.at();
        if (at == null) {
            return new Verdict.Undecided(
                    new Evidence(limit.name() + " is not checked yet", figures));
        }
        if (at.plus(limit.every().multipliedBy(LATE)).plus(SLACK).isBefore(now)) {
            return new Verdict.Unmeasured(
                    new Evidence(
                            "%s was last checked %d s ago"
                                    .formatted(limit.name(), Duration.between(at, now).toSeconds()),
                            figures));
        }
        if (state.canaryFailures() == 0) {
            return new Verdict.Healthy(evidence);
        }
        if (state.canaryFailures() < limit.failures()) {
            return new Verdict.Undecided(evidence);
        }
        if (state.stableFailures() == 0) {
            return new Verdict.Harmful(evidence);
        }
        return state.stableFailures() >= limit.failures()
                ? new Verdict.Shared(evidence)
                : new Verdict.Undecided(evidence);
    }
}
