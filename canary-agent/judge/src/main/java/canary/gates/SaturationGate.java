package canary.gates;

import canary.counters.Snapshot;
import canary.gates.compare.Comparison;
import canary.gates.compare.ComparisonSteps;
import canary.gates.compare.CpuPerRequest;
import canary.gates.compare.Headroom;
import canary.gates.input.GateInput;
import canary.gates.input.Limits;
import canary.gates.input.Versions;
import canary.verdict.Evidence;
import canary.verdict.Verdict;

import java.util.List;
import java.util.Optional;

/**
 * Harm when the canary uses more than stable of what is bounded: processor time for a request,
 * heap, connections.
 */
public final class SaturationGate implements Gate {

    private final Versions versions;
    private final ComparisonSteps steps;
    private final List<Comparison> comparisons;

    /**
     * @param alpha this gate's chance of a false alarm, over the whole release
     */
    public SaturationGate(Limits.Saturation limits, Versions versions, double alpha) {
        this.versions = versions;
        this.steps = new ComparisonSteps(limits.warmUp());
        double each = alpha / 3;
        this.comparisons =
                List.of(
                        new CpuPerRequest(limits, versions, each),
                        Headroom.heap(limits, versions, each),
                        Headroom.pool(limits, versions, each));
    }

    @Override
    public String name() {
        return "saturation";
    }

    @Override
    public void observe(Snapshot seen) {
        steps.next(seen).ifPresent(step -> comparisons.forEach(each -> each.observe(step)));
    }

    @Override
    public Verdict judge(GateInput input) {
        for (String version : List.of(versions.canary(), versions.stable())) {
            boolean isVisible =
                    input.history().latest().flatMap(last -> last.usageOf(version)).isPresent();
            if (!isVisible) {
                return new Verdict.Unmeasured(Evidence.of(version + " does not show what it uses"));
            }
        }
        return Comparison.verdict(comparisons, input);
    }

    @Override
    public Optional<String> missing(Snapshot seen, String version) {
        return seen.usageOf(version).isPresent()
                ? Comparison.missing(comparisons, seen, List.of(version))
                : Optional.of("what " + version + " uses cannot be seen");
    }
}
