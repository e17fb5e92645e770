package canary.kubernetes.routes;

import canary.kubernetes.api.ApiFailure;
import canary.kubernetes.api.JsonPatch;
import canary.kubernetes.api.KubernetesApi;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Resource;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * One field of one object that is only written over what was read: whoever writes it meanwhile is
 * seen at the next look, and not undone unseen. All other fields stay whoever's they are.
 */
final class GuardedField {

    private final KubernetesApi api;
    private final String object;
    private final String remedy;
    private final String field;
    private final Supplier<Resource<GenericKubernetesResource>> resource;

    /** Of the last look, or of an own write after it. */
    private volatile @Nullable GenericKubernetesResource seen;

    /**
     * @param object its kind and name
     * @param remedy what a person does where there is none
     * @param field below spec
     */
    GuardedField(
            KubernetesApi api,
            String object,
            String remedy,
            String field,
            Supplier<Resource<GenericKubernetesResource>> resource) {
        this.api = api;
        this.object = object;
        this.remedy = remedy;
        this.field = field;
        this.resource = resource;
    }

    /** Reads the object. */
    GenericKubernetesResource read() {
        GenericKubernetesResource found = api.find("get " + object, () -> resource.get().get());
        seen = found;
        if (found == null) {
            throw KubernetesApi.failure(
                    "there is no %s in namespace %s: %s"
                            .formatted(object, api.namespace(), remedy));
        }
        return found;
    }

    /** The object as it was last seen, read where it was not. */
    GenericKubernetesResource lastRead() {
        GenericKubernetesResource known = seen;
        return known == null ? read() : known;
    }

    @Nullable Object valueOf(GenericKubernetesResource it) {
        return it.get("spec", field);
    }

    /** Writes the field if it is still as it was last seen. */
    void write(Object value) {
        GenericKubernetesResource known = lastRead();
        Object before = valueOf(known);
        String path = "/spec/" + field;
        JsonPatch patch =
                before == null
                        ? new JsonPatch()
                                .test(
                                        "/metadata/resourceVersion",
                                        known.getMetadata().getResourceVersion())
                                .add(path, value)
                        : new JsonPatch().test(path, before).replace(path, value);
        // What is there after a failure nobody knows.
        seen = null;
        try {
            seen =
                    api.call(
                            "patch " + object,
                            () -> resource.get().patch(JsonPatch.CONTEXT, patch.text()));
        } catch (ApiFailure e) {
            if (e.code() != 0 && !Objects.equals(valueOf(read()), before)) {
                throw KubernetesApi.failure(
                        "somebody else changed %s meanwhile; it is looked at again at the next tick"
                                .formatted(object));
            }
            throw e;
        }
    }
}
