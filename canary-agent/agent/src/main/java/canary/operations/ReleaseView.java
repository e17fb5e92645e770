package canary.operations;

import canary.agent.io.KeptRelease;
import canary.gates.input.Limits;
import canary.journal.Entry;
import canary.measures.Gauge;
import canary.plan.Durations;
import canary.plan.Plan;
import canary.rollout.Ended;
import canary.rollout.Live;
import canary.rollout.Outcome;
import canary.rollout.Phase;
import canary.rollout.RequestCounts;
import canary.verdict.Finding;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a release stands, for people and programs.
 *
 * @param phase as one word
 * @param where the phase with its weight
 * @param outcome how it ended, or what it waits for; {@code under-way} else
 * @param since when the phase began
 * @param why the newest decision in a sentence
 * @param weight share of the canary that the mesh showed, percent; null where it did not answer
 * @param drift what changed the weight from outside; empty for nothing
 * @param traffic by version
 * @param isAtWork whether an agent is at work on it
 * @param lastTick when an agent last looked
 * @param trouble why the agent cannot be trusted to be well; empty where nothing says so
 * @param advice what a person should do now
 * @param decidedAt when a rollback was decided; null for none
 * @param verifiedAt when its proof was complete; null where it is not
 */
public record ReleaseView(
        String release,
        String stable,
        String canary,
        String phase,
        String where,
        String outcome,
        Instant began,
        Instant since,
        String why,
        @Nullable Integer weight,
        String drift,
        List<StageView> stages,
        List<GateView> gates,
        Map<String, RequestCounts> traffic,
        boolean isAtWork,
        Instant lastTick,
        String trouble,
        String advice,
        @Nullable Instant decidedAt,
        @Nullable Instant verifiedAt,
        List<Turn> timeline) {

    private static final Duration SILENCE = Duration.ofMinutes(1);

    /** The newest turns are shown; the report has them all. */
    private static final int MOST_TURNS = 50;

    /** How far a stage is. */
    public enum Progress {
        WAITING,
        NOW,
        PASSED
    }

    public record StageView(
            int weight, Duration watchAtLeast, Duration watchAtMost, Progress progress) {}

    /**
     * What a gate says, and on what.
     *
     * @param gravity of the verdict: 0 healthy, 1 undecided, 2 unmeasured, 3 shared, 4 harmful
     * @param gauges its values against their limits
     */
    public record GateView(
            String gate,
            String verdict,
            int gravity,
            String evidence,
            Map<String, Double> figures,
            List<Gauge> gauges) {}

    /** Something new was decided. */
    public record Turn(Instant at, String phase, @Nullable Integer weight, String why) {}

    /** Throws {@link RefusedException} where no agent has begun it. */
    public static ReleaseView of(KeptRelease release, Instant now) {
        List<Entry> entries = release.peek();
        Entry last = entries.isEmpty() ? Requests.last(release) : entries.getLast();
        Plan plan = release.planToLookAt();
        boolean isAtWork = release.isAtWork();
        Phase phase = last.phase();
        return new ReleaseView(
                release.name(),
                plan.stable().version(),
                plan.canary().version(),
                phase.word(),
                phase.line(plan),
                phase.outcome().map(Outcome::word).orElse("under-way"),
                entries.getFirst().at(),
                phase.since(),
                last.why(),
                last.weight(),
                last.drift().times() > 0 ? last.drift().words() : "",
                stages(plan, entries),
                last.findings().stream().map(finding -> gate(finding, plan.gates())).toList(),
                last.traffic(),
                isAtWork,
                last.at(),
                isAtWork ? silence(release, plan, now).orElse("") : "",
                phase.advice(plan),
                phase.decidedAt(),
                phase.verifiedAt(),
                timeline(entries));
    }

    private static GateView gate(Finding finding, Limits limits) {
        return new GateView(
                finding.gate(),
                finding.verdict().word(),
                finding.verdict().gravity(),
                finding.verdict().sentence(),
                finding.verdict().evidence().figures(),
                Gauge.of(finding, limits));
    }

    private static List<StageView> stages(Plan plan, List<Entry> entries) {
        Phase phase = entries.getLast().phase();
        int reached =
                entries.stream()
                        .map(Entry::phase)
                        .filter(Live.class::isInstance)
                        .mapToInt(live -> ((Live) live).step())
                        .max()
                        .orElse(-1);
        List<StageView> stages = new ArrayList<>();
        for (int i = 0; i < plan.stages().size(); i++) {
            Plan.Stage stage = plan.stages().get(i);
            Progress progress =
                    phase instanceof Live live && live.step() == i
                            ? Progress.NOW
                            : isPassed(phase, i, reached) ? Progress.PASSED : Progress.WAITING;
            stages.add(
                    new StageView(
                            stage.weight(), stage.watchAtLeast(), stage.watchAtMost(), progress));
        }
        return stages;
    }

    private static boolean isPassed(Phase phase, int stage, int reached) {
        return phase instanceof Ended.Promoted || stage < reached;
    }

    /** An agent at work writes at each tick; one that does not cannot, or hangs. */
    private static Optional<String> silence(KeptRelease release, Plan plan, Instant now) {
        Duration most = plan.interval().multipliedBy(3).plus(SILENCE);
        Duration silent = Duration.between(release.lastWritten(), now);
        return silent.compareTo(most) > 0
                ? Optional.of(
                        ("the agent has written nothing for %s: its disk may be full or read-only,"
                                        + " or the API server away; its console says why")
                                .formatted(Durations.write(silent)))
                : Optional.empty();
    }

    private static List<Turn> timeline(List<Entry> entries) {
        List<Turn> turns = new ArrayList<>();
        String before = "";
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            String word = entry.phase().word();
            if (!word.equals(before) || entry.order() != null || i == entries.size() - 1) {
                turns.add(new Turn(entry.at(), word, entry.weight(), entry.why()));
            }
            before = word;
        }
        return List.copyOf(turns.subList(Math.max(0, turns.size() - MOST_TURNS), turns.size()));
    }
}
