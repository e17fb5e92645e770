package canary.gates;

import canary.gates.input.Check;
import canary.gates.input.GateInput;
import canary.verdict.Evidence;
import canary.verdict.Verdict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Harm when a functional check fails on the canary and passes on stable; one that fails on stable
 * too blames nobody. What could not be tested, or not be compared, is no pass and no blame.
 */
public final class SmokeGate implements Gate {

    @Override
    public String name() {
        return "smoke";
    }

    @Override
    public Verdict judge(GateInput input) {
        List<Check> checks = Objects.requireNonNullElse(input.smoke(), List.of());
        if (checks.isEmpty()) {
            return new Verdict.Undecided(Evidence.of("no smoke test has run yet"));
        }
        List<Check> stable = Objects.requireNonNullElse(input.stableSmoke(), List.of());
        List<Check> alone = new ArrayList<>();
        List<Check> alike = new ArrayList<>();
        List<Check> open = new ArrayList<>();
        for (Check check : checks) {
            if (check.failed()) {
                list(check, stable, alone, alike, open).add(check);
            } else if (!check.passed()) {
                open.add(check);
            }
        }
        Map<String, Double> figures = figures(checks);
        if (!alone.isEmpty()) {
            return new Verdict.Harmful(new Evidence(Check.sentence(alone), figures));
        }
        if (!alike.isEmpty()) {
            return new Verdict.Shared(new Evidence(Check.sentence(alike), figures));
        }
        return open.isEmpty()
                ? new Verdict.Healthy(
                        new Evidence("all %d checks passed".formatted(checks.size()), figures))
                : new Verdict.Undecided(new Evidence(Check.sentence(open), figures));
    }

    /** By what the same check found on stable. */
    private static List<Check> list(
            Check check,
            List<Check> stable,
            List<Check> alone,
            List<Check> alike,
            List<Check> open) {
        Optional<Check> same =
                stable.stream().filter(it -> it.name().equals(check.name())).findFirst();
        if (same.isEmpty()) {
            return open;
        }
        return switch (same.get().result()) {
            case PASSED -> alone;
            case FAILED -> alike;
            case UNTESTED -> open;
        };
    }

    private static Map<String, Double> figures(List<Check> checks) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("checks", (double) checks.size());
        figures.put("failed", (double) checks.stream().filter(Check::failed).count());
        figures.put(
                "untested",
                (double)
                        checks.stream().filter(it -> it.result() == Check.Result.UNTESTED).count());
        return figures;
    }
}
