package canary.operations;

import canary.agent.io.KeptRelease;
import canary.agent.io.Releases;
import canary.journal.Entry;
import canary.plan.PlanException;
import canary.report.ReleaseSummary;

import java.util.ArrayList;
import java.util.List;

/** What is left of the releases of a place. */
public final class ReleaseHistory {

    private ReleaseHistory() {}

    /** A line for each that has begun, the one begun last at the end. */
    public static List<ReleaseSummary> of(Releases releases) {
        List<ReleaseSummary> all = new ArrayList<>();
        for (KeptRelease release : releases.list()) {
            List<Entry> entries = release.peek();
            if (!entries.isEmpty()) {
                all.add(summary(release, entries));
            }
        }
        return all;
    }

    /** From a journal that has at least its opening entry. */
    public static ReleaseSummary summary(KeptRelease release, List<Entry> entries) {
        try {
            return ReleaseSummary.of(release.planToLookAt(), entries);
        } catch (PlanException e) {
            return ReleaseSummary.withoutPlan(
                    release.name(), entries, String.join(", ", e.problems()));
        }
    }
}
