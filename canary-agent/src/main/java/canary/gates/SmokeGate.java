package canary.gates;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Harm when a functional check fails on the canary; one that fails on stable too blames nobody. */
public final class SmokeGate implements Gate {

    @Override
    public String name() {
        return "smoke";
    }

    @Override
    public Verdict judge(Scene scene) {
        List<Check> checks = scene.smoke();
        if (checks == null || checks.isEmpty()) {
            return new Verdict.Undecided(Evidence.of("no smoke test has run yet"));
        }
        List<Check> failed = failed(checks);
        Map<String, Double> figures =
                Map.of("checks", (double) checks.size(), "failed", (double) failed.size());
        if (failed.isEmpty()) {
            return new Verdict.Healthy(
                    new Evidence("all %d checks passed".formatted(checks.size()), figures));
        }
        List<Check> ofStable = scene.stableSmoke();
        Set<String> alike =
                failed(ofStable == null ? List.of() : ofStable).stream()
                        .map(Check::name)
                        .collect(Collectors.toSet());
        List<Check> alone = failed.stream().filter(it -> !alike.contains(it.name())).toList();
        return alone.isEmpty()
                ? new Verdict.Shared(new Evidence(sentence(failed), figures))
                : new Verdict.Harmful(new Evidence(sentence(alone), figures));
    }

    private static List<Check> failed(List<Check> checks) {
        return checks.stream().filter(check -> !check.passed()).toList();
    }

    private static String sentence(List<Check> failed) {
        return failed.stream()
                .map(check -> check.name() + ": " + check.detail())
                .collect(Collectors.joining("; "));
    }
}
