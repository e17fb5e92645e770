package canary.kubernetes.workloads;

import canary.kubernetes.api.ApiFailure;
import canary.kubernetes.api.ApiKind;
import canary.kubernetes.api.KubernetesApi;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;

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
    private final Autoscalers autoscalers;

    CanaryObjects(KubernetesApi api, Autoscalers autoscalers, String stable, String canary) {
        this.api = api;
        this.autoscalers = autoscalers;
        this.stable = stable;
        this.canary = canary;
    }

    /**
     * Makes Deployment, disruption budget and autoscaler as stable's are, whatever those are
     * called. The Deployment comes last: once it is there nothing is made again.
     */
    void make(String image, int replicas) {
        String obstacle = obstacle();
        if (!obstacle.isEmpty()) {
            throw KubernetesApi.failure(obstacle);
        }
        CanaryCopy copy = new CanaryCopy(api.app(), stable, canary);
        for (PodDisruptionBudget budget : budgets(stable)) {
            create(BUDGET, copy.object(tree(budget)));
        }
        autoscalers
                .of(stable)
                .ifPresent(
                        it ->
                                create(
                                        AUTOSCALER,
                                        copy.autoscaler(tree(it), Autoscalers.ownMin(it))));
        create(DEPLOYMENT, copy.deployment(source(), image, replicas));
    }

    private Map<String, Object> source() {
        Map<String, Object> source = find(DEPLOYMENT, stable);
        if (source == null) {
            throw KubernetesApi.failure(
                    "there is no Deployment %s in namespace %s to make %s from"
                            .formatted(api.name(stable), api.namespace(), api.name(canary)));
        }
        return source;
    }

    /** Why a canary's Deployment cannot be made from stable's; empty when it can. */
    String obstacle() {
        boolean isTold =
                source().get("spec") instanceof Map<?, ?> spec
                        && spec.get("selector") instanceof Map<?, ?> selector
                        && selector.toString().contains("version");
        return isTold
                ? ""
                : ("the selector of Deployment %s does not tell its version: the canary's pods"
                                + " would be taken for its own")
                        .formatted(api.name(stable));
    }

    /** Takes away what belongs to a version; what is not there is no failure. */
    void delete(String version) {
        autoscalers.of(version).ifPresent(it -> delete(AUTOSCALER, it.getMetadata().getName()));
        delete(DEPLOYMENT, api.name(version));
        budgets(version).forEach(it -> delete(BUDGET, it.getMetadata().getName()));
    }

    private void delete(ApiKind kind, String name) {
        api.call("delete %s %s".formatted(kind.kind(), name), () -> kind.named(api, name).delete());
    }

    /** Those that select the pods of a version and of no other. */
    private List<PodDisruptionBudget> budgets(String version) {
        return api
                .call(
                        "list PodDisruptionBudgets",
                        () ->
                                api.client()
                                        .policy()
                                        .v1()
                                        .podDisruptionBudget()
                                        .inNamespace(api.namespace())
                                        .list()
                                        .getItems())
                .stream()
                .filter(it -> selects(it.getSpec().getSelector(), version))
                .toList();
    }

    private boolean selects(@Nullable LabelSelector selector, String version) {
        if (selector == null) {
            return false;
        }
        Map<String, String> labels =
                Objects.requireNonNullElse(selector.getMatchLabels(), Map.of());
        boolean isOther = labels.containsKey("app") && !api.app().equals(labels.get("app"));
        boolean isNamed =
                version.equals(labels.get("version"))
                        || selector.getMatchExpressions().stream()
                                .anyMatch(
                                        it ->
                                                it.getKey().equals("version")
                                                        && it.getOperator().equals("In")
                                                        && it.getValues().equals(List.of(version)));
        return isNamed && !isOther;
    }

    private @Nullable Map<String, Object> find(ApiKind kind, String version) {
        GenericKubernetesResource found =
                api.find(
                        "get %s %s".formatted(kind.kind(), api.name(version)),
                        () -> kind.named(api, api.name(version)).get());
        return found == null ? null : tree(found);
    }

    @SuppressWarnings("unchecked") // an object of the API is a JSON object
    private Map<String, Object> tree(Object found) {
        return new LinkedHashMap<>(
                (Map<String, Object>)
                        api.client().getKubernetesSerialization().convertValue(found, Map.class));
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
