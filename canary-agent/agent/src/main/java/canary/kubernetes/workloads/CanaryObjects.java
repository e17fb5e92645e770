package canary.kubernetes.workloads;

import canary.kubernetes.api.ApiFailure;
import canary.kubernetes.api.ApiKind;
import canary.kubernetes.api.KubernetesApi;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes the objects of a canary that nobody has applied, and takes a version's away. */
final class CanaryObjects {

    private static final ApiKind DEPLOYMENT =
            new ApiKind("apps", "v1", "Deployment", "deployments");
    private static final ApiKind AUTOSCALER =
            new ApiKind("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers");
    private static final ApiKind BUDGET =
            new ApiKind("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets");

    private final KubernetesApi api;
    private final String stable;
    private final String canary;

    CanaryObjects(KubernetesApi api, String stable, String canary) {
        this.api = api;
        this.stable = stable;
        this.canary = canary;
    }

    /**
     * Makes Deployment, disruption budget and autoscaler as stable's are. The Deployment comes
     * last: once it is there nothing is made again.
     */
    void make(String image, int replicas) {
        CanaryCopy copy = new CanaryCopy(api.app(), stable, canary);
        Map<String, Object> source = find(DEPLOYMENT, stable);
        if (source == null) {
            throw KubernetesApi.failure(
                    "there is no Deployment %s in namespace %s to make %s from"
                            .formatted(api.name(stable), api.namespace(), api.name(canary)));
        }
        Map<String, Object> budget = find(BUDGET, stable);
        if (budget != null) {
            create(BUDGET, copy.object(budget));
        }
        Map<String, Object> autoscaler = find(AUTOSCALER, stable);
        if (autoscaler != null) {
            int min = Autoscalers.ownMin(typed(autoscaler));
            create(AUTOSCALER, copy.autoscaler(autoscaler, min));
        }
        create(DEPLOYMENT, copy.deployment(source, image, replicas));
    }

    /** Takes away what belongs to a version; what is not there is no failure. */
    void delete(String version) {
        for (ApiKind kind : List.of(AUTOSCALER, DEPLOYMENT, BUDGET)) {
            api.call(
                    "delete %s %s".formatted(kind.kind(), api.name(version)),
                    () -> kind.named(api, api.name(version)).delete());
        }
    }

    private @Nullable Map<String, Object> find(ApiKind kind, String version) {
        GenericKubernetesResource found =
                api.find(
                        "get %s %s".formatted(kind.kind(), api.name(version)),
                        () -> kind.named(api, api.name(version)).get());
        return found == null ? null : tree(found);
    }

    @SuppressWarnings("unchecked") // an object of the API is a JSON object
    private Map<String, Object> tree(GenericKubernetesResource found) {
        return new LinkedHashMap<>(
                (Map<String, Object>)
                        api.client().getKubernetesSerialization().convertValue(found, Map.class));
    }

    private HorizontalPodAutoscaler typed(Map<String, Object> tree) {
        return Objects.requireNonNull(
                api.client()
                        .getKubernetesSerialization()
                        .convertValue(tree, HorizontalPodAutoscaler.class));
    }

    /** Who was killed half-way finds some of it made already. */
    private void create(ApiKind kind, Map<String, Object> tree) {
        GenericKubernetesResource wanted =
                api.client()
                        .getKubernetesSerialization()
                        .convertValue(tree, GenericKubernetesResource.class);
        try {
            api.call(
                    "create %s %s".formatted(kind.kind(), api.name(canary)),
                    () -> kind.of(api, wanted).create());
        } catch (ApiFailure e) {
            if (!e.isConflict()) {
                throw e;
            }
        }
    }
}
