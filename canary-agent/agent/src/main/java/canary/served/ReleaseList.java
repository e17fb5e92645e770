package canary.served;

import canary.agent.io.KeptRelease;
import canary.journal.Entry;
import canary.operations.ReleaseHistory;
import canary.report.ReleaseSummary;
import canary.rollout.Ended;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Releases with what each found, cost and took. What is known of an ended one is kept: nothing is
 * added to its journal.
 */
final class ReleaseList {

    private final Map<String, Kept> ended = new HashMap<>();

    private record Kept(Instant lastWritten, Listed listed) {}

    /** One release of the list. */
    record Listed(
            String release,
            String stable,
            String canary,
            Instant began,
            @Nullable Instant ended,
            String phase,
            String outcome,
            String why,
            boolean isAtWork,
            List<String> found,
            long seconds,
            @Nullable Long rollbackSeconds,
            int weight,
            @Nullable Long users,
            long requests,
            long failed) {}

    /** Those that have begun, in the same order. */
    synchronized List<Listed> of(List<KeptRelease> releases) {
        ended.keySet().retainAll(releases.stream().map(KeptRelease::name).toList());
        List<Listed> all = new ArrayList<>();
        for (KeptRelease release : releases) {
            Instant lastWritten = release.lastWritten();
            Kept kept = ended.get(release.name());
            Listed listed =
                    kept != null && kept.lastWritten().equals(lastWritten)
                            ? kept.listed()
                            : listed(release);
            if (listed != null) {
                all.add(listed);
                if (listed.ended() != null && !listed.isAtWork()) {
                    ended.put(release.name(), new Kept(lastWritten, listed));
                }
            }
        }
        return all;
    }

    private static @Nullable Listed listed(KeptRelease release) {
        List<Entry> entries = release.peek();
        if (entries.isEmpty()) {
            return null;
        }
        ReleaseSummary summary = ReleaseHistory.summary(release, entries);
        boolean isEnded = entries.getLast().phase() instanceof Ended;
        return new Listed(
                release.name(),
                summary.stable(),
                summary.canary(),
                summary.beganAt(),
                isEnded ? summary.endedAt() : null,
                entries.getLast().phase().word(),
                summary.outcome(),
                entries.getLast().why(),
                release.isAtWork(),
                summary.found(),
                summary.seconds(),
                summary.rollbackSeconds(),
                summary.weight(),
                summary.users(),
                summary.requests(),
                summary.failed());
    }
}
