package canary.kubernetes.store;

import canary.kubernetes.api.ApiFailure;
import canary.kubernetes.api.KubernetesApi;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Objects of one kind in one namespace. What the API server does not answer or refuses is an {@link
 * ApiFailure}; that another hand was faster is a result.
 */
class KubeObjects<T extends HasMetadata> {

    private final KubernetesApi api;
    private final Class<T> type;

    KubeObjects(KubernetesApi api, Class<T> type) {
        this.api = api;
        this.type = type;
    }

    Optional<T> find(String name) {
        return Optional.ofNullable(api.find(asked("get", name), () -> all().withName(name).get()));
    }

    /** All with these labels. */
    List<T> list(Map<String, String> labels) {
        return api.call(
                asked("list", "with " + new TreeMap<>(labels)),
                () -> all().withLabels(labels).list().getItems());
    }

    /** As it is kept now; empty where one of the name exists. */
    Optional<T> create(T item) {
        return unlessConflict(
                asked("create", name(item)),
                () -> api.client().resource(item).inNamespace(api.namespace()).create());
    }

    /**
     * As it is kept now; empty where it is not the version any more that the item was read as, or
     * is gone.
     */
    Optional<T> replace(T item) {
        return unlessConflict(
                asked("update", name(item)),
                () -> api.client().resource(item).inNamespace(api.namespace()).update());
    }

    /** Merges JSON into what is there; empty where nothing is. */
    Optional<T> merge(String name, String patch) {
        return unlessConflict(
                asked("patch", name),
                () -> all().withName(name).patch(PatchContext.of(PatchType.JSON_MERGE), patch));
    }

    /** Deletes; none of the name is no failure. */
    void delete(String name) {
        api.call(asked("delete", name), () -> all().withName(name).delete());
    }

    private NonNamespaceOperation<T, KubernetesResourceList<T>, Resource<T>> all() {
        return api.client().resources(type).inNamespace(api.namespace());
    }

    private String asked(String verb, String object) {
        return "%s %s %s".formatted(verb, type.getSimpleName(), object);
    }

    private static String name(HasMetadata item) {
        return item.getMetadata().getName();
    }

    private Optional<T> unlessConflict(String asked, Supplier<@Nullable T> call) {
        try {
            return Optional.ofNullable(api.find(asked, call));
        } catch (ApiFailure e) {
            if (e.isConflict() || e.isMissing()) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
