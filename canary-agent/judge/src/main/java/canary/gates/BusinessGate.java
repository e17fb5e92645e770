package canary.gates;

import canary.counters.Snapshot;
import canary.gates.business.BusinessComparison;
import canary.gates.input.GateInput;
import canary.gates.input.Limits;
import canary.gates.input.Versions;
import canary.judge.IgnoredRoutes;
import canary.verdict.Verdict;

/**
 * Harm when less comes of the canary's work than of stable's: who answers 200 and does nothing is
 * fast and makes no errors. Where nobody counts what comes of it, times beyond belief hold.
 */
public final class BusinessGate implements Gate {

    private final BusinessComparison comparison;

    /**
     * @param ignored routes that no user calls
     * @param alpha this gate's chance of a false alarm, over the whole release
     */
    public BusinessGate(
            Limits.Business limits, IgnoredRoutes ignored, Versions versions, double alpha) {
        comparison = new BusinessComparison(limits, ignored, versions, alpha);
    }

    @Override
    public String name() {
        return "business";
    }

    @Override
    public void observe(Snapshot seen) {
        comparison.observe(seen);
    }

    @Override
    public Verdict judge(GateInput input) {
        return comparison.verdict();
    }
}
