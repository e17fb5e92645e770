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
        if (it.getMetadata().getAnnotations() == null
                || it.getMetadata().getAnnotations().isEmpty()) {
            patch.add(ANNOTATIONS, Map.of(Marks.MIN_REPLICAS, String.valueOf(min)));
        } else if (!it.getMetadata().getAnnotations().containsKey(Marks.MIN_REPLICAS)) {
            patch.add(MARK, String.valueOf(min));
        }
        return patch;
    }

    /** Each of the given versions' keeps again as many as its owner wanted. */
    void putBack(List<String> versions) {
        List<String> names = versions.stream().map(api::name).toList();
        for (HorizontalPodAutoscaler it : all()) {
            Map<String, String> annotations = it.getMetadata().getAnnotations();
            String before = annotations == null ? null : annotations.get(Marks.MIN_REPLICAS);
            if (before != null && names.contains(it.getSpec().getScaleTargetRef().getName())) {
                JsonPatch patch = new JsonPatch().remove(MARK);
                if (before.matches("[0-9]{1,9}")) {
                    patch.replace(MIN, Integer.parseInt(before));
                }
                patch(it, patch);
            }
        }
    }

    /** The least that its owner wants, whatever a release asked for. */
    static int ownMin(HorizontalPodAutoscaler it) {
        Map<String, String> annotations = it.getMetadata().getAnnotations();
        String before = annotations == null ? null : annotations.get(Marks.MIN_REPLICAS);
        return before != null && before.matches("[0-9]{1,9}") ? Integer.parseInt(before) : min(it);
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
