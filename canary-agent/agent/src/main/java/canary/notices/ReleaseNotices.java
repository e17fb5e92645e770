package canary.notices;

import canary.journal.Entry;
import canary.plan.Plan;
import canary.rollout.Ended;
import canary.rollout.Groundwork;
import canary.rollout.Live;
import canary.rollout.Phase;
import canary.rollout.Preparation;
import canary.rollout.Rollback;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What of a release is news to people who do not look at it. */
final class ReleaseNotices {

    private static final String HELD = "ReleaseHeld";
    private static final String STAGE = "ReleaseStage";

    /** News are over soon: they are no state. */
    private static final Duration NEWS = Duration.ofMinutes(5);

    /** So long a version that was rolled back has no alerts of its own (Alertmanager inhibits). */
    private static final Duration AFTERMATH = Duration.ofMinutes(30);

    /** A held release is held until somebody decides, whether its agent lives to say so or not. */
    private static final Duration HOLD = Duration.ofDays(1);

    private static final String RUNBOOKS = "ops/runbooks/";

    private final Plan plan;

    ReleaseNotices(Plan plan) {
        this.plan = plan;
    }

    /** What there is to say of a decision; empty where the phase is nobody's news. */
    Optional<AlertNotice> of(Entry entry) {
        return Optional.ofNullable(
                switch (entry.phase()) {
                    case Groundwork.Preflight it -> news(it, "ReleaseStarted", "has started");
                    case Live.Watching it -> news(it, STAGE, "has reached " + weight(it));
                    case Live.Baking it -> news(it, STAGE, "bakes at " + weight(it));
                    case Live.Held it -> held(it, it.why());
                    case Preparation.Paused it -> held(it, "paused, " + it.who());
                    case Rollback.Restoring it ->
                            rollback(it, "ReleaseRollingBack", "is rolled back", it.why());
                    case Ended it -> ended(it, entry.why());
                    case Phase _ -> null;
                });
    }

    private String weight(Live phase) {
        return "%d %% on %s".formatted(phase.weight(plan), plan.canary().version());
    }

    /** Whether a person is asked to decide. */
    static boolean isHold(AlertNotice notice) {
        return HELD.equals(notice.labels().get("alertname"));
    }

    /** That a hold is over, whoever began it; said of one that is not known it says nothing. */
    AlertNotice holdIsOver(Instant now) {
        return held(new Preparation.Paused(now, "", false), "decided").endingAt(now);
    }

    private AlertNotice news(Phase phase, String alert, String predicate) {
        String what =
                "%s beside %s: %s"
                        .formatted(
                                plan.canary().version(), plan.stable().version(), phase.line(plan));
        return notice(phase, alert, "info", predicate, what, "", NEWS);
    }

    private AlertNotice held(Phase phase, String why) {
        String predicate = "is held: a person must decide";
        return notice(phase, HELD, "warning", predicate, why, HELD, HOLD);
    }

    private AlertNotice rollback(Phase phase, String alert, String predicate, String why) {
        return notice(phase, alert, "critical", predicate, why, "ReleaseRolledBack", AFTERMATH);
    }

    private AlertNotice ended(Ended end, String why) {
        String told = "%s. %s".formatted(end.cause().orElse(why), end.advice(plan));
        return switch (end) {
            case Ended.Promoted it ->
                    notice(it, "ReleasePromoted", "info", "is promoted", told, "", NEWS);
            case Ended.RolledBack it -> {
                String proof = it.verifiedAt() == null ? "NOT PROVEN" : "and it is proven";
                yield rollback(it, "ReleaseRolledBack", "was rolled back, " + proof, told);
            }
            case Ended.Refused it ->
                    notice(it, "ReleaseRefused", "warning", "was refused", told, "", NEWS);
            case Ended.Failed it ->
                    notice(it, "ReleaseFailed", "critical", "has failed", told, "", NEWS);
        };
    }

    /**
     * @param predicate what is said of the release in a line
     * @param lasts how long it is so, if nothing else is told
     */
    private AlertNotice notice(
            Phase phase,
            String alert,
            String severity,
            String predicate,
            String description,
            String runbook,
            Duration lasts) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("alertname", alert);
        labels.put("severity", severity);
        labels.put("from", "canary-agent");
        labels.put("release", plan.release());
        labels.put("version", plan.canary().version());
        if (phase instanceof Live live && !alert.equals(HELD)) {
            labels.put("weight", String.valueOf(live.weight(plan)));
            labels.put("phase", live.word());
        }
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put("summary", "Release %s %s".formatted(plan.release(), predicate));
        annotations.put("description", description);
        if (!runbook.isEmpty()) {
            annotations.put("runbook", RUNBOOKS + runbook + ".md");
        }
        Instant since = phase.since();
        return new AlertNotice(labels, annotations, since, since.plus(lasts));
    }
}
