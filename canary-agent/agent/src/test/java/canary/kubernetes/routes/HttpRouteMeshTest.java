package canary.kubernetes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.kubernetes.MockCluster;
import canary.mesh.Split;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Service;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class HttpRouteMeshTest {

    private static final String ROUTE =
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: erp-system}
            spec:
              parentRefs: [{name: erp-system-gateway}]
              hostnames: [erp-system.example.com]
              rules: [{backendRefs: [{name: erp-system-v1, port: 80}]}]
            """;

    private static final String SERVICE =
            """
            apiVersion: v1
            kind: Service
            metadata: {name: erp-system}
            spec:
              selector: {app: erp-system}
              ports:
                - {name: http, port: 80, targetPort: http}
                - {name: metrics, port: 8081, targetPort: metrics}
            """;

    private MockCluster cluster;
    private HttpRouteMesh mesh;

    @BeforeEach
    void start() {
        cluster = new MockCluster();
        mesh = new HttpRouteMesh(cluster.api(), split(0));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private static Split split(int percent) {
        return new Split("v1", "v2", percent, Split.Routing.WEIGHT);
    }

    private Service service(String name) {
        return cluster.client().services().inNamespace(MockCluster.NAMESPACE).withName(name).get();
    }

    @Test
    void every_split_is_read_back_from_its_rules() {
        for (int percent = 0; percent <= 100; percent++) {
            List<Map<String, Object>> rules = RouteRules.of("erp-system", 80, split(percent));
            assertThat(RouteRules.read("erp-system", 80, rules, split(0)))
                    .isEqualTo(split(percent));
            assertThat(RouteRules.read("erp-system", 8080, rules, split(0)).routing())
                    .isEqualTo(Split.Routing.FOREIGN);
        }
    }

    @Test
    void shows_what_it_was_asked_for() {
        cluster.apply(ROUTE);
        cluster.apply(SERVICE);
        assertThat(mesh.split()).isEqualTo(new Split("v1", "v2", 0, Split.Routing.FOREIGN));
        for (int percent : List.of(0, 5, 100, 0)) {
            mesh.shift(split(percent));
            assertThat(mesh.split()).isEqualTo(split(percent));
        }
        GenericKubernetesResource kept =
                cluster.get(
                        "gateway.networking.k8s.io/v1", "HTTPRoute", "httproutes", "erp-system");
        assertThat(kept.<Object>get("spec", "hostnames"))
                .isEqualTo(List.of("erp-system.example.com"));
    }

    @Test
    void makes_the_versions_services() {
        cluster.apply(ROUTE);
        cluster.apply(SERVICE);
        mesh.shift(split(0));
        Service made = service("erp-system-v2");
        assertThat(made.getSpec().getSelector())
                .isEqualTo(Map.of("app", "erp-system", "version", "v2"));
        assertThat(made.getSpec().getPorts()).isEqualTo(service("erp-system").getSpec().getPorts());
        assertThat(service("erp-system-v1")).isNotNull();
    }

    @Test
    void says_which_object_is_missing() {
        assertThatThrownBy(mesh::split)
                .hasMessageContaining("there is no Service erp-system in namespace erp");
        cluster.apply(SERVICE);
        assertThatThrownBy(mesh::split)
                .hasMessageContaining("there is no HTTPRoute erp-system in namespace erp");
    }
}
