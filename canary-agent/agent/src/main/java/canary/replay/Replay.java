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
import canary.plan.Plan;
import canary.requirements.DocumentCourse;
import canary.rollout.Outcome;
import canary.verdict.Conclusion;
import canary.verdict.Evidence;
import canary.verdict.Finding;
import canary.verdict.Verdict;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Judges a recording with a plan's stages and limits, and the weights and times that it has, and
 * ends where the agent would have held the release or put stable back.
 */
public final class Replay {

    /**
     * What is known of a recording before it is judged.
     *
     * @param areNamed whether a plan names the versions; else the weights show which is which
     * @param lines how many there are
     * @param course what the requirements document's rules alone would have made of the release
     * @param remarks what is possible, and yet seldom meant
     */
    public record Opening(
            String stable,
            String canary,
            boolean areNamed,
            int lines,
            Instant from,
            Instant to,
            DocumentCourse course,
            List<String> remarks) {

        public Opening {
            remarks = List.copyOf(remarks);
        }
    }

    /** Hears what is said of a recording, and then of each tick. */
    public interface Listener {
        default void opening(Opening opening) {}

        /**
         * @param onTrial false where the canary had no traffic: nothing is decided then
         */
        void tick(Instant at, int weight, List<Finding> findings, boolean onTrial);
    }

    /**
     * The end.
     *
     * @param at when it was clear; the end of the recording where it was never
     * @param gate that decided; the empty string where all are healthy
     * @param leftOut gates that were not asked, and why: they have not passed
     */
    public record Decision(
            Outcome outcome, Instant at, String gate, Evidence evidence, List<String> leftOut) {

        public Decision {
            leftOut = List.copyOf(leftOut);
        }
    }

    private final Plan plan;
    private final String canary;
    private final Listener listener;
    private final Gates gates;
    private final ReleaseAnalysis analysis;
    private @Nullable Decision decision;
    private Instant stageBegan = Instant.MIN;
    private int weight = -1;
    private @Nullable Snapshot last;
    private Judgement judgement = new Judgement(List.of());

    private Replay(Plan plan, Roles.Pair roles, AvailableSignals signals, Listener listener) {
        this.plan = plan;
        this.canary = roles.canary();
        this.listener = listener;
        Versions versions = new Versions(roles.stable(), roles.canary());
        gates = new Gates(plan.gates(), versions, plan.alpha(), signals);
        History history = new History(plan.gates().longestWindow());
        analysis = new ReleaseAnalysis(gates, versions, roles.canaryPods(), history);
    }

    /**
     * Judges a file; throws {@link RecordingException} where it cannot be judged.
     *
     * @param plan stages and limits
     * @param isNamed whether the plan's versions are meant to be those of the recording
     */
    public static Decision of(Path file, Plan plan, boolean isNamed, Listener listener) {
        Recording recording = new Recording(file);
        Survey survey = new Survey(plan);
        int lines = recording.read(survey::add);
        if (lines == 0) {
            throw new RecordingException(file + " has no line");
        }
        Roles.Pair roles = survey.roles.pair(isNamed ? plan : null);
        listener.opening(
                new Opening(
                        roles.stable(),
                        roles.canary(),
                        isNamed,
                        lines,
                        Objects.requireNonNull(survey.first),
                        Objects.requireNonNull(survey.last),
                        survey.courses.of(roles.canary()),
                        survey.remarks.of(roles)));
        Replay replay = new Replay(plan, roles, survey.roles.signals(), listener);
        recording.read(replay::add);
        return replay.decision();
    }

    /** What must be known before the first line is judged. */
    private static final class Survey {
        private final Roles roles = new Roles();
        private final Courses courses = new Courses();
        private final Remarks remarks;
        private @Nullable Instant first;
        private @Nullable Instant last;

        Survey(Plan plan) {
            remarks = new Remarks(plan);
        }

        boolean add(Snapshot snapshot) {
            first = first == null ? snapshot.at() : first;
            last = snapshot.at();
            courses.add(snapshot);
            remarks.add(snapshot);
            return roles.add(snapshot);
        }
    }

    /** Takes a line; wants no more once it is clear how the release ends. */
    private boolean add(Snapshot snapshot) {
        if (last != null && !snapshot.at().isAfter(last.at())) {
            return true;
        }
        if (snapshot.weight() != weight) {
            weight = snapshot.weight();
            stageBegan = last == null ? snapshot.at() : last.at();
        }
        last = snapshot;
        analysis.observe(snapshot);
        judgement = analysis.judge(GateSet.LIVE, stageBegan, ProbeResults.NONE);
        listener.tick(snapshot.at(), weight, judgement.findings(), weight > 0);
        decision = weight > 0 ? watched(snapshot) : unwatched(snapshot);
        return decision == null;
    }

    private @Nullable Decision watched(Snapshot now) {
        Finding gravest = judgement.gravest().orElseThrow();
        return switch (conclusion(now).next()) {
            case WATCH_ON, PASS -> null;
            case HOLD -> decision(Outcome.HELD, now.at(), gravest);
            case ROLL_BACK -> decision(Outcome.ROLLED_BACK, now.at(), gravest);
        };
    }

    private Conclusion conclusion(Snapshot now) {
        return stage().watchTime()
                .conclude(judgement.verdict(), Duration.between(stageBegan, now.at()));
    }

    /** Where the canary should have no traffic, only traffic can be wrong. */
    private @Nullable Decision unwatched(Snapshot now) {
        return judgement.findings().stream()
                .filter(finding -> finding.gate().equals("split"))
                .filter(finding -> finding.verdict() instanceof Verdict.Harmful)
                .map(finding -> decision(Outcome.ROLLED_BACK, now.at(), finding))
                .findFirst()
                .orElse(null);
    }

    private Decision decision(Outcome outcome, Instant at, Finding finding) {
        return decision(outcome, at, finding.gate(), finding.verdict().evidence());
    }

    private Decision decision(Outcome outcome, Instant at, String gate, Evidence evidence) {
        return new Decision(outcome, at, gate, evidence, gates.leftOut());
    }

    private Decision decision() {
        if (decision != null) {
            return decision;
        }
        Snapshot end = Objects.requireNonNull(last);
        if (weight == 0) {
            return held(end, "the recording ends without traffic on " + canary);
        }
        Finding gravest = judgement.gravest().orElseThrow();
        if (!(gravest.verdict() instanceof Verdict.Healthy)) {
            return decision(Outcome.HELD, end.at(), gravest);
        }
        if (conclusion(end).next() != Conclusion.Next.PASS) {
            return held(
                    end,
                    "the recording ends after %s of the %s that a stage of %d %% is watched"
                            .formatted(
                                    text(Duration.between(stageBegan, end.at())),
                                    text(stage().watchAtLeast()),
                                    weight));
        }
        return decision(
                Outcome.PROMOTED,
                end.at(),
                "",
                Evidence.of(
                        "all gates are healthy at "
                                + weight
                                + " % at the end of the recording: "
                                + errors()));
    }

    /** What the errors gate says: it tells how small an effect would have been seen. */
    private String errors() {
        return judgement.findings().stream()
                .filter(finding -> finding.gate().equals("errors"))
                .map(finding -> finding.verdict().sentence())
                .findFirst()
                .orElse("");
    }

    private Decision held(Snapshot end, String why) {
        return decision(Outcome.HELD, end.at(), "", Evidence.of(why));
    }

    private Plan.Stage stage() {
        return plan.stageAt(weight);
    }

    private static String text(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
    }
}
