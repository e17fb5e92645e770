package canary.kubernetes.release;

import canary.kubernetes.RealCluster;
import canary.kubernetes.api.KubernetesApi;
import canary.kubernetes.routes.RouteDocument;
import canary.mesh.Split;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The ERP in a namespace of its own, as the manifests of {@code k8s/} and {@code istio/} have it,
 * with tiny servers in its images. What differs from the files is said here: the number and size of
 * pods, plain HTTP at the gateway's bare address, and keys that the gateway need not fetch.
 */
final class ClusterErp implements AutoCloseable {

    static final String APP = "erp-system";

    private static final String HOST = "erp-system.example.com";
    private static final String ISTIO = "istio-system";
    private static final int GATEWAY_STATISTICS = 15_000;
    private static final int LOOKS = 5;
    private static final Duration ANSWER = Duration.ofSeconds(2);

    private final RealCluster cluster;
    private final KubernetesClient client;
    private final String namespace;
    private final int replicas;
    private final String secret = TinyTokens.newSecret();

    /** The ERP's v1 is ready when this returns. */
    ClusterErp(RealCluster cluster, String name, int replicas) {
        this.cluster = cluster;
        this.client = cluster.client();
        this.replicas = replicas;
        images(cluster);
        this.namespace = cluster.namespace(name);
        try {
            configure();
            for (String file :
                    List.of(
                            "k8s/service.yaml",
                            "istio/gateway.yaml",
                            "k8s/base/serviceaccount.yaml",
                            "k8s/base/agent-serviceaccount.yaml",
                            "k8s/base/agent-role.yaml",
                            "k8s/base/agent-rolebinding.yaml",
                            "k8s/base/agent-gateway-role.yaml",
                            "k8s/base/agent-gateway-rolebinding.yaml",
                            "istio/request-authentication.yaml",
                            "istio/authorization-policy.yaml")) {
                apply(file, it -> it);
            }
            reset();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** As before any release: all users on v1, which is ready, no other version, nothing held. */
    void reset() {
        client.configMaps().inNamespace(namespace).withLabel("app", "canary-agent").delete();
        client.leases().inNamespace(namespace).delete();
        client.apps().deployments().inNamespace(namespace).withName(APP + "-v2").delete();
        apply("istio/virtual-service-0.yaml", it -> it);
        apply("istio/destination-rule.yaml", it -> it);
        apply("k8s/deployment-v1.yaml", it -> small((Deployment) it, replicas));
        RealCluster.until("v1 is ready", () -> ready("v1") == replicas);
        RealCluster.until("all users are on v1", this::isOnV1);
    }

    private static void images(RealCluster cluster) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes =
                TinyErp.class.getProtectionDomain().getCodeSource().getLocation().getPath();
        for (TinyErp.Harm harm : TinyErp.Harm.values()) {
            String word = harm.name().toLowerCase(Locale.ROOT).replace('_', '-');
            List<String> command =
                    new ArrayList<>(
                            List.of(
                                    java,
                                    "-XX:+UseSerialGC",
                                    "-Xmx48m",
                                    "-XX:TieredStopAtLevel=1",
                                    "-XX:-UsePerfData",
                                    "-Dsun.net.httpserver.nodelay=true",
                                    "-cp",
                                    classes,
                                    TinyErp.class.getName()));
            boolean isGood = harm == TinyErp.Harm.NONE;
            if (!isGood) {
                command.add(word);
            }
            cluster.image(
                    "erp-system:v[0-9]+" + (isGood ? "" : "-" + word),
                    command.toArray(String[]::new));
        }
    }

    private void configure() {
        client.configMaps()
                .inNamespace(namespace)
                .resource(
                        new ConfigMapBuilder()
                                .withNewMetadata()
                                .withName("erp-system-config")
                                .endMetadata()
                                .withData(Map.of("erp.yaml", ""))
                                .build())
                .create();
        client.secrets()
                .inNamespace(namespace)
                .resource(
                        new SecretBuilder()
                                .withNewMetadata()
                                .withName("erp-system-secret")
                                .endMetadata()
                                .withStringData(
                                        Map.of(
                                                "db-url",
                                                "none",
                                                "db-password",
                                                "none",
                                                "secret",
                                                secret))
                                .build())
                .create();
    }

    /** What is done to an object of the manifests before it is applied. */
    @FunctionalInterface
    interface Change {
        HasMetadata of(HasMetadata it);
    }

    /** Applies a file of the project to this namespace, whichever else it names. */
    void apply(String file, Change change) {
        for (HasMetadata each : client.load(stream(text(file))).items()) {
            HasMetadata changed = change.of(each);
            String space = each.getMetadata().getNamespace();
            client.resource(changed)
                    .inNamespace(ISTIO.equals(space) ? ISTIO : namespace)
                    .forceConflicts()
                    .serverSideApply();
        }
    }

    private String text(String file) {
        try {
            return Files.readString(RealCluster.HOME.resolve(file))
                    .replace(
                            "hosts: [%s, erp-system]".formatted(HOST),
                            "hosts: [\"%s\", erp-system]".formatted(gatewayAddress()))
                    .replaceAll("jwksUri: .*", "jwks: '" + keys() + "'")
                    .replace("namespace: erp\n", "namespace: " + namespace + "\n")
                    .replaceAll("(?s)  servers:\n.*", PLAIN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final String PLAIN =
            """
              servers:
                - port: {number: 80, name: http, protocol: HTTP}
                  hosts: ["*"]
            """;

    private String keys() {
        try {
            return TinyTokens.of(secret).keys();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static java.io.InputStream stream(String text) {
        return new java.io.ByteArrayInputStream(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** A tiny server needs little, and is ready as soon as it answers. */
    static Deployment small(Deployment it, int replicas) {
        it.getSpec().setReplicas(replicas);
        var container = it.getSpec().getTemplate().getSpec().getContainers().getFirst();
        container.getResources().setLimits(Map.of("memory", new Quantity("128Mi")));
        container
                .getResources()
                .setRequests(Map.of("cpu", new Quantity("10m"), "memory", new Quantity("64Mi")));
        container.getReadinessProbe().setPeriodSeconds(1);
        asHere(it.getSpec().getTemplate().getSpec());
        return it;
    }

    /** Files of a checkout are its owner's: what an image holds is for whom it says. */
    static void asHere(PodSpec pod) {
        pod.getSecurityContext().setRunAsNonRoot(false);
        pod.getSecurityContext().setRunAsUser(0L);
        pod.getSecurityContext().setRunAsGroup(0L);
    }

    /** So that a gateway that is late is no fault of the release. */
    private boolean isOnV1() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int i = 0; i < LOOKS; i++) {
                HttpRequest request =
                        HttpRequest.newBuilder(URI.create(entrance() + TinyErp.USERS_ROUTE))
                                .timeout(ANSWER)
                                .build();
                HttpResponse<String> answer =
                        http.send(request, HttpResponse.BodyHandlers.ofString());
                String version = answer.headers().firstValue("ERP-Version").orElse("");
                if (answer.statusCode() != 200 || !version.equals("v1")) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    KubernetesClient client() {
        return client;
    }

    RealCluster cluster() {
        return cluster;
    }

    String namespace() {
        return namespace;
    }

    String gatewayAddress() {
        return cluster.gateway().substring(0, cluster.gateway().indexOf(':'));
    }

    String entrance() {
        return "http://" + cluster.gateway();
    }

    /** Port of the gateway's statistics. */
    int statisticsPort() {
        return GATEWAY_STATISTICS;
    }

    /** With the rights of the agent's ServiceAccount and nothing more, and with its limits. */
    KubernetesApi agentApi() {
        Config config = cluster.as(namespace, "canary-agent").getConfiguration();
        return new KubernetesApi(
                new KubernetesClientBuilder()
                        .withConfig(KubernetesApi.limited(new ConfigBuilder(config).build()))
                        .withHttpClientFactory(new JdkHttpClientFactory())
                        .build(),
                namespace,
                APP);
    }

    /** A kubeconfig with those rights, for programs. */
    Path agentKubeconfig(Path folder) {
        Config config = cluster.as(namespace, "canary-agent").getConfiguration();
        boolean isInline = config.getCaCertData() != null;
        return write(
                folder.resolve("agent.kubeconfig"),
                """
                apiVersion: v1
                kind: Config
                current-context: agent
                contexts: [{name: agent, context: {cluster: test, user: agent, namespace: %s}}]
                clusters: [{name: test, cluster: {server: "%s", %s: "%s"}}]
                users: [{name: agent, user: {token: "%s"}}]
                """
                        .formatted(
                                namespace,
                                config.getMasterUrl(),
                                isInline ? "certificate-authority-data" : "certificate-authority",
                                isInline ? config.getCaCertData() : config.getCaCertFile(),
                                config.getOauthToken()));
    }

    static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Pod> pods(String version) {
        return client.pods()
                .inNamespace(namespace)
                .withLabels(Map.of("app", APP, "version", version))
                .list()
                .getItems();
    }

    /** How many pods of a version are ready. */
    int ready(String version) {
        return (int) pods(version).stream().filter(ClusterErp::isReady).count();
    }

    static boolean isReady(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(it -> "Ready".equals(it.getType()) && "True".equals(it.getStatus()));
    }

    @Nullable Deployment deployment(String version) {
        return client.apps()
                .deployments()
                .inNamespace(namespace)
                .withName(APP + "-" + version)
                .get();
    }

    Resource<GenericKubernetesResource> virtualService() {
        return client.genericKubernetesResources("networking.istio.io/v1", "VirtualService")
                .inNamespace(namespace)
                .withName(APP);
    }

    /** What the API server has as the routes. */
    Object routes() {
        return Objects.requireNonNull(virtualService().get().get("spec", "http"));
    }

    /** What {@code release render} prints for a split, as far as it is routes. */
    Object rendered(Split split) {
        String document = new RouteDocument(APP, HOST).virtualService(split);
        GenericKubernetesResource parsed =
                client.getKubernetesSerialization()
                        .unmarshal(document, GenericKubernetesResource.class);
        return Objects.requireNonNull(parsed.get("spec", "http"));
    }

    /** The routes go first: another namespace's would wait for the address. */
    @Override
    public void close() {
        client.genericKubernetesResources("networking.istio.io/v1", "VirtualService")
                .inNamespace(namespace)
                .delete();
        client.genericKubernetesResources("networking.istio.io/v1", "Gateway")
                .inNamespace(namespace)
                .delete();
        cluster.remove(namespace);
    }
}
