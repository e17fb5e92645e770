package canary.kubernetes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.kubernetes.RealCluster;
import canary.kubernetes.api.JsonPatch;
import canary.kubernetes.api.KubernetesApi;
import canary.mesh.Split;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.Serialization;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** SplitRoutes at a real API server, behind istiod's own validation. */
class IstioMeshIT {

    private static final Path MANIFESTS = Path.of("../../istio");
    private static final String SERVICE =
            """
            apiVersion: v1
            kind: Service
            metadata: {name: erp-system}
            spec: {selector: {app: erp-system}, ports: [{name: http, port: 80, targetPort: http}]}
            """;
    private static final String HTTP_ROUTE =
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: erp-system}
            spec: {parentRefs: [{name: erp-system-gateway}], hostnames: [erp-system.example.com]}
            """;

    private static RealCluster cluster;

    private String namespace;
    private KubernetesApi api;

    @BeforeAll
    static void find() {
        cluster = RealCluster.shared();
    }

    @BeforeEach
    void begin() throws Exception {
        namespace = cluster.namespace(IstioMeshIT.class);
        api = new KubernetesApi(client(), namespace, "erp-system");
        apply(SERVICE);
        apply(Files.readString(MANIFESTS.resolve("gateway.yaml")));
        apply(Files.readString(MANIFESTS.resolve("destination-rule.yaml")));
        apply(Files.readString(MANIFESTS.resolve("virtual-service-0.yaml")));
    }

    @AfterEach
    void end() {
        if (cluster != null) { // else it was skipped
            cluster.remove(namespace);
            api.close();
        }
    }

    private static KubernetesClient client() {
        return new KubernetesClientBuilder()
                .withConfig(
                        KubernetesApi.limited(Config.fromKubeconfig(cluster.kubeconfig().toFile())))
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }

    private void apply(String yaml) {
        cluster.client()
                .resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
                .inNamespace(namespace)
                .create();
    }

    private static Split split(int percent, Split.Routing routing) {
        return new Split("v1", "v2", percent, routing);
    }

    @Test
    void every_split_is_accepted_and_read_back() {
        for (Split.Routing routing : List.of(Split.Routing.COHORT, Split.Routing.WEIGHT)) {
            IstioMesh mesh = new IstioMesh(api, split(0, routing));
            for (int percent = 0; percent <= 100; percent++) {
                mesh.shift(split(percent, routing));
                assertThat(mesh.split()).isEqualTo(split(percent, routing));
            }
        }
    }

    @Test
    void istiod_looks_at_what_is_written() {
        assertThatThrownBy(
                        () ->
                                RouteObjects.VIRTUAL_SERVICE
                                        .named(api, "erp-system")
                                        .patch(
                                                JsonPatch.CONTEXT,
                                                new JsonPatch()
                                                        .replace("/spec/http/2/route/0/weight", -1)
                                                        .text()))
                .hasMessageContaining("weight");
    }

    @Test
    void the_manifest_of_weight_0_is_a_split_of_ours() {
        assertThat(new IstioMesh(api, split(0, Split.Routing.COHORT)).split())
                .isEqualTo(split(0, Split.Routing.COHORT));
    }

    @Test
    void of_two_writers_who_saw_the_same_one_wins_and_the_other_knows() {
        Split start = split(0, Split.Routing.COHORT);
        IstioMesh one = new IstioMesh(api, start);
        IstioMesh other = new IstioMesh(api, start);
        assertThat(one.split()).isEqualTo(other.split());
        one.shift(split(5, Split.Routing.COHORT));
        assertThatThrownBy(() -> other.shift(split(50, Split.Routing.COHORT)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("somebody else changed VirtualService erp-system meanwhile");
        assertThat(one.split()).isEqualTo(split(5, Split.Routing.COHORT));
        other.split();
        other.shift(split(50, Split.Routing.COHORT));
        assertThat(one.split()).isEqualTo(split(50, Split.Routing.COHORT));
    }

    @Test
    void a_new_version_gets_its_subset() {
        IstioMesh mesh = new IstioMesh(api, new Split("v2", "v3", 0, Split.Routing.COHORT));
        mesh.shift(new Split("v2", "v3", 0, Split.Routing.COHORT));
        GenericKubernetesResource rule =
                RouteObjects.DESTINATION_RULE.named(api, "erp-system").get();
        assertThat(rule.<List<Object>>get("spec", "subsets")).hasSize(3);
    }

    /** The API server fills in what is left out; nothing of that may look foreign. */
    @Test
    void every_split_of_an_http_route_is_accepted_and_read_back() {
        apply(HTTP_ROUTE);
        HttpRouteMesh mesh = new HttpRouteMesh(api, split(0, Split.Routing.WEIGHT));
        for (int percent = 0; percent <= 100; percent += 5) {
            mesh.shift(split(percent, Split.Routing.WEIGHT));
            assertThat(mesh.split()).isEqualTo(split(percent, Split.Routing.WEIGHT));
        }
        for (String name : List.of("erp-system-v1", "erp-system-v2")) {
            assertThat(api.client().services().inNamespace(namespace).withName(name).get())
                    .isNotNull();
        }
    }

    /** A figure to look at, and no test: how long a shift takes until the API server has it. */
    @Test
    void tells_how_long_a_shift_takes() {
        IstioMesh mesh = new IstioMesh(api, split(0, Split.Routing.COHORT));
        long[] nanos = new long[50];
        for (int i = 0; i < nanos.length; i++) {
            mesh.split();
            long before = System.nanoTime();
            mesh.shift(split(i % 2 == 0 ? 50 : 0, Split.Routing.COHORT));
            nanos[i] = System.nanoTime() - before;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "shift to accepted, subsets looked at: median %.1f ms, slowest of %d %.1f ms%n",
                nanos[nanos.length / 2] / 1e6, nanos.length, nanos[nanos.length - 1] / 1e6);
        assertThat(mesh.split()).isEqualTo(split(0, Split.Routing.COHORT));
    }
}
