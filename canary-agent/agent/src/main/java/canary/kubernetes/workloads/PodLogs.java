package canary.kubernetes.workloads;

import canary.kubernetes.api.KubernetesApi;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.ContainerResource;

import java.io.UncheckedIOException;
import java.util.Objects;

/** The last lines that pods logged, bounded. */
final class PodLogs {

    private static final int LINES = 40;

    /** What the API server sends of them at most. */
    private static final int READ = 1 << 20;

    /** What is kept of a pod's. */
    private static final int KEPT = 16 << 10;

    private final KubernetesApi api;
    private final PodStates states;

    PodLogs(KubernetesApi api, PodStates states) {
        this.api = api;
        this.states = states;
    }

    /** Of the process that ended where one did: it says why. Why there are none, where so. */
    String lastLines(Pod pod) {
        String name = pod.getMetadata().getName();
        ContainerStatus status = states.status(pod);
        boolean hasEnded =
                status != null
                        && status.getLastState() != null
                        && status.getLastState().getTerminated() != null;
        try {
            String lines =
                    api.call(
                            "read the log of pod " + name,
                            () -> {
                                ContainerResource container =
                                        api.client()
                                                .pods()
                                                .inNamespace(api.namespace())
                                                .withName(name)
                                                .inContainer(states.container(pod))
                                                // Else it watches the pod until it is ready.
                                                .withReadyWaitTimeout(null);
                                var chosen =
                                        hasEnded
                                                ? container.terminated()
                                                : container.limitBytes(READ);
                                return chosen.tailingLines(LINES).getLog();
                            });
            return last(Objects.requireNonNullElse(lines, ""));
        } catch (UncheckedIOException e) {
            return "(" + e.getMessage() + ")";
        }
    }

    private static String last(String lines) {
        String text = lines.stripTrailing();
        return text.length() <= KEPT ? text : "..." + text.substring(text.length() - KEPT);
    }
}
