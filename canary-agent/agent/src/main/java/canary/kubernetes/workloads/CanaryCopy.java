package canary.kubernetes.workloads;

import canary.kubernetes.api.KubernetesApi;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Makes the canary's objects from stable's, as trees: whatever stable has, known here or not, the
 * canary has too, but for what names the version.
 *
 * @param app label {@code app}, and the name of the container that runs the version
 * @param stable version to copy
 * @param canary version of the copy
 */
record CanaryCopy(String app, String stable, String canary) {

    private static final String VERSION = "version";
    private static final String RECOMMENDED = "app.kubernetes.io/version";
    private static final String ENVIRONMENT = "ERP_VERSION";

    /** By these, programs know as theirs what they removed before: the copy is nobody's. */
    private static final List<String> TRACKING =
            List.of(
                    "argocd.argoproj.io/",
                    "meta.helm.sh/",
                    "kustomize.toolkit.fluxcd.io/",
                    "helm.toolkit.fluxcd.io/");

    private static final List<String> TRACKING_LABELS =
            List.of("app.kubernetes.io/managed-by", "app.kubernetes.io/instance", "helm.sh/chart");

    CanaryCopy(KubernetesApi api, String stable, String canary) {
        this(api.app(), stable, canary);
    }

    /** A Deployment that runs another image. */
    Map<String, Object> deployment(Map<String, Object> of, String image, int replicas) {
        Map<String, Object> copy = object(of);
        Map<String, Object> spec = child(copy, "spec");
        spec.put("replicas", replicas);
        spec.remove("paused");
        child(child(copy, "metadata"), "annotations").put(Marks.MADE_FROM, stable);
        Map<String, Object> template = child(spec, "template");
        if (template.get("metadata") instanceof Map<?, ?>) {
            forget(child(template, "metadata"), "kubectl.kubernetes.io/restartedAt");
        }
        Map<String, Object> pod = child(template, "spec");
        String old = Objects.toString(main(pod).get("image"), "");
        for (String list : List.of("containers", "initContainers")) {
            for (Map<String, Object> container : children(pod, list)) {
                if (old.equals(container.get("image"))) {
                    container.put("image", image);
                }
                nameVersion(container);
            }
        }
        return copy;
    }

    private void nameVersion(Map<String, Object> container) {
        for (Map<String, Object> variable : children(container, "env")) {
            if (ENVIRONMENT.equals(variable.get("name")) && variable.containsKey("value")) {
                variable.put("value", canary);
            }
        }
    }

    /** Of the object alone: in templates and selectors they may tell pods. */
    private static boolean isTracking(String label) {
        return TRACKING_LABELS.contains(label) || TRACKING.stream().anyMatch(label::startsWith);
    }

    /** An autoscaler of the canary's Deployment. */
    Map<String, Object> autoscaler(Map<String, Object> of, int minReplicas) {
        Map<String, Object> copy = object(of);
        Map<String, Object> spec = child(copy, "spec");
        spec.put("minReplicas", minReplicas);
        child(spec, "scaleTargetRef").put("name", app + "-" + canary);
        return copy;
    }

    /** Any other object of the version. */
    Map<String, Object> object(Map<String, Object> of) {
        Map<String, Object> copy = copied(of);
        copy.remove("status");
        Map<String, Object> before = child(copy, "metadata");
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", app + "-" + canary);
        for (String kept : List.of("namespace", "labels", "annotations")) {
            if (before.containsKey(kept)) {
                metadata.put(kept, Objects.requireNonNull(before.get(kept)));
            }
        }
        forget(metadata, "deployment.kubernetes.io/");
        forget(metadata, "kubectl.kubernetes.io/");
        forget(metadata, Marks.PREFIX);
        TRACKING.forEach(it -> forget(metadata, it));
        if (metadata.get("labels") instanceof Map<?, ?>) {
            child(metadata, "labels").keySet().removeIf(CanaryCopy::isTracking);
        }
        copy.put("metadata", metadata);
        return copy;
    }

    private static void forget(Map<String, Object> metadata, String prefix) {
        if (metadata.get("annotations") instanceof Map<?, ?>) {
            Map<String, Object> annotations = child(metadata, "annotations");
            annotations.keySet().removeIf(it -> it.startsWith(prefix));
            if (annotations.isEmpty()) {
                metadata.remove("annotations");
            }
        }
    }

    /** A deep copy in which labels and selectors say the canary's version. */
    private Map<String, Object> copied(Map<?, ?> of) {
        Map<String, Object> copy = new LinkedHashMap<>();
        of.forEach(
                (key, value) -> {
                    String name = String.valueOf(key);
                    Object its = copied(value);
                    if (its != null) {
                        copy.put(name, its);
                    }
                    if (isVersionsMap(name) && its instanceof Map<?, ?>) {
                        rename(child(copy, name));
                    } else if (name.equals("matchExpressions")) {
                        children(copy, name).forEach(this::renameValues);
                    }
                });
        return copy;
    }

    private @Nullable Object copied(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return copied(map);
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            for (Object each : list) {
                Object its = copied(each);
                if (its != null) {
                    copy.add(its);
                }
            }
            return copy;
        }
        return value;
    }

    private static boolean isVersionsMap(String name) {
        return name.equals("labels") || name.equals("matchLabels");
    }

    private void rename(Map<String, Object> labels) {
        for (String label : List.of(VERSION, RECOMMENDED)) {
            if (stable.equals(labels.get(label))) {
                labels.put(label, canary);
            }
        }
    }

    private void renameValues(Map<String, Object> expression) {
        if (List.of(VERSION, RECOMMENDED).contains(expression.get("key"))
                && expression.get("values") instanceof List<?> values) {
            List<Object> renamed = new ArrayList<>();
            values.forEach(it -> renamed.add(stable.equals(it) ? canary : it));
            expression.put("values", renamed);
        }
    }

    /** The container that runs the version: named as the app, or else the first. */
    private Map<String, Object> main(Map<String, Object> pod) {
        List<Map<String, Object>> all = children(pod, "containers");
        return all.stream()
                .filter(it -> app.equals(it.get("name")))
                .findFirst()
                .orElseGet(() -> all.isEmpty() ? Map.of() : all.getFirst());
    }

    @SuppressWarnings("unchecked") // JSON objects have no other keys
    private static Map<String, Object> child(Map<String, Object> of, String name) {
        Object child = of.computeIfAbsent(name, _ -> new LinkedHashMap<>());
        return (Map<String, Object>) child;
    }

    @SuppressWarnings("unchecked") // JSON objects have no other keys
    private static List<Map<String, Object>> children(Map<String, Object> of, String name) {
        List<Map<String, Object>> all = new ArrayList<>();
        if (of.get(name) instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof Map<?, ?>) {
                    all.add((Map<String, Object>) each);
                }
            }
        }
        return all;
    }
}
