package canary.judge;

import canary.counters.PodState;
import canary.counters.Snapshot;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * When the youngest process of each version began: as the cluster tells it, else when a pod turned
 * up or was restarted. Pods that were there at the first look have run for nobody knows how long,
 * and count as warm.
 */
final class PodStarts implements Serializable {
    /** Clocks of cluster and agent may differ by so much. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private record Seen(int pods, int restarts) implements Serializable {
        static final Seen NOTHING = new Seen(0, 0);
    }

    private final Map<String, Seen> seen = new HashMap<>();
    private final Map<String, Instant> youngest = new HashMap<>();
    private @Nullable Instant last;

    void add(Snapshot now) {
        Map<String, Seen> next = new HashMap<>();
        for (PodState pod : now.pods()) {
            next.merge(
                    pod.version(),
                    new Seen(1, pod.restarts()),
                    (a, b) -> new Seen(a.pods + b.pods, a.restarts + b.restarts));
            Instant told = pod.startedAt();
            if (told != null && !told.isAfter(now.at().plus(SKEW))) {
                began(pod.version(), told);
            }
        }
        next.forEach(
                (version, is) -> {
                    Seen was = seen.getOrDefault(version, Seen.NOTHING);
                    boolean isMore = is.pods > was.pods || is.restarts > was.restarts;
                    if (last != null && isMore && !isTold(now, version)) {
                        began(version, now.at());
                    }
                });
        if (!now.pods().isEmpty()) {
            seen.clear();
            seen.putAll(next);
            last = now.at();
        }
    }

    private static boolean isTold(Snapshot now, String version) {
        return now.podsOf(version).stream().allMatch(pod -> pod.startedAt() != null);
    }

    private void began(String version, Instant at) {
        youngest.merge(version, at, (a, b) -> b.isAfter(a) ? b : a);
    }

    /** When the youngest process of a version began; empty where all have always been there. */
    Optional<Instant> youngest(String version) {
        return Optional.ofNullable(youngest.get(version));
    }

    /** Whether a process of a version began after a moment. */
    boolean hasBegunSince(String version, @Nullable Instant since) {
        Instant at = youngest.get(version);
        return at != null && since != null && at.isAfter(since);
    }
}
