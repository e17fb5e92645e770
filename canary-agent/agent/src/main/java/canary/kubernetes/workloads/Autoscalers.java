package canary.kubernetes.workloads;

import canary.kubernetes.api.JsonPatch;
import canary.kubernetes.api.KubernetesApi;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerList;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The autoscalers of the versions' Deployments. While a release runs they may not take a version
 * below what the release asked for; afterwards they are their owner's again.
 */
final class Autoscalers {

    private static final String MIN = "/spec/minReplicas";
    private static final String ANNOTATIONS = "/metadata/annotations";
    private static final String MARK = ANNOTATIONS + JsonPatch.step(Marks.MIN_REPLICAS);
    private static final String RAISED = ANNOTATIONS + JsonPatch.step(Marks.RAISED_TO);

    private final KubernetesApi api;

    Autoscalers(KubernetesApi api) {
        this.api = api;
    }

    /** The one that governs a version. */
    Optional<HorizontalPodAutoscaler> of(String version) {
        String name = api.name(version);
        return all().stream()
                .filter(it -> "Deployment".equals(it.getSpec().getScaleTargetRef().getKind()))
                .filter(it -> name.equals(it.getSpec().getScaleTargetRef().getName()))
                .findFirst();
    }

    private List<HorizontalPodAutoscaler> all() {
        return api.call("list HorizontalPodAutoscalers", () -> scalers().list().getItems());
    }

    /** From now on it keeps at least so many copies, or as many as it may. */
    void raise(String version, int replicas) {
        of(version)
                .ifPresent(
                        it -> {
                            int wanted = Math.min(replicas, it.getSpec().getMaxReplicas());
                            int min = min(it);
                            if (min < wanted) {
                                patch(it, raised(it, min, wanted));
                            }
                        });
    }

    private static JsonPatch raised(HorizontalPodAutoscaler it, int min, int wanted) {
        JsonPatch patch = new JsonPatch();
        if (it.getSpec().getMinReplicas() == null) {
            patch.add(MIN, wanted);
        } else {
            patch.test(MIN, min).replace(MIN, wanted);
        }
        Map<String, String> annotations = annotations(it);
        if (annotations.isEmpty()) {
            patch.add(ANNOTATIONS, Map.of());
        }
        // What an owner set since a release raised it is the owner's will from then on.
        if (!annotations.containsKey(Marks.MIN_REPLICAS) || !isAsRaised(it)) {
            patch.add(MARK, String.valueOf(min));
        }
        return patch.add(RAISED, String.valueOf(wanted));
    }

    /** Each of the given versions' keeps again as many as its owner wanted. */
    void putBack(List<String> versions) {
        List<String> names = versions.stream().map(api::name).toList();
        for (HorizontalPodAutoscaler it : all()) {
            String before = annotations(it).get(Marks.MIN_REPLICAS);
            if (before != null && names.contains(it.getSpec().getScaleTargetRef().getName())) {
                JsonPatch patch = new JsonPatch().remove(MARK);
                if (annotations(it).containsKey(Marks.RAISED_TO)) {
                    patch.remove(RAISED);
                }
                if (before.matches("[0-9]{1,9}") && isAsRaised(it)) {
                    patch.replace(MIN, Integer.parseInt(before));
                }
                patch(it, patch);
            }
        }
    }

    /** Whether nobody has set it since the release did. */
    private static boolean isAsRaised(HorizontalPodAutoscaler it) {
        String raised = annotations(it).get(Marks.RAISED_TO);
        return raised == null || raised.equals(String.valueOf(min(it)));
    }

    private static Map<String, String> annotations(HorizontalPodAutoscaler it) {
        return Objects.requireNonNullElse(it.getMetadata().getAnnotations(), Map.of());
    }

    /** The least that its owner wants, whatever a release asked for. */
    static int ownMin(HorizontalPodAutoscaler it) {
        String before = annotations(it).get(Marks.MIN_REPLICAS);
        return before != null && before.matches("[0-9]{1,9}") && isAsRaised(it)
                ? Integer.parseInt(before)
                : min(it);
    }

    private static int min(HorizontalPodAutoscaler it) {
        return Objects.requireNonNullElse(it.getSpec().getMinReplicas(), 1);
    }

    private void patch(HorizontalPodAutoscaler it, JsonPatch patch) {
        String name = it.getMetadata().getName();
        api.call(
                "patch HorizontalPodAutoscaler " + name,
                () -> scalers().withName(name).patch(JsonPatch.CONTEXT, patch.text()));
    }

    private NonNamespaceOperation<
                    HorizontalPodAutoscaler,
                    HorizontalPodAutoscalerList,
                    Resource<HorizontalPodAutoscaler>>
            scalers() {
        return api.client()
                .autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inNamespace(api.namespace());
    }
}
