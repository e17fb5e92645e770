package canary.kubernetes.api;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/**
 * A kind of namespaced objects that are read and written as trees, so that fields which nobody here
 * knows survive.
 *
 * @param group of the API; empty for the core
 * @param plural as in addresses
 */
public record ApiKind(String group, String version, String kind, String plural) {

    /** One object of the app's namespace. */
    public Resource<GenericKubernetesResource> named(KubernetesApi api, String name) {
        return api.client()
                .genericKubernetesResources(context())
                .inNamespace(api.namespace())
                .withName(name);
    }

    /** Such an object that is to be written. */
    public Resource<GenericKubernetesResource> of(KubernetesApi api, GenericKubernetesResource it) {
        return api.client()
                .genericKubernetesResources(context())
                .inNamespace(api.namespace())
                .resource(it);
    }

    private ResourceDefinitionContext context() {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }
}
