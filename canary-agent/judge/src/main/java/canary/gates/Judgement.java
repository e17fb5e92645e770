package canary.gates;

import canary.gates.input.GateInput;
import canary.verdict.Evidence;
import canary.verdict.Finding;
import canary.verdict.Verdict;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All findings of one tick, told in a fixed order. One verdict follows: the gravest, so that no
 * healthy gate outweighs one that finds harm or cannot see.
 */
public record Judgement(List<Finding> findings) {

    /**
     * The order in which findings are told: first whether anything can be seen, then by what is
     * hurt.
     */
    public static final List<String> ORDER =
            List.of(
                    "telemetry",
                    "availability",
                    "errors",
                    "refusals",
                    "latency",
                    "business",
                    "database",
                    "data",
                    "feedback",
                    "split",
                    "smoke",
                    "integrations",
                    "saturation");

    public Judgement {
        findings = findings.stream().sorted(Comparator.comparingInt(Judgement::place)).toList();
    }

    private static int place(Finding finding) {
        int place = ORDER.indexOf(finding.gate());
        return place < 0 ? ORDER.size() : place;
    }

    /** Asks every gate the same question. */
    public static Judgement of(List<Gate> gates, GateInput input) {
        return new Judgement(
                gates.stream().map(gate -> new Finding(gate.name(), gate.judge(input))).toList());
    }

    /** Nobody could look, so no gate was asked. */
    public static Judgement blind(String why) {
        return new Judgement(
                List.of(new Finding("telemetry", new Verdict.Unmeasured(Evidence.of(why)))));
    }

    /** The gravest finding, the first of those that are equal; empty where no gate was asked. */
    public Optional<Finding> gravest() {
        return findings.stream()
                .max(Comparator.comparingInt(finding -> finding.verdict().gravity()));
    }

    /** The gravest verdict; without any gate nothing was measured. */
    public Verdict verdict() {
        return gravest()
                .map(Judgement::named)
                .orElseGet(() -> new Verdict.Unmeasured(Evidence.of("no gate was asked")));
    }

    /** The verdict with the gate's name in its sentence, so that it can stand alone. */
    private static Verdict named(Finding finding) {
        Evidence evidence =
                new Evidence(
                        finding.gate() + ": " + finding.verdict().sentence(),
                        finding.verdict().evidence().figures());
        return switch (finding.verdict()) {
            case Verdict.Healthy _ -> new Verdict.Healthy(evidence);
            case Verdict.Harmful _ -> new Verdict.Harmful(evidence);
            case Verdict.Shared _ -> new Verdict.Shared(evidence);
            case Verdict.Undecided _ -> new Verdict.Undecided(evidence);
            case Verdict.Unmeasured _ -> new Verdict.Unmeasured(evidence);
        };
    }
}
