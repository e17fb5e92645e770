package canary.kubernetes.store;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Objects of one kind in one namespace. What the API server does not answer or refuses is an {@link
 * UncheckedIOException} of one sentence; that another hand was faster is a result.
 */
class KubeObjects<T extends HasMetadata> {

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final KubernetesClient client;
    private final Class<T> type;
    private final String namespace;

    KubeObjects(KubernetesClient client, Class<T> type, String namespace) {
        this.client = client;
        this.type = type;
        this.namespace = namespace;
    }

    Optional<T> find(String name) {
        return call(
                "get " + name,
                () -> {
                    @Nullable T found =
                            client.resources(type).inNamespace(namespace).withName(name).get();
                    return Optional.ofNullable(found);
                });
    }

    /** All with these labels. */
    List<T> list(Map<String, String> labels) {
        return call(
                "list " + labels,
                () ->
                        client.resources(type)
                                .inNamespace(namespace)
                                .withLabels(labels)
                                .list()
                                .getItems());
    }

    /** As it is kept now; empty where one of the name exists. */
    Optional<T> create(T item) {
        return unlessConflict(
                "create " + name(item),
                () -> client.resource(item).inNamespace(namespace).create());
    }

    /**
     * As it is kept now; empty where it is not the version any more that the item was read as, or
     * is gone.
     */
    Optional<T> replace(T item) {
        return unlessConflict(
                "update " + name(item),
                () -> client.resource(item).inNamespace(namespace).update());
    }

    /** Merges JSON into what is there; empty where nothing is. */
    Optional<T> merge(String name, String patch) {
        return unlessConflict(
                "patch " + name,
                () ->
                        client.resources(type)
                                .inNamespace(namespace)
                                .withName(name)
                                .patch(PatchContext.of(PatchType.JSON_MERGE), patch));
    }

    /** Deletes; none of the name is no failure. */
    void delete(String name) {
        unlessConflict(
                "delete " + name,
                () -> client.resources(type).inNamespace(namespace).withName(name).delete());
    }

    private static String name(HasMetadata item) {
        return item.getMetadata().getName();
    }

    private <R> Optional<R> unlessConflict(String what, Supplier<R> call) {
        return call(
                what,
                () -> {
                    try {
                        @Nullable R done = call.get();
                        return Optional.ofNullable(done);
                    } catch (KubernetesClientException e) {
                        if (e.getCode() == CONFLICT || e.getCode() == NOT_FOUND) {
                            return Optional.empty();
                        }
                        throw e;
                    }
                });
    }

    private <R> R call(String what, Supplier<R> call) {
        try {
            return call.get();
        } catch (KubernetesClientException e) {
            String sentence =
                    "%s %s in namespace %s: %s"
                            .formatted(type.getSimpleName(), what, namespace, cause(e));
            throw new UncheckedIOException(sentence, new IOException(sentence, e));
        }
    }

    private static String cause(KubernetesClientException e) {
        if (e.getCode() == FORBIDDEN) {
            return "this account has no right to: " + message(e);
        }
        if (e.getCode() > 0) {
            return "the API server answers " + e.getCode() + ": " + message(e);
        }
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String why =
                root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return "the API server does not answer: " + why;
    }

    private static String message(KubernetesClientException e) {
        String told = e.getStatus() == null ? null : e.getStatus().getMessage();
        return String.valueOf(told == null ? e.getMessage() : told);
    }
}
