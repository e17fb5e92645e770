package canary.kubernetes.routes;

import canary.kubernetes.api.JsonPatch;
import canary.kubernetes.api.KubernetesApi;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The versions that the app's DestinationRule knows; others' subsets are left as they are. */
final class Subsets {

    private static final String PATH = "/spec/subsets";

    private final KubernetesApi api;

    Subsets(KubernetesApi api) {
        this.api = api;
    }

    /** Adds what is missing. A route to a subset that nobody declared answers 503 to everybody. */
    void declare(Collection<String> versions) {
        GenericKubernetesResource rule =
                api.find(
                        "get DestinationRule " + api.app(),
                        () -> RouteObjects.DESTINATION_RULE.named(api, api.app()).get());
        if (rule == null) {
            throw KubernetesApi.failure(
                    ("there is no DestinationRule %s in namespace %s: routes need its subsets"
                                    + " (apply istio/destination-rule.yaml)")
                            .formatted(api.app(), api.namespace()));
        }
        List<Object> missing = new ArrayList<>();
        Object declared = rule.get("spec", "subsets");
        for (String version : versions) {
            requireOwn(declared, version);
            if (!isDeclared(declared, version)) {
                missing.add(Map.of("name", version, "labels", Map.of("version", version)));
            }
        }
        if (!missing.isEmpty()) {
            String patch = patch(declared, missing).text();
            api.call(
                    "add subsets to DestinationRule " + api.app(),
                    () ->
                            RouteObjects.DESTINATION_RULE
                                    .named(api, api.app())
                                    .patch(JsonPatch.CONTEXT, patch));
        }
    }

    /** Tests the list as it was read: two who add the same subset must not both do so. */
    private static JsonPatch patch(@Nullable Object declared, List<Object> missing) {
        if (!(declared instanceof List<?> subsets)) {
            return new JsonPatch().add(PATH, missing);
        }
        JsonPatch patch = new JsonPatch().test(PATH, subsets);
        missing.forEach(each -> patch.add(PATH + "/-", each));
        return patch;
    }

    /** Users who are sent to a version must not come to another by a name. */
    private void requireOwn(@Nullable Object declared, String version) {
        List<?> subsets = declared instanceof List<?> list ? list : List.of();
        for (Object each : subsets) {
            if (each instanceof Map<?, ?> subset
                    && version.equals(subset.get("name"))
                    && !(subset.get("labels") instanceof Map<?, ?> labels
                            && version.equals(labels.get("version")))) {
                throw KubernetesApi.failure(
                        "subset %s of DestinationRule %s selects pods by %s, not by the label version: %s"
                                .formatted(version, api.app(), subset.get("labels"), version));
            }
        }
    }

    private static boolean isDeclared(@Nullable Object declared, String version) {
        return declared instanceof List<?> subsets
                && subsets.stream()
                        .anyMatch(
                                it ->
                                        it instanceof Map<?, ?> subset
                                                && version.equals(subset.get("name")));
    }
}
