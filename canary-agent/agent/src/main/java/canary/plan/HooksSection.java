package canary.plan;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads what is done to the database, and when. */
final class HooksSection {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration WEEK = Duration.ofDays(7);

    /** RFC 1123; a Job's name has the release's and the hook's beside it. */
    private static final String CRON_JOB = "[a-z0-9]([-a-z0-9]{0,50}[a-z0-9])?";

    private HooksSection() {}

    /**
     * @param isCluster whether there is one to run Jobs
     */
    static Map<HookPoint, Hook> read(Section at, boolean isCluster) {
        Map<HookPoint, Hook> hooks = new EnumMap<>(HookPoint.class);
        for (HookPoint point : HookPoint.values()) {
            if (at.has(point.word())) {
                hooks.put(point, hook(at.section(point.word()), isCluster));
            }
        }
        at.refuseUnknown();
        return hooks;
    }

    private static Hook hook(Section at, boolean isCluster) {
        List<String> command = at.texts("command");
        String cronJob = at.has("cronJob") ? at.text("cronJob") : "";
        if (command.isEmpty() == cronJob.isEmpty()) {
            at.problem("", "needs either command or cronJob");
        }
        if (!cronJob.isEmpty() && !isCluster) {
            at.problem("cronJob", "needs a cluster; without one there is command");
        }
        if (!cronJob.isEmpty() && !cronJob.matches(CRON_JOB)) {
            at.problem(
                    "cronJob", "must be 1 to 52 of a-z, 0-9, '-', and begin and end without '-'");
        }
        return at.whole(new Hook(command, cronJob, at.duration("within", HOUR, SECOND, WEEK)));
    }
}
