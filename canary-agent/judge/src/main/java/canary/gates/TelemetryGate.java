package canary.gates;

import canary.counters.ScrapeStatus;
import canary.counters.Series;
import canary.counters.Snapshot;
import canary.counters.Source;
import canary.counters.Tally;
import canary.gates.input.GateInput;
import canary.gates.input.Limits;
import canary.judge.Answer;
import canary.judge.Judge;
import canary.judge.Judges;
import canary.judge.SilenceJudge;
import canary.verdict.Evidence;
import canary.verdict.Verdict;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says whether the other gates can see at all: every source is read, fresh and labelled, each
 * version is counted by all who should, and no version is silent where requests are to be expected.
 */
public final class TelemetryGate implements Gate {

    private static final long MANY = 20;

    private final Limits.Telemetry limits;
    private final Judges judges;
    private final boolean isCanaryExpected;
    private final Set<Source> sources;

    /**
     * @param isCanaryExpected false before the canary runs: then only stable must be visible
     * @param sources who must count
     */
    public TelemetryGate(
            Limits.Telemetry limits, Judges judges, boolean isCanaryExpected, Set<Source> sources) {
        this.limits = limits;
        this.judges = judges;
        this.isCanaryExpected = isCanaryExpected;
        this.sources = Collections.unmodifiableSet(new TreeSet<>(sources)); // one order everywhere
    }

    @Override
    public String name() {
        return "telemetry";
    }

    @Override
    public Verdict judge(GateInput input) {
        List<String> blind = new ArrayList<>();
        List<String> late = new ArrayList<>();
        for (ScrapeStatus scrape : input.scrapes()) {
            boolean matters = isCanaryExpected || !scrape.version().equals(input.canary());
            String problem = matters ? problem(scrape, input.now()) : "";
            if (!problem.isEmpty()) {
                (isFresh(scrape, input.now()) ? late : blind).add(problem);
            }
        }
        addMissing(input, input.stable(), blind, late);
        addStill(input, input.stable(), blind);
        if (isCanaryExpected) {
            addMissing(input, input.canary(), blind, late);
            addStill(input, input.canary(), blind);
            addSilent(input, blind, late);
        }
        if (!blind.isEmpty()) {
            return new Verdict.Unmeasured(Evidence.of(String.join("; ", blind)));
        }
        if (!late.isEmpty()) {
            return new Verdict.Undecided(Evidence.of(String.join("; ", late)));
        }
        if (input.scrapes().isEmpty()) {
            return new Verdict.Healthy(
                    Evidence.of("no version is silent; how they were read is not recorded"));
        }
        return new Verdict.Healthy(
                new Evidence(
                        "all %d sources are read, fresh and labelled"
                                .formatted(input.scrapes().size()),
                        Map.of("sources", (double) input.scrapes().size())));
    }

    /** What is wrong with a reading; empty when nothing. */
    private static String problem(ScrapeStatus scrape, Instant now) {
        String problem = scrape.problem();
        if (problem == null) {
            return "";
        }
        Instant at = scrape.at();
        String age =
                at == null
                        ? "never read"
                        : "last read %d s ago".formatted(Duration.between(at, now).toSeconds());
        return "%s %s: %s".formatted(scrape.source(), age, problem);
    }

    /** A source that was well a moment ago may fail once without blinding anybody. */
    private boolean isFresh(ScrapeStatus scrape, Instant now) {
        Instant at = scrape.at();
        return at != null && !at.plus(limits.staleAfter()).isBefore(now);
    }

    /** Where many requests of a version are to be expected and none is counted. */
    private void addSilent(GateInput input, List<String> blind, List<String> late) {
        SilenceJudge silence = judges.of(judges.leading()).map(Judge::silence).orElse(null);
        if (silence == null || silence.answer() == Answer.HEALTHY) {
            return;
        }
        if (silence.answer() == Answer.UNDECIDED) {
            late.add("nobody calls: no request to either version where many are usual");
        } else if (silence.isCanarySilent()) {
            blind.add(silent(input.canary(), silence.canaryMissing()));
        } else {
            blind.add(silent(input.stable(), silence.stableMissing()));
        }
    }

    private static String silent(String version, double missing) {
        return "no request of %s is counted where about %.0f were to be expected"
                .formatted(version, missing);
    }

    private void addMissing(
            GateInput input, String version, List<String> blind, List<String> late) {
        boolean isKnown =
                sources.isEmpty()
                        || input.scrapes().stream()
                                .anyMatch(scrape -> scrape.version().equals(version));
        if (!isKnown) {
            blind.add("no pod of " + version + " is known");
        }
        for (Source source : sources.isEmpty() ? counting() : sources) {
            Instant seen = lastCounted(input, source, version);
            Instant at = seen == null && sources.isEmpty() ? input.since() : seen;
            if (at == null) {
                blind.add("no series of " + version + " from " + source.words());
            } else if (at.plus(limits.staleAfter().dividedBy(2)).isBefore(input.now())) {
                long seconds = Duration.between(at, input.now()).toSeconds();
                // Who has never been counted may have had nothing to count.
                boolean isFresh =
                        seen == null || !at.plus(limits.staleAfter()).isBefore(input.now());
                (isFresh ? late : blind)
                        .add(
                                "no series of %s from %s for %d s"
                                        .formatted(version, source.words(), seconds));
            }
        }
    }

    /** The sources that have counted, where nobody tells who should. */
    private Set<Source> counting() {
        Set<Source> counting = EnumSet.noneOf(Source.class);
        for (Source source : Source.values()) {
            if (judges.of(source).isPresent()) {
                counting.add(source);
            }
        }
        return counting;
    }

    /** When a source last showed what a version had counted; null where it does not any more. */
    private @Nullable Instant lastCounted(GateInput input, Source source, String version) {
        for (Snapshot snapshot : input.history().since(Instant.MIN).reversed()) {
            List<Series> all = source == Source.PODS ? snapshot.series() : snapshot.mesh();
            // Before users reach the canary, the router sees tests of it, and leaves them out.
            boolean isCounted =
                    (source == Source.MESH && snapshot.leftOutOf(version) > 0)
                            || all.stream()
                                    .anyMatch(
                                            one ->
                                                    one.version().equals(version)
                                                            && (sources.isEmpty()
                                                                    || one.requests() > 0));
            if (isCounted) {
                return snapshot.at();
            }
        }
        return null;
    }

    private static boolean isShown(List<Series> all, String version) {
        return all.stream().anyMatch(one -> one.version().equals(version));
    }

    /**
     * Counters that stand still while the router has good answers for many requests are a page that
     * somebody caches, or another process': fresh to look at and yet worth nothing.
     */
    private void addStill(GateInput input, String version, List<String> blind) {
        Instant since = input.now().minus(limits.staleAfter());
        Tally mesh = input.history().window(Source.MESH, version, since);
        boolean isStill =
                mesh.requests() - mesh.errors() >= MANY
                        && input.history().window(Source.PODS, version, since).requests() == 0
                        && input.history().since(since).stream()
                                .allMatch(it -> isShown(it.series(), version));
        if (isStill) {
            blind.add(
                    "the counters of %s stand still while %d requests were answered"
                            .formatted(version, mesh.requests()));
        }
    }
}
