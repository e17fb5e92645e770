package canary.gates;

import canary.gates.input.Check;
import canary.gates.input.GateInput;
import canary.verdict.Evidence;
import canary.verdict.Verdict;

import java.util.List;
import java.util.Objects;

/**
 * Says before any traffic moves whether stable passes the smoke tests itself: where it does not,
 * for want of data or otherwise, they could say nothing of the canary.
 */
final class StableSmokeGate implements Gate {

    @Override
    public String name() {
        return "smoke";
    }

    @Override
    public Verdict judge(GateInput input) {
        List<Check> checks = Objects.requireNonNullElse(input.stableSmoke(), List.of());
        if (checks.isEmpty()) {
            return new Verdict.Undecided(
                    Evidence.of("no smoke test has run on %s yet".formatted(input.stable())));
        }
        return Check.allPassed(checks)
                ? new Verdict.Healthy(
                        Evidence.of(
                                "all %d checks pass on %s"
                                        .formatted(checks.size(), input.stable())))
                : new Verdict.Unmeasured(
                        Evidence.of(
                                "%s itself does not pass, so that nothing could be said of %s: %s"
                                        .formatted(
                                                input.stable(),
                                                input.canary(),
                                                Check.sentence(checks))));
    }
}
