package canary.gates;

import canary.counters.Snapshot;
import canary.gates.input.GateInput;
import canary.verdict.Evidence;
import canary.verdict.Verdict;

import java.util.Optional;
import java.util.function.Function;

/**
 * Says before any traffic moves whether another gate will have something to see on stable, so that
 * a release is refused rather than held half-way.
 */
final class VisibleGate implements Gate {

    private final String gate;
    private final String what;
    private final Function<Snapshot, Optional<String>> missing;

    /**
     * @param what the gate looks at
     * @param missing what a snapshot lacks of it, in a sentence; empty where it lacks nothing
     */
    VisibleGate(String gate, String what, Function<Snapshot, Optional<String>> missing) {
        this.gate = gate;
        this.what = what;
        this.missing = missing;
    }

    @Override
    public String name() {
        return gate;
    }

    @Override
    public Verdict judge(GateInput input) {
        Optional<String> lacking =
                input.history().latest().map(missing).orElse(Optional.of("nothing was seen yet"));
        return lacking.<Verdict>map(
                        said ->
                                new Verdict.Unmeasured(
                                        Evidence.of(
                                                "%s; show it, or set gates.%s.enabled: false"
                                                        .formatted(said, gate))))
                .orElseGet(() -> new Verdict.Healthy(Evidence.of(what + " can be seen")));
    }
}
