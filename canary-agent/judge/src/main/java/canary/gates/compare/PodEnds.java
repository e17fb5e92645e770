package canary.gates.compare;

import canary.counters.PodState;
import canary.counters.Snapshot;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How often pods of a version ended: processes that were started again, pods that were replaced
 * under another name, pods that stopped being ready. Who was taken away because fewer are wanted,
 * and who was moved by the cluster, did not end by itself.
 */
public final class PodEnds implements Serializable {
    private static final Set<String> MOVED =
            Set.of("Evicted", "NodeDrained", "Preempted", "NodeLost", "TerminationByKubelet");

    private static final String BACK_OFF = "BackOff";

    /** What ended between two looks. */
    private record Ended(Instant at, int restarts, int replaced, int unready, int pods)
            implements Serializable {}

    private final String version;
    private final Duration window;
    private final ArrayDeque<Ended> recent = new ArrayDeque<>();
    private List<PodState> before = List.of();
    private @Nullable Integer desiredBefore;
    private boolean hasLooked;
    private boolean isBackingOff;
    private double added;
    private Map<String, String> reasons = Map.of();

    public PodEnds(String version, Duration window) {
        this.version = version;
        this.window = window;
    }

    /** Adds the next look, and forgets what is older than the window. */
    public void observe(Snapshot now) {
        added = 0;
        if (now.pods().isEmpty() || !now.at().equals(now.podsAt())) {
            return; // the cluster has not told anything new
        }
        List<PodState> pods = now.podsOf(version);
        Integer desired = now.desired().get(version);
        if (hasLooked) {
            int fewer = desired == null || desiredBefore == null ? 0 : desiredBefore - desired;
            Ended ended = ended(now.at(), pods, Math.max(0, fewer));
            added = (double) ended.restarts + ended.replaced;
            recent.addLast(ended);
        }
        while (!recent.isEmpty() && recent.getFirst().at.plus(window).isBefore(now.at())) {
            recent.removeFirst();
        }
        isBackingOff =
                pods.stream()
                        .map(PodState::lastEnd)
                        .anyMatch(end -> end != null && end.contains(BACK_OFF));
        reasons = reasons(pods);
        before = pods;
        desiredBefore = desired;
        hasLooked = hasLooked || !pods.isEmpty();
    }

    private Ended ended(Instant at, List<PodState> pods, int fewer) {
        boolean isNamed =
                pods.stream().allMatch(pod -> pod.name() != null)
                        && before.stream().allMatch(pod -> pod.name() != null);
        if (!isNamed) {
            int restarts = Math.max(0, restarts(pods) - restarts(before));
            // Who has left is not there to be ready.
            int unready = pods.size() < before.size() ? 0 : ready(before) - ready(pods);
            return new Ended(at, restarts, 0, Math.max(0, unready), pods.size());
        }
        Map<String, PodState> gone = new TreeMap<>();
        before.forEach(pod -> gone.put(name(pod), pod));
        int restarts = 0;
        int unready = 0;
        int came = 0;
        for (PodState pod : pods) {
            PodState was = gone.remove(name(pod));
            came += was == null ? 1 : 0;
            unready += was != null && was.ready() && !pod.ready() ? 1 : 0;
            int more = pod.restarts() - (was == null ? 0 : was.restarts());
            restarts += isMoved(pod) ? 0 : Math.max(0, more);
        }
        int left = (int) gone.values().stream().filter(pod -> !isMoved(pod)).count() - fewer;
        return new Ended(at, restarts, Math.max(0, Math.min(left, came)), unready, pods.size());
    }

    private static boolean isMoved(PodState pod) {
        return pod.lastEnd() != null && MOVED.contains(pod.lastEnd());
    }

    private static String name(PodState pod) {
        return String.valueOf(pod.name());
    }

    private static int ready(List<PodState> pods) {
        return (int) pods.stream().filter(PodState::ready).count();
    }

    private static int restarts(List<PodState> pods) {
        return pods.stream().mapToInt(PodState::restarts).sum();
    }

    private static Map<String, String> reasons(List<PodState> pods) {
        return pods.stream()
                .filter(pod -> pod.lastEnd() != null)
                .collect(
                        Collectors.toMap(
                                PodEnds::name,
                                pod -> String.valueOf(pod.lastEnd()),
                                (a, b) -> b,
                                TreeMap::new));
    }

    /**
     * How many ended by themselves within the window. Each pod may be replaced once, as when a node
     * is emptied or a deployment rolled. A process that is started again was not ready before, and
     * counts once; pods that stop being ready in the same moment have one cause, and count as one.
     */
    public int recent() {
        int restarts = recent.stream().mapToInt(Ended::restarts).sum();
        int replaced = recent.stream().mapToInt(Ended::replaced).sum();
        int unready = recent.stream().mapToInt(Ended::unready).sum();
        int pods = recent.stream().mapToInt(Ended::pods).max().orElse(0);
        boolean isTogether = recent.stream().filter(it -> it.unready > 0).count() < 2;
        return Math.max(
                restarts + Math.max(0, replaced - pods),
                isTogether ? Math.min(1, unready) : unready);
    }

    /** Restarts and replacements since the look before. */
    public double added() {
        return added;
    }

    /** How many pods there are. */
    public int pods() {
        return before.size();
    }

    /** Whether the cluster waits longer and longer before it starts a pod again. */
    public boolean isBackingOff() {
        return isBackingOff;
    }

    /** Why processes ended that were started again, by pod, as the cluster tells it. */
    public Map<String, String> reasons() {
        return reasons;
    }
}
