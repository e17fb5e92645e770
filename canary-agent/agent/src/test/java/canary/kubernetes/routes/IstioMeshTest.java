package canary.kubernetes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.kubernetes.MockCluster;
import canary.mesh.Split;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

class IstioMeshTest {

    private static final String VIRTUAL_SERVICE =
            """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata:
              name: erp-system
              annotations: {owner: platform}
            spec:
              hosts: [erp-system.example.com, erp-system]
              gateways: [erp-system-gateway, mesh]
              exportTo: ["."]
              http:
                - route:
                    - destination: {host: erp-system, subset: v1}
            """;

    private static final String RULE =
            """
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: erp-system}
            spec:
              host: erp-system
              trafficPolicy: {connectionPool: {tcp: {maxConnections: 7}}}
              subsets:
                - {name: v1, labels: {version: v1}}
                - {name: old, labels: {version: old}}
            """;

    private static final String GATEWAY =
            """
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: erp-system-gateway}
            spec: {selector: {istio: ingressgateway}}
            """;

    private static final String PATH = "/apis/networking.istio.io/v1/namespaces/erp/";
    private static final String SERVICE_PATH = PATH + "virtualservices/erp-system";
    private static final String RULE_PATH = PATH + "destinationrules/erp-system";

    private MockCluster cluster;
    private IstioMesh mesh;

    @BeforeEach
    void start() {
        cluster = new MockCluster();
        mesh = new IstioMesh(cluster.api(), split(0));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private static Split split(int percent) {
        return new Split("v1", "v2", percent, Split.Routing.COHORT);
    }

    private void applyAll() {
        cluster.apply(VIRTUAL_SERVICE);
        cluster.apply(RULE);
        cluster.apply(GATEWAY);
    }

    private GenericKubernetesResource service() {
        return cluster.get(
                "networking.istio.io/v1", "VirtualService", "virtualservices", "erp-system");
    }

    private GenericKubernetesResource rule() {
        return cluster.get(
                "networking.istio.io/v1", "DestinationRule", "destinationrules", "erp-system");
    }

    @Test
    void shows_what_it_was_asked_for() {
        applyAll();
        for (int percent : List.of(0, 5, 50, 100, 0)) {
            mesh.shift(split(percent));
            assertThat(mesh.split()).isEqualTo(split(percent));
        }
        Split promoted = new Split("v2", "v1", 0, Split.Routing.COHORT);
        mesh.shift(promoted);
        assertThat(mesh.split()).isEqualTo(promoted);
    }

    @Test
    void shows_somebody_elses_routes_as_foreign() {
        applyAll();
        assertThat(mesh.split()).isEqualTo(new Split("v1", "v2", 0, Split.Routing.FOREIGN));
    }

    @Test
    void writes_the_routes_and_nothing_else() {
        applyAll();
        mesh.split();
        edit("[{\"op\":\"add\",\"path\":\"/spec/tcp\",\"value\":[{\"match\":[{\"port\":9}]}]}]");
        mesh.shift(split(5));
        GenericKubernetesResource kept = service();
        assertThat(kept.<Object>get("spec", "tcp")).isNotNull();
        assertThat(kept.<List<String>>get("spec", "exportTo")).containsExactly(".");
        assertThat(kept.getMetadata().getAnnotations()).isEqualTo(Map.of("owner", "platform"));
    }

    @Test
    void a_subset_that_selects_another_version_is_refused() {
        applyAll();
        cluster.client()
                .genericKubernetesResources("networking.istio.io/v1", "DestinationRule")
                .inNamespace(MockCluster.NAMESPACE)
                .withName("erp-system")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\":{\"subsets\":[{\"name\":\"v2\",\"labels\":{\"version\":\"v1\"}}]}}");
        assertThatThrownBy(() -> mesh.shift(split(5)))
                .hasMessage(
                        "subset v2 of DestinationRule erp-system selects pods by {version=v1}, not"
                                + " by the label version: v2");
    }

