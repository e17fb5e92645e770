package canary.kubernetes.workloads;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodReadinessGate;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What keeps copies from being made or getting ready, as one clause: the cause nearest to the pods,
 * since all others follow from it.
 */
final class WorkloadProblems {

    private static final int LONGEST = 300;

    private static final Set<String> PULL =
            Set.of("ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull");

    /** What is on its way, and no problem. */
    private static final Set<String> UNDER_WAY = Set.of("ContainerCreating", "PodInitializing");

    private final PodStates states;

    WorkloadProblems(PodStates states) {
        this.states = states;
    }

    /** Empty where nothing is known. */
    String of(@Nullable Deployment deployment, List<Pod> pods) {
        for (Pod pod : pods) {
            if (PodStates.isMeant(pod) && !PodStates.isReady(pod)) {
                String problem = ofPod(pod);
                if (!problem.isEmpty()) {
                    return problem;
                }
            }
        }
        String problem = deployment == null ? "" : ofDeployment(deployment);
        return problem.isEmpty() ? evicted(pods) : problem;
    }

    private String ofPod(Pod pod) {
        String name = pod.getMetadata().getName();
        PodCondition scheduled = PodStates.condition(pod, "PodScheduled");
        if (scheduled != null && "False".equals(scheduled.getStatus())) {
            return "%s cannot be placed on a node: %s".formatted(name, cut(scheduled.getMessage()));
        }
        for (ContainerStatus status : pod.getStatus().getInitContainerStatuses()) {
            String problem = ofContainer(name, status);
            if (!problem.isEmpty()) {
                return problem;
            }
        }
        ContainerStatus status = states.status(pod);
        String problem = status == null ? "" : ofContainer(name, status);
        return problem.isEmpty() ? notReady(pod) : problem;
    }

    /** What a pod waits for whose containers run. */
    private static String notReady(Pod pod) {
        for (PodReadinessGate gate : pod.getSpec().getReadinessGates()) {
            PodCondition condition = PodStates.condition(pod, gate.getConditionType());
            if (condition == null || !"True".equals(condition.getStatus())) {
                return "%s waits for its readiness gate %s%s"
                        .formatted(
                                pod.getMetadata().getName(),
                                gate.getConditionType(),
                                condition == null ? "" : more(condition.getMessage()));
            }
        }
        return "";
    }

    private static String ofContainer(String pod, ContainerStatus status) {
        ContainerStateWaiting waiting =
                status.getState() == null ? null : status.getState().getWaiting();
        ContainerStateTerminated ended = PodStates.ended(status);
        if (waiting == null || waiting.getReason() == null) {
            boolean isRunning = status.getState() != null && status.getState().getRunning() != null;
            return ended == null || !hasFailed(ended) || isRunning ? "" : ends(pod, status, ended);
        }
        String reason = waiting.getReason();
        if (PULL.contains(reason)) {
            return "image %s cannot be pulled (%s%s)"
                    .formatted(status.getImage(), reason, more(waiting.getMessage()));
        }
        if (reason.equals("CrashLoopBackOff") && ended != null) {
            return ends(pod, status, ended);
        }
        return UNDER_WAY.contains(reason)
                ? ""
                : "%s cannot start (%s%s)".formatted(pod, reason, more(waiting.getMessage()));
    }

    private static boolean hasFailed(ContainerStateTerminated ended) {
        return !Objects.equals(ended.getExitCode(), 0);
    }

    private static String ends(String pod, ContainerStatus status, ContainerStateTerminated ended) {
        String word = PodStates.word(ended);
        String exit = "exit " + ended.getExitCode();
        return "%s of %s ends by itself: %s%s, %d restarts%s"
                .formatted(
                        status.getName(),
                        pod,
                        word,
                        word.equals(exit) ? "" : " (" + exit + ")",
                        Objects.requireNonNullElse(status.getRestartCount(), 0),
                        more(ended.getMessage()));
    }

    private static String ofDeployment(Deployment deployment) {
        if (deployment.getStatus() == null) {
            return "";
        }
        String late = "";
        for (DeploymentCondition condition : deployment.getStatus().getConditions()) {
            if ("ReplicaFailure".equals(condition.getType())
                    && "True".equals(condition.getStatus())) {
                return "pods cannot be made: " + cut(condition.getMessage());
            }
            if ("Progressing".equals(condition.getType())
                    && "False".equals(condition.getStatus())) {
                late = "its rollout does not progress: " + cut(condition.getMessage());
            }
        }
        return late;
    }

    private static String evicted(List<Pod> pods) {
        return pods.stream()
                .filter(PodStates::isEvicted)
                .map(
                        it ->
                                "%s was evicted: %s"
                                        .formatted(
                                                it.getMetadata().getName(),
                                                cut(it.getStatus().getMessage())))
                .findFirst()
                .orElse("");
    }

    private static String more(@Nullable String message) {
        String text = cut(message);
        return text.isEmpty() ? "" : ": " + text;
    }

    private static String cut(@Nullable String message) {
        String text = Objects.toString(message, "").strip().replaceAll("\\s+", " ");
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    }
}
