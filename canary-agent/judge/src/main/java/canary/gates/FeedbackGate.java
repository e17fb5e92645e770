package canary.gates;

import canary.counters.Snapshot;
import canary.gates.compare.Comparison;
import canary.gates.compare.ComparisonSteps;
import canary.gates.compare.Complaints;
import canary.gates.input.GateInput;
import canary.gates.input.Limits;
import canary.gates.input.Versions;
import canary.verdict.Evidence;
import canary.verdict.Verdict;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Harm when users complain more often of the canary than of stable, by their minutes of work. */
public final class FeedbackGate implements Gate {

    private final ComparisonSteps steps = new ComparisonSteps(Duration.ZERO);
    private final Complaints complaints;

    /**
     * @param alpha this gate's chance of a false alarm, over the whole release
     */
    public FeedbackGate(Limits.Feedback limits, Versions versions, double alpha) {
        complaints = new Complaints(limits.margin(), versions, alpha);
    }

    @Override
    public String name() {
        return "feedback";
    }

    @Override
    public void observe(Snapshot seen) {
        steps.next(seen).ifPresent(complaints::observe);
    }

    /** Silence counts only where complaints could be heard, and minutes to count them by. */
    @Override
    public Verdict judge(GateInput input) {
        boolean isVisible =
                input.history()
                        .latest()
                        .filter(seen -> !seen.users().isEmpty() || !seen.feedback().isEmpty())
                        .isPresent();
        return isVisible
                ? Comparison.verdict(List.of(complaints), input)
                : new Verdict.Unmeasured(
                        Evidence.of("neither complaints nor minutes of users can be seen"));
    }

    @Override
    public Optional<String> missing(Snapshot seen, String version) {
        return Comparison.missing(List.of(complaints), seen, List.of(version));
    }
}
