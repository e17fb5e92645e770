package canary.gates;

import canary.gates.input.GateInput;
import canary.verdict.Evidence;
import canary.verdict.Verdict;

import java.util.Optional;

/**
 * Says before any traffic moves whether another gate will have something to see on stable, so that
 * a release is refused rather than held half-way.
 */
final class VisibleGate implements Gate {

    private final Gate gate;
    private final String what;

    /**
     * @param what the gate looks at
     */
    VisibleGate(Gate gate, String what) {
        this.gate = gate;
        this.what = what;
    }

    @Override
    public String name() {
        return gate.name();
    }

    @Override
    public Verdict judge(GateInput input) {
        Optional<String> missing =
                input.history()
                        .latest()
                        .map(seen -> gate.missing(seen, input.stable()))
                        .orElse(Optional.of("nothing was seen yet"));
        return missing.<Verdict>map(
                        said ->
                                new Verdict.Unmeasured(
                                        Evidence.of(
                                                "%s; show it, or set gates.%s.enabled: false"
                                                        .formatted(said, name()))))
                .orElseGet(() -> new Verdict.Healthy(Evidence.of(what + " can be seen")));
    }
}
