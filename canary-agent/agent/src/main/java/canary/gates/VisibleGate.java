package canary.gates;

import canary.counters.Snapshot;
import canary.gates.input.GateInput;
import canary.verdict.Evidence;
import canary.verdict.Verdict;

import java.util.function.Predicate;

/**
 * Says before any traffic moves whether another gate will have something to see on stable, so that
 * a release is refused rather than held half-way.
 */
final class VisibleGate implements Gate {

    private final String gate;
    private final String what;
    private final Predicate<Snapshot> isVisible;

    VisibleGate(String gate, String what, Predicate<Snapshot> isVisible) {
        this.gate = gate;
        this.what = what;
        this.isVisible = isVisible;
    }

    @Override
    public String name() {
        return gate;
    }

    @Override
    public Verdict judge(GateInput input) {
        return input.history().latest().filter(isVisible).isPresent()
                ? new Verdict.Healthy(Evidence.of(what + " can be seen"))
                : new Verdict.Unmeasured(
                        Evidence.of(
                                "%s cannot be seen; show it, or set gates.%s.enabled: false"
                                        .formatted(what, gate)));
    }
}
