package canary.replay;

import canary.counters.History;
import canary.counters.Snapshot;
import canary.gates.Gates;
import canary.gates.Judgement;
import canary.gates.input.AvailableSignals;
import canary.gates.input.GateInput;
import canary.gates.input.Limits;
import canary.gates.input.Versions;
import canary.plan.Plan;
import canary.rollout.Outcome;
import canary.verdict.Evidence;
import canary.verdict.Finding;
import canary.verdict.Verdict;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Judges a recording with a plan's stages and limits, and the weights and times that it has. */
public final class Replay {

    /** Hears what is said of each tick. */
    public interface Listener {
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
    private final Roles.Pair versions;
    private final Listener listener;
    private final History history;
    private final Gates gates;
    private @Nullable Decision decision;
    private Instant stageBegan = Instant.MIN;
    private int weight = -1;
    private @Nullable Snapshot last;
    private Judgement judgement = new Judgement(List.of());

    private Replay(Plan plan, Roles.Pair versions, AvailableSignals signals, Listener listener) {
        this.plan = plan;
        this.versions = versions;
        this.listener = listener;
        Limits limits = plan.gates();
        Duration errors = limits.errors().window();
        Duration latency = limits.latency().window();
        history = new History(errors.compareTo(latency) > 0 ? errors : latency);
        gates =
                new Gates(
                        limits,
                        new Versions(versions.stable(), versions.canary()),
                        plan.alpha(),
                        signals);
    }

    /**
     * Judges a file; throws {@link RecordingException} where it cannot be judged.
     *
     * @param plan stages and limits
     * @param isNamed whether the plan's versions are meant to be those of the recording
     */
    public static Decision of(Path file, Plan plan, boolean isNamed, Listener listener) {
        Recording recording = new Recording(file);
        Roles roles = new Roles();
        if (recording.read(roles::add) == 0) {
            throw new RecordingException(file + " has no line");
        }
        Replay replay =
                new Replay(plan, roles.pair(isNamed ? plan : null), roles.signals(), listener);
        recording.read(replay::add);
        return replay.decision();
    }

    /** Takes a line; wants no more after the first harm. */
    private boolean add(Snapshot snapshot) {
        if (last != null && !snapshot.at().isAfter(last.at())) {
            return true;
        }
        if (snapshot.weight() != weight) {
            weight = snapshot.weight();
            stageBegan = last == null ? snapshot.at() : last.at();
            history.mark(stageBegan);
        }
        last = snapshot;
        history.add(snapshot);
        gates.observe(snapshot);
        judgement = Judgement.of(gates.live(), input(snapshot));
        boolean isOnTrial = weight > 0;
        listener.tick(snapshot.at(), weight, judgement.findings(), isOnTrial);
        for (Finding finding : judgement.findings()) {
            if (finding.verdict() instanceof Verdict.Harmful
                    && (isOnTrial || finding.gate().equals("split"))) {
                decision = decision(Outcome.ROLLED_BACK, snapshot.at(), finding);
                return false;
            }
        }
        return true;
    }

    private GateInput input(Snapshot snapshot) {
        return new GateInput(
                snapshot.at(),
                stageBegan,
                versions.stable(),
                versions.canary(),
                versions.canaryPods(),
                history,
                List.of(),
                snapshot.pods().isEmpty() ? null : snapshot.at(),
                null,
                null,
                List.of());
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
            return held(end, "the recording ends without traffic on " + versions.canary());
        }
        Finding gravest =
                judgement.findings().stream()
                        .max(Comparator.comparingInt(finding -> finding.verdict().gravity()))
                        .orElseThrow();
        if (!(gravest.verdict() instanceof Verdict.Healthy)) {
            return decision(Outcome.HELD, end.at(), gravest);
        }
        Duration watched = Duration.between(stageBegan, end.at());
        Duration least = watchAtLeast();
        if (watched.compareTo(least) < 0) {
            return held(
                    end,
                    "the recording ends after %s of the %s that a stage of %d %% is watched"
                            .formatted(text(watched), text(least), weight));
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

    /** Of the plan's last stage up to the recorded weight. */
    private Duration watchAtLeast() {
        Duration least = plan.stages().getFirst().watchAtLeast();
        for (Plan.Stage stage : plan.stages()) {
            if (stage.weight() <= weight) {
                least = stage.watchAtLeast();
            }
        }
        return least;
    }

    private static String text(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
    }
}
