package canary.kubernetes.workloads;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** What the API says of pods, in the terms of the seam. */
final class PodStates {

    static final String EVICTED = "Evicted";

    private final String app;
    private final PodAddresses addresses;

    /**
     * @param app names the container that runs the version
     */
    PodStates(String app, PodAddresses addresses) {
        this.app = app;
        this.addresses = addresses;
    }

    /**
     * The copies that should be running: without those that are being deleted and those that are
     * over. A copy that was evicted is made anew under another name: the new one tells it.
     */
    List<canary.cluster.Pod> copies(String version, List<Pod> pods) {
        List<canary.cluster.Pod> copies = new ArrayList<>();
        pods.stream()
                .filter(PodStates::isMeant)
                .sorted(Comparator.comparing(it -> it.getMetadata().getName()))
                .forEach(pod -> copies.add(copy(version, pod)));
        pods.stream().filter(PodStates::isEvicted).forEach(evicted -> replacement(copies, evicted));
        return copies;
    }

    static boolean isMeant(Pod pod) {
        String phase = phase(pod);
        return pod.getMetadata().getDeletionTimestamp() == null
                && !phase.equals("Succeeded")
                && !phase.equals("Failed");
    }

    static boolean isEvicted(Pod pod) {
        return pod.getStatus() != null && EVICTED.equals(pod.getStatus().getReason());
    }

    private static String phase(Pod pod) {
        return pod.getStatus() == null ? "" : Objects.toString(pod.getStatus().getPhase(), "");
    }

    /** The oldest copy that began after an eviction and ended by nothing else took its place. */
    private static void replacement(List<canary.cluster.Pod> copies, Pod evicted) {
        Instant before = time(evicted.getMetadata().getCreationTimestamp());
        int oldest = -1;
        Instant oldestBegan = Instant.MAX;
        for (int i = 0; i < copies.size(); i++) {
            Instant began = copies.get(i).startedAt();
            if (copies.get(i).lastEnd() == null
                    && began != null
                    && (before == null || began.isAfter(before))
                    && began.isBefore(oldestBegan)) {
                oldest = i;
                oldestBegan = began;
            }
        }
        if (oldest >= 0) {
            copies.set(oldest, ended(copies.get(oldest), EVICTED));
        }
    }

    private static canary.cluster.Pod ended(canary.cluster.Pod pod, String lastEnd) {
        return new canary.cluster.Pod(
                pod.name(),
                pod.version(),
                pod.ready(),
                pod.restarts(),
                pod.api(),
                pod.management(),
                pod.startedAt(),
                lastEnd);
    }

    private canary.cluster.Pod copy(String version, Pod pod) {
        ContainerStatus status = status(pod);
        return new canary.cluster.Pod(
                pod.getMetadata().getName(),
                version,
                isReady(pod),
                status == null || status.getRestartCount() == null ? 0 : status.getRestartCount(),
                addresses.api(pod),
                addresses.management(pod),
                status == null ? null : startedAt(status),
                status == null ? null : lastEnd(status));
    }

    static boolean isReady(Pod pod) {
        PodCondition ready = condition(pod, "Ready");
        return ready != null && "True".equals(ready.getStatus());
    }

    static @Nullable PodCondition condition(Pod pod, String type) {
        if (pod.getStatus() == null) {
            return null;
        }
        return pod.getStatus().getConditions().stream()
                .filter(it -> type.equals(it.getType()))
                .findFirst()
                .orElse(null);
    }

    /** Of the container that runs the version: named as the app, or else the first. */
    @Nullable ContainerStatus status(Pod pod) {
        if (pod.getStatus() == null) {
            return null;
        }
        String name = container(pod);
        return pod.getStatus().getContainerStatuses().stream()
                .filter(it -> name.equals(it.getName()))
                .findFirst()
                .orElse(null);
    }

    String container(Pod pod) {
        List<Container> all = pod.getSpec().getContainers();
        return all.stream().anyMatch(it -> app.equals(it.getName())) || all.isEmpty()
                ? app
                : all.getFirst().getName();
    }

    private static @Nullable Instant startedAt(ContainerStatus status) {
        if (status.getState() != null && status.getState().getRunning() != null) {
            return time(status.getState().getRunning().getStartedAt());
        }
        ContainerStateTerminated ended = ended(status);
        return ended == null ? null : time(ended.getStartedAt());
    }

    private static @Nullable String lastEnd(ContainerStatus status) {
        ContainerStateTerminated ended = ended(status);
        return ended == null ? null : word(ended);
    }

    /** The end that came last, of the present process or the one before. */
    static @Nullable ContainerStateTerminated ended(ContainerStatus status) {
        if (status.getState() != null && status.getState().getTerminated() != null) {
            return status.getState().getTerminated();
        }
        return status.getLastState() == null ? null : status.getLastState().getTerminated();
    }

    /** The reason where it says something; else how it ended. */
    static String word(ContainerStateTerminated ended) {
        String reason = Objects.toString(ended.getReason(), "");
        if (!reason.isEmpty() && !reason.equals("Error") && !reason.equals("Completed")) {
            return reason;
        }
        Integer signal = ended.getSignal();
        return signal != null && signal != 0
                ? "signal " + signal
                : "exit " + Objects.requireNonNullElse(ended.getExitCode(), 0);
    }

    static @Nullable Instant time(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
