package canary.requirements;

import canary.counters.Snapshot;
import canary.counters.Tally;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The document's rules over a release's snapshots in their order: 5xx above 5 % of the requests of
 * five minutes for two minutes, P95 above 1 s likewise, a pod down for one minute; and at the end
 * of each stage its script, which looks once and passes where there is no number. Keeps the last
 * five minutes and no more. Not safe for use by several threads.
 */
public final class DocumentRules {

    private static final double MOST_ERRORS = 0.05;
    private static final double MOST_SECONDS = 1;
    private static final double QUANTILE = 0.95;
    private static final Duration LASTING = Duration.ofMinutes(2);
    private static final Duration DOWN = Duration.ofMinutes(1);

    private final String canary;
    private final List<DocumentCourse.StageSeen> stages = new ArrayList<>();
    private CountedAnswers answers;
    private DownPods pods;
    private @Nullable Instant errorsSince;
    private @Nullable Instant slowSince;
    private @Nullable Instant last;
    private @Nullable Instant cutAt;
    private String wrong = "";
    private String fired = "";
    private boolean isMeasured;
    private int weight;

    /**
     * @param canary the version on trial
     */
    public DocumentRules(String canary) {
        this.canary = canary;
        answers = new CountedAnswers(canary);
        pods = new DownPods(canary);
    }

    /** The same for another version, of which nothing has been seen until now. */
    public DocumentRules of(String version) {
        DocumentRules other = new DocumentRules(version);
        other.stages.addAll(stages);
        other.last = last;
        other.cutAt = cutAt;
        other.weight = weight;
        return other;
    }

    /** Adds the next snapshot; one that is not later than the newest is left out. */
    public void add(Snapshot seen) {
        Instant before = last;
        if (!fired.isEmpty() || (before != null && !seen.at().isAfter(before))) {
            return;
        }
        last = seen.at();
        if (seen.weight() == 0) {
            takeAway(seen.at());
            return;
        }
        cutAt = null;
        boolean isStageEnd = weight > 0 && seen.weight() > weight;
        if (isStageEnd && !wrong.isEmpty()) {
            last = before;
            fired = wrong + ", as the script reads at the end of the stage";
            return;
        }
        watch(before == null ? seen.at() : before, seen);
        ask(seen);
    }

    private void takeAway(Instant at) {
        if (weight > 0) {
            cutAt = at;
            weight = 0;
            answers = new CountedAnswers(canary);
            pods = new DownPods(canary);
            errorsSince = null;
            slowSince = null;
            wrong = "";
        }
    }

    private void watch(Instant before, Snapshot seen) {
        Duration more = Duration.between(before, seen.at());
        if (seen.weight() == weight) {
            DocumentCourse.StageSeen stage = stages.removeLast();
            stages.add(new DocumentCourse.StageSeen(weight, stage.length().plus(more)));
        } else {
            stages.add(new DocumentCourse.StageSeen(seen.weight(), more));
        }
        weight = seen.weight();
    }

    private void ask(Snapshot seen) {
        boolean isOfPods = !seen.series().isEmpty();
        answers.add(seen.at(), isOfPods ? "pods" : "mesh", isOfPods ? seen.series() : seen.mesh());
        pods.add(seen);
        Tally window = answers.window();
        double errors = window.errorShare();
        double p95 = window.quantile(QUANTILE).orElse(0);
        isMeasured |= window.requests() > 0;
        errorsSince = since(errorsSince, errors > MOST_ERRORS, seen.at());
        slowSince = since(slowSince, p95 > MOST_SECONDS, seen.at());
        String tooMany = "%.1f %% of its requests of five minutes fail, above 5 %%";
        String tooSlow = "P95 of five minutes is %.2f s, above 1 s";
        wrong =
                errors > MOST_ERRORS
                        ? text(tooMany, 100 * errors)
                        : p95 > MOST_SECONDS ? text(tooSlow, p95) : "";
        if (lasts(errorsSince, seen.at()) || lasts(slowSince, seen.at())) {
            fired =
                    lasts(errorsSince, seen.at())
                            ? text(tooMany, 100 * errors) + ", for two minutes"
                            : text(tooSlow, p95) + ", for two minutes";
        }
        pods.downFor(DOWN, seen.at())
                .ifPresent(pod -> fired = fired.isEmpty() ? pod + " is down for a minute" : fired);
    }

    private static String text(String format, double figure) {
        return String.format(Locale.ROOT, format, figure);
    }

    private static @Nullable Instant since(@Nullable Instant before, boolean holds, Instant now) {
        return holds ? (before == null ? now : before) : null;
    }

    private static boolean lasts(@Nullable Instant since, Instant now) {
        return since != null && !since.plus(LASTING).isAfter(now);
    }

    /** How many looks are kept. */
    int samples() {
        return answers.samples();
    }

    /** What would have come of it by now. */
    public DocumentCourse course() {
        if (stages.isEmpty()) {
            return new DocumentCourse(
                    canary, DocumentCourse.End.NO_TRAFFIC, last, "", stages, false);
        }
        DocumentCourse.End end =
                !fired.isEmpty()
                        ? DocumentCourse.End.ROLLED_BACK
                        : cutAt != null ? DocumentCourse.End.CUT_SHORT : DocumentCourse.End.GOES_ON;
        Instant at = cutAt != null ? cutAt : last;
        return new DocumentCourse(canary, end, at, fired, stages, isMeasured);
    }
}