    @Test
    void never_writes_over_what_it_has_not_seen() {
        applyAll();
        mesh.shift(split(5));
        mesh.split();
        edit("[{\"op\":\"replace\",\"path\":\"/spec/http/4/route/0/weight\",\"value\":50}]");
        Object theirs = service().get("spec", "http");
        assertThatThrownBy(() -> mesh.shift(split(20)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("somebody else changed VirtualService erp-system meanwhile");
        assertThat(service().<Object>get("spec", "http")).isEqualTo(theirs);
        // Once it was looked at it is mended.
        assertThat(mesh.split().routing()).isEqualTo(Split.Routing.FOREIGN);
        mesh.shift(split(20));
        assertThat(mesh.split()).isEqualTo(split(20));
    }

    private void edit(String patch) {
        RouteObjects.VIRTUAL_SERVICE
                .named(cluster.api(), "erp-system")
                .patch(PatchContext.of(PatchType.JSON), patch);
    }

    @Test
    void declares_a_new_version_and_leaves_others_alone() {
        applyAll();
        mesh.shift(split(0));
        GenericKubernetesResource kept = rule();
        assertThat(kept.<List<Map<String, Object>>>get("spec", "subsets"))
                .containsExactly(
                        Map.of("name", "v1", "labels", Map.of("version", "v1")),
                        Map.of("name", "old", "labels", Map.of("version", "old")),
                        Map.of("name", "v2", "labels", Map.of("version", "v2")));
        assertThat(kept.<Object>get("spec", "trafficPolicy", "connectionPool", "tcp"))
                .isEqualTo(Map.of("maxConnections", 7));
    }

    @Test
    void sends_nobody_to_a_version_that_cannot_be_declared() {
        cluster.apply(VIRTUAL_SERVICE);
        cluster.apply(GATEWAY);
        Object before = service().get("spec", "http");
        assertThatThrownBy(() -> mesh.shift(split(0)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("there is no DestinationRule erp-system in namespace erp");
        assertThat(service().<Object>get("spec", "http")).isEqualTo(before);
    }

    @Test
    void takes_users_back_though_the_subsets_cannot_be_looked_at() {
        applyAll();
        mesh.shift(split(50));
        forbid(RULE_PATH);
        assertThatThrownBy(() -> mesh.shift(split(0))).hasMessageContaining("not allowed");
        assertThat(mesh.split()).isEqualTo(split(0));
    }

    @Test
    void declares_again_what_somebody_took_away() {
        applyAll();
        mesh.shift(split(50));
        RouteObjects.DESTINATION_RULE
                .named(cluster.api(), "erp-system")
                .patch(
                        PatchContext.of(PatchType.JSON),
                        "[{\"op\":\"remove\",\"path\":\"/spec/subsets/2\"}]");
        mesh.shift(split(50));
        assertThat(rule().<List<Object>>get("spec", "subsets")).hasSize(3);
    }

    @Test
    void an_asked_for_split_that_is_there_is_not_written_again() {
        applyAll();
        mesh.shift(split(5));
        String version = service().getMetadata().getResourceVersion();
        mesh.shift(split(5));
        mesh.split();
        mesh.shift(split(5));
        assertThat(service().getMetadata().getResourceVersion()).isEqualTo(version);
    }

    @Test
    void says_which_object_is_missing() {
        assertThatThrownBy(mesh::split)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("there is no VirtualService erp-system in namespace erp");
        cluster.apply(VIRTUAL_SERVICE);
        cluster.apply(RULE);
        assertThatThrownBy(() -> mesh.shift(split(0)))
                .hasMessageContaining("there is no Gateway erp-system-gateway");
    }

    @Test
    void refuses_routes_that_would_hold_only_at_the_gateway() {
        cluster.apply(VIRTUAL_SERVICE.replace(", mesh]", "]"));
        cluster.apply(RULE);
        cluster.apply(GATEWAY);
        assertThatThrownBy(() -> mesh.shift(split(0))).hasMessageContaining("is not bound to mesh");
    }

    @Test
    void refuses_routes_that_would_know_no_user() {
        cluster.apply(VIRTUAL_SERVICE.replace("[erp-system-gateway, mesh]", "[mesh]"));
        cluster.apply(RULE);
        assertThatThrownBy(() -> mesh.shift(split(0))).hasMessageContaining("bound to no Gateway");
    }

    @Test
    void names_the_right_that_is_missing() {
        applyAll();
        forbid(SERVICE_PATH);
        assertThatThrownBy(mesh::split)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot get VirtualService erp-system in namespace erp")
                .hasMessageContaining("User agent cannot do that");
    }

    private void forbid(String path) {
        cluster.server()
                .expect()
                .get()
                .withPath(path)
                .andReturn(
                        403,
                        new StatusBuilder()
                                .withCode(403)
                                .withMessage("User agent cannot do that")
                                .build())
                .once();
    }

    @Test
    void a_failing_api_server_is_asked_once_and_said() {
        applyAll();
        cluster.server().expect().get().withPath(SERVICE_PATH).andReturn(500, "broken").once();
        assertThatThrownBy(mesh::split)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("the API server answers 500");
        assertThat(mesh.split().stable()).isEqualTo("v1");
    }

    @Test
    void a_write_whose_answer_got_lost_is_seen_at_the_next_look() {
        applyAll();
        mesh.shift(split(5));
        mesh.split();
        cluster.server().expect().patch().withPath(SERVICE_PATH).andReturn(504, "late").once();
        assertThatThrownBy(() -> mesh.shift(split(20))).hasMessageContaining("answers 504");
        mesh.shift(split(20));
        assertThat(mesh.split()).isEqualTo(split(20));
    }
}
