package canary.kubernetes;

import canary.kubernetes.api.KubernetesApi;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** An API server that keeps what is written, and fails where a test says so. */
public final class MockCluster implements AutoCloseable {

    /** The app's namespace. */
    public static final String NAMESPACE = "erp";

    private static final int UNPROCESSABLE = 422;

    private static final List<List<String>> KINDS =
            List.of(
                    List.of("networking.istio.io", "VirtualService", "virtualservices"),
                    List.of("networking.istio.io", "DestinationRule", "destinationrules"),
                    List.of("networking.istio.io", "Gateway", "gateways"),
                    List.of("gateway.networking.k8s.io", "HTTPRoute", "httproutes"));

    private final KubernetesMockServer server;
    private final KubernetesClient client;
    private final KubernetesApi api;

    public MockCluster() {
        Map<ServerRequest, Queue<ServerResponse>> responses = new HashMap<>();
        server =
                new KubernetesMockServer(
                        new Context(),
                        new MockWebServer(),
                        responses,
                        new Refusing(responses),
                        false);
        server.init();
        for (List<String> kind : KINDS) {
            server.expectCustomResource(
                    new CustomResourceDefinitionContext.Builder()
                            .withGroup(kind.get(0))
                            .withVersion("v1")
                            .withKind(kind.get(1))
                            .withPlural(kind.get(2))
                            .withScope("Namespaced")
                            .build());
        }
        client = connect();
        api = new KubernetesApi(connect(), NAMESPACE, "erp-system");
    }

    private KubernetesClient connect() {
        return new KubernetesClientBuilder()
                .withConfig(
                        KubernetesApi.limited(
                                new ConfigBuilder()
                                        .withMasterUrl(server.url("/"))
                                        .withNamespace(NAMESPACE)
                                        .build()))
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }

    /** As the agent has it. */
    public KubernetesApi api() {
        return api;
    }

    /** Somebody else's. */
    public KubernetesClient client() {
        return client;
    }

    /** Lets calls fail. */
    public KubernetesMockServer server() {
        return server;
    }

    /** Makes objects from YAML, as kubectl does. */
    public void apply(String yaml) {
        client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .inNamespace(NAMESPACE)
                .create();
    }

    /** An object as it is now; null where there is none. */
    public GenericKubernetesResource get(
            String apiVersion, String kind, String plural, String name) {
        String[] parts = apiVersion.split("/");
        return client.genericKubernetesResources(
                        new ResourceDefinitionContext.Builder()
                                .withGroup(parts[0])
                                .withVersion(parts[1])
                                .withKind(kind)
                                .withPlural(plural)
                                .withNamespaced(true)
                                .build())
                .inNamespace(NAMESPACE)
                .withName(name)
                .get();
    }

    @Override
    public void close() {
        client.close();
        api.close();
        server.destroy();
    }

    /** A patch whose test fails is refused as the real API server does it. */
    private static final class Refusing extends KubernetesMixedDispatcher {

        Refusing(Map<ServerRequest, Queue<ServerResponse>> responses) {
            super(responses);
        }

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            try {
                return super.dispatch(request);
            } catch (RuntimeException e) {
                if (!e.toString().startsWith("[TEST Operation]")) {
                    throw e;
                }
                return new MockResponse()
                        .setResponseCode(UNPROCESSABLE)
                        .setHeader("Content-Type", "application/json")
                        .setBody(
                                """
                                {"kind": "Status", "apiVersion": "v1", "status": "Failure",
                                 "message": "the server rejected our request due to an error in our request",
                                 "reason": "Invalid", "code": 422}
                                """);
            }
        }
    }
}
