package canary.gates;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Harm when a functional check fails on the canary. */
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
        List<Check> failed = checks.stream().filter(check -> !check.passed()).toList();
        Map<String, Double> figures =
                Map.of("checks", (double) checks.size(), "failed", (double) failed.size());
        if (failed.isEmpty()) {
            return new Verdict.Healthy(
                    new Evidence("all %d checks passed".formatted(checks.size()), figures));
        }
        String sentence =
                failed.stream()
                        .map(check -> check.name() + ": " + check.detail())
                        .collect(Collectors.joining("; "));
        return new Verdict.Harmful(new Evidence(sentence, figures));
    }
}
