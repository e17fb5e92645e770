package canary.gates;

import canary.counters.Snapshot;
import canary.counters.Violation;
import canary.gates.input.GateInput;
import canary.gates.input.Limits;
import canary.gates.input.Versions;
import canary.verdict.Evidence;
import canary.verdict.Verdict;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Harm when the data break a rule that they did not break, or more rows do, once the canary has had
 * traffic. What was broken before is named and not blamed.
 */
public final class DataGate implements Gate {

    /** From so many rows on a check counts no further: what is new cannot be told. */
    static final long MOST_ROWS = 10_000;

    private final Limits.Data limits;
    private final Versions versions;
    private @Nullable Map<String, Long> baseline;
    private @Nullable Instant liveSince;
    private @Nullable Instant checkedAt;
    private @Nullable Instant wholeAt;
    private List<Violation> found = List.of();

    public DataGate(Limits.Data limits, Versions versions) {
        this.limits = limits;
        this.versions = versions;
    }

    @Override
    public String name() {
        return "data";
    }

    /** The newest run of the checks before the canary had traffic is what later ones add to. */
    @Override
    public void observe(Snapshot seen) {
        if (seen.weight() > 0 && liveSince == null) {
            liveSince = seen.at();
        }
        Instant at = seen.checkedAt();
        if (at == null) {
            return;
        }
        checkedAt = at;
        found = seen.violations();
        boolean isWhole = found.stream().allMatch(violation -> violation.error().isEmpty());
        wholeAt = isWhole ? at : wholeAt;
        if (isWhole && (liveSince == null || at.isBefore(liveSince))) {
            baseline = new TreeMap<>();
            for (Violation violation : found) {
                baseline.put(violation.check(), violation.count());
            }
        }
    }

    @Override
    public Verdict judge(GateInput input) {
        Instant at = checkedAt;
        if (at == null) {
            return new Verdict.Undecided(
                    Evidence.of("the data are being checked for the first time"));
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        found.forEach(it -> figures.put(it.check(), (double) it.count()));
        Map<String, Long> before = baseline;
        List<Violation> added =
                before == null
                        ? List.of()
                        : found.stream()
                                .filter(it -> it.count() > before.getOrDefault(it.check(), 0L))
                                .toList();
        if (!added.isEmpty()) {
            String sentence =
                    added.stream()
                            .filter(it -> added.stream().noneMatch(other -> isPart(it, other)))
                            .sorted(Comparator.comparing(DataGate::isByCanary).reversed())
                            .map(it -> broken(it, before))
                            .collect(Collectors.joining("; "));
            return new Verdict.Harmful(new Evidence(sentence, figures));
        }
        Instant whole = wholeAt;
        String failed = failed();
        if (!failed.isEmpty() && whole != null && isFresh(whole, input.now())) {
            return new Verdict.Undecided(new Evidence(failed + ", it is tried again", figures));
        }
        Violation unfinished = unfinished();
        if (failed.isEmpty() && unfinished != null) {
            String sentence = unfinished.error() + ": " + String.join(", ", unfinished.rows());
            return new Verdict.Undecided(new Evidence(sentence, figures));
        }
        String blind = failed.isEmpty() ? blind(at, input.now()) : failed;
        if (!blind.isEmpty()) {
            return new Verdict.Unmeasured(new Evidence(blind, figures));
        }
        long seconds = Duration.between(at, input.now()).toSeconds();
        if (liveSince != null && at.isBefore(input.since())) {
            return new Verdict.Undecided(
                    new Evidence(
                            "the data were last checked %d s ago, before this stage"
                                    .formatted(seconds),
                            figures));
        }
        return new Verdict.Healthy(
                new Evidence(
                        "no rule of the data is newly broken (checked %d s ago)%s"
                                .formatted(Math.max(0, seconds), known()),
                        figures));
    }

    /** Whether it asks the same rule of fewer rows. */
    private static boolean isPart(Violation violation, Violation whole) {
        return violation.check().startsWith(whole.check() + " ");
    }

    private static boolean isByCanary(Violation violation) {
        Long byCanary = violation.byCanary();
        return byCanary != null && byCanary > 0;
    }

    private String broken(Violation violation, @Nullable Map<String, Long> before) {
        long was = before == null ? 0 : before.getOrDefault(violation.check(), 0L);
        String rows = violation.rows().isEmpty() ? "" : ": " + String.join(" ", violation.rows());
        String writer =
                isByCanary(violation)
                        ? "; %s wrote %d of these documents"
                                .formatted(versions.canary(), violation.byCanary())
                        : "";
        return "%s, \"%s\", is broken by %d rows, %s before the canary%s%s"
                .formatted(
                        violation.check(),
                        violation.statement(),
                        violation.count(),
                        was == 0 ? "none" : was + "",
                        rows,
                        writer);
    }

    /** A check that could not run; empty when all did. */
    private String failed() {
        return found.stream()
                .filter(violation -> !violation.error().isEmpty() && !violation.isUnfinished())
                .map(it -> "%s could not run: %s".formatted(it.check(), it.error()))
                .findFirst()
                .orElse("");
    }

    /** Checks of which nothing is known; null when all have answered. */
    private @Nullable Violation unfinished() {
        return found.stream().filter(Violation::isUnfinished).findFirst().orElse(null);
    }

    private boolean isFresh(Instant at, Instant now) {
        return !at.plus(limits.staleAfter()).isBefore(now);
    }

    /** Why nothing can be said; empty when something can. */
    private String blind(Instant at, Instant now) {
        for (Violation violation : found) {
            if (violation.count() >= MOST_ROWS) {
                return "%s is broken by %d rows or more: new ones cannot be told"
                        .formatted(violation.check(), MOST_ROWS);
            }
        }
        if (!isFresh(at, now)) {
            return "the data were last checked %d s ago"
                    .formatted(Duration.between(at, now).toSeconds());
        }
        return baseline == null
                ? "the data were not checked before the canary had traffic: what is new cannot be"
                        + " told"
                : "";
    }

    private String known() {
        return found.isEmpty()
                ? ""
                : found.stream()
                        .map(it -> "%s by %d rows".formatted(it.check(), it.count()))
                        .collect(Collectors.joining(", ", "; broken before already: ", ""));
    }
}
