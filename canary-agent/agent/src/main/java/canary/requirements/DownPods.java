package canary.requirements;

import canary.counters.PodState;
import canary.counters.ScrapeStatus;
import canary.counters.Snapshot;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which pods of a version are down, and since when: those that cannot be read, as {@code up == 0}
 * has it, or where nobody tells how they are read, those that are not ready.
 */
final class DownPods {

    private final String version;
    private Map<String, Instant> since = Map.of();

    DownPods(String version) {
        this.version = version;
    }

    void add(Snapshot seen) {
        Map<String, Instant> down = new HashMap<>();
        boolean isTold = false;
        for (ScrapeStatus scrape : seen.scrapes()) {
            if (scrape.version().equals(version)) {
                isTold = true;
                Instant read = scrape.at();
                if (scrape.problem() != null && (read == null || read.isBefore(seen.at()))) {
                    down.put(scrape.source(), read == null ? seen.at() : read);
                }
            }
        }
        if (!isTold) {
            for (PodState pod : seen.podsOf(version)) {
                if (!pod.ready()) {
                    String name = pod.name() == null ? "a pod" : pod.name();
                    down.put(name, seen.at());
                }
            }
        }
        down.replaceAll((pod, at) -> earlier(at, since.get(pod)));
        since = down;
    }

    private static Instant earlier(Instant now, @Nullable Instant before) {
        return before == null || now.isBefore(before) ? now : before;
    }

    /** A pod that has been down for so long. */
    Optional<String> downFor(Duration time, Instant now) {
        return since.entrySet().stream()
                .filter(pod -> !pod.getValue().plus(time).isAfter(now))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst();
    }
}
