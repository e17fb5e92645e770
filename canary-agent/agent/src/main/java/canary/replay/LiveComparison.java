package canary.replay;

import canary.counters.History;
import canary.counters.Snapshot;
import canary.gates.GateSet;
import canary.gates.Gates;
import canary.gates.Judgement;
import canary.gates.ReleaseAnalysis;
import canary.gates.input.AvailableSignals;
import canary.gates.input.ProbeResults;
import canary.gates.input.Versions;
import canary.journal.Entry;
import canary.journal.Journal;
import canary.journal.JournalException;
import canary.plan.Plan;
import canary.rollout.Phase;
import canary.verdict.Finding;
import canary.verdict.Verdict;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Judges a release's record once more, as its journal says that it was asked, and holds every
 * verdict against the one that was found live.
 */
public final class LiveComparison {

    /** A day of ticks leaves some 5 MB. */
    private static final long MOST_BYTES = 1L << 28;

    /** They ask the versions themselves; a record has no answers. */
    private static final Set<String> NOT_RECORDED = Set.of("smoke", "integrations");

    /**
     * A verdict that was not found again.
     *
     * @param live what the journal says; null where the gate was not asked
     * @param again what the record says; null where it has nothing to say it by
     */
    public record Difference(
            Instant at, String gate, @Nullable Verdict live, @Nullable Verdict again) {}

    /**
     * What came of it.
     *
     * @param ticks in which gates were asked live
     * @param verdicts that were found again
     * @param differences those that were not
     * @param notRecorded how many verdicts there are live of gates that no record can answer for
     */
    public record Result(
            int ticks,
            int verdicts,
            List<Difference> differences,
            Map<String, Integer> notRecorded) {}

    /** What was asked at a tick, and what was said. */
    private record Tick(GateSet asked, Instant stageBegan, List<Finding> findings) {}

    private final ReleaseAnalysis analysis;
    private final Map<Instant, Tick> ticks;
    private final List<Difference> differences = new ArrayList<>();
    private final Map<String, Integer> notRecorded = new TreeMap<>();
    private int judged;
    private int verdicts;

    private LiveComparison(Plan plan, Map<Instant, Tick> ticks) {
        this.ticks = ticks;
        Versions versions = new Versions(plan.stable().version(), plan.canary().version());
        AvailableSignals recorded =
                new AvailableSignals(
                        false, true, true, true, true, plan.database() != null, true, true, true);
        analysis =
                new ReleaseAnalysis(
                        new Gates(plan.gates(), versions, plan.alpha(), recorded),
                        versions,
                        plan.canary().replicas(),
                        new History(plan.gates().longestWindow()));
    }

    /**
     * Compares; throws {@link RecordingException} where one of the files cannot be read.
     *
     * @param plan the release's own
     */
    public static Result of(Path record, Path journal, Plan plan) {
        Map<Instant, Tick> ticks = ticks(entries(journal));
        if (ticks.isEmpty()) {
            throw new RecordingException(journal + " has no verdict");
        }
        LiveComparison comparison = new LiveComparison(plan, ticks);
        new Recording(record).read(comparison::add);
        return comparison.result();
    }

    private static List<Entry> entries(Path journal) {
        try {
            if (!Files.isRegularFile(journal)) {
                throw new RecordingException(journal + " is not a regular file");
            }
            if (Files.size(journal) > MOST_BYTES) {
                throw new RecordingException(
                        "%s is larger than %d bytes".formatted(journal, MOST_BYTES));
            }
            return Journal.read(journal);
        } catch (JournalException | IOException | UncheckedIOException e) {
            throw new RecordingException(
                    RecordingLine.sentence(
                            "%s cannot be read: %s".formatted(journal, e.getMessage())));
        }
    }

    /** The phase before a tick says what was asked in it. */
    private static Map<Instant, Tick> ticks(List<Entry> entries) {
        Map<Instant, Tick> ticks = new HashMap<>();
        Phase phase = null;
        Instant stageBegan = Instant.MIN;
        for (Entry entry : entries) {
            if (phase != null && phase.gates() != GateSet.NONE) {
                ticks.put(entry.at(), new Tick(phase.gates(), stageBegan, entry.findings()));
            }
            phase = entry.phase();
            stageBegan = phase.stageBegan(stageBegan);
        }
        return ticks;
    }

    private boolean add(Snapshot snapshot) {
        analysis.observe(snapshot);
        Tick tick = ticks.remove(snapshot.at());
        if (tick != null) {
            judged++;
            compare(snapshot.at(), tick);
        }
        return true;
    }

    private void compare(Instant at, Tick tick) {
        Judgement again = analysis.judge(tick.asked(), tick.stageBegan(), ProbeResults.NONE);
        for (Finding live : tick.findings()) {
            if (NOT_RECORDED.contains(live.gate())) {
                notRecorded.merge(live.gate(), 1, Integer::sum);
                continue;
            }
            Verdict found = verdict(again.findings(), live.gate()).orElse(null);
            if (live.verdict().equals(found)) {
                verdicts++;
            } else {
                differences.add(new Difference(at, live.gate(), live.verdict(), found));
            }
        }
        for (Finding more : again.findings()) {
            if (verdict(tick.findings(), more.gate()).isEmpty()) {
                differences.add(new Difference(at, more.gate(), null, more.verdict()));
            }
        }
    }

    private static Optional<Verdict> verdict(List<Finding> findings, String gate) {
        return findings.stream()
                .filter(finding -> finding.gate().equals(gate))
                .map(Finding::verdict)
                .findFirst();
    }

    /** Ticks of which the record has no line could not be judged again. */
    private Result result() {
        new TreeMap<>(ticks)
                .forEach(
                        (at, tick) ->
                                tick.findings()
                                        .forEach(
                                                live ->
                                                        differences.add(
                                                                new Difference(
                                                                        at,
                                                                        live.gate(),
                                                                        live.verdict(),
                                                                        null))));
        return new Result(judged, verdicts, List.copyOf(differences), notRecorded);
    }
}
