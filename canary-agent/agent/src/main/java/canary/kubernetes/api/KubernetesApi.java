package canary.kubernetes.api;

import canary.plan.Plan;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A connection to the API server, one namespace and one app. A call is done once: an outage must be
 * seen, and a write whose answer got lost must not be repeated unseen.
 */
public final class KubernetesApi implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final KubernetesClient client;
    private final String namespace;
    private final String app;

    /** Takes the client over: it is closed with this. */
    public KubernetesApi(KubernetesClient client, String namespace, String app) {
        this.client = client;
        this.namespace = namespace;
        this.app = app;
    }

    /** As a plan says. Throws {@link UncheckedIOException} where there is no such context. */
    public static KubernetesApi of(Plan.Kubernetes cluster) {
        return of(cluster.context(), cluster.namespace(), cluster.app());
    }

    /**
     * The same; asks nothing of the cluster yet.
     *
     * @param context of the kubeconfig; empty for the present one, or the pod's own account
     * @param namespace empty for the context's, or the pod's own
     */
    public static KubernetesApi of(String context, String namespace, String app) {
        Config found = Config.autoConfigure(context.isEmpty() ? null : context);
        if (!context.isEmpty()
                && found.getContexts().stream().noneMatch(it -> context.equals(it.getName()))) {
            throw failure("the kubeconfig has no context " + context);
        }
        KubernetesClient client =
                new KubernetesClientBuilder()
                        .withConfig(limited(found))
                        .withHttpClientFactory(new JdkHttpClientFactory())
                        .build();
        return new KubernetesApi(
                client, namespace.isEmpty() ? own(found.getNamespace()) : namespace, app);
    }

    /** A configuration with this project's limits. */
    public static Config limited(Config config) {
        return new ConfigBuilder(config)
                .withConnectionTimeout((int) CONNECT.toMillis())
                .withRequestTimeout((int) ANSWER.toMillis())
                .withRequestRetryBackoffLimit(0)
                .withUserAgent("canary-agent")
                .build();
    }

    private static String own(@Nullable String found) {
        return found == null || found.isEmpty() ? "default" : found;
    }

    public KubernetesClient client() {
        return client;
    }

    public String namespace() {
        return namespace;
    }

    public String app() {
        return app;
    }

    /** Name of a version's Deployment, and of what belongs to it. */
    public String name(String version) {
        return app + "-" + version;
    }

    /**
     * Does a call; throws {@link ApiFailure}.
     *
     * @param asked what is asked, as in "cannot get Service erp-system"
     */
    public <T> T call(String asked, Supplier<T> call) {
        try {
            return call.get();
        } catch (KubernetesClientException e) {
            throw ApiFailure.of(asked + " in namespace " + namespace, e);
        }
    }

    /** Does a call that may give nothing; throws {@link ApiFailure}. */
    public <T extends @Nullable Object> @Nullable T find(String asked, Supplier<@Nullable T> call) {
        try {
            return call.get();
        } catch (KubernetesClientException e) {
            throw ApiFailure.of(asked + " in namespace " + namespace, e);
        }
    }

    /** What the cluster has, or lacks, does not allow what is asked. */
    public static UncheckedIOException failure(String sentence) {
        return new UncheckedIOException(sentence, new IOException(sentence));
    }

    @Override
    public void close() {
        client.close();
    }
}
