package canary.demo;

import static org.assertj.core.api.Assertions.assertThat;

import erp.migrations.sql.DatabaseLogin;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.nio.file.Path;
import java.util.Map;

class ClusterObjectsTest {

    private final JsonNode kustomization =
            new YAMLMapper()
                    .readTree(
                            ClusterObjects.kustomization(
                                    Path.of("/x/demo/kubernetes"),
                                    Path.of("/x/home"),
                                    "10.9.8.7",
                                    Map.of("db-url", "jdbc:mariadb://10.9.8.1:3306/erp"),
                                    Map.of(Sidecar.RELEASE, "errors")));

    @Test
    void takes_the_projects_own_manifests() {
        assertThat(kustomization.at("/resources").valueStream().map(JsonNode::asString))
                .contains("../../home/k8s/base", "../../home/istio/virtual-service-0.yaml");
        assertThat(kustomization.at("/secretGenerator/0/literals/0").asString())
                .isEqualTo("db-url=jdbc:mariadb://10.9.8.1:3306/erp");
    }

    @Test
    void gives_each_pod_the_fault_and_a_gate_of_warmth() {
        JsonNode patch = new YAMLMapper().readTree(kustomization.at("/patches/3/patch").asString());
        JsonNode pod = patch.at("/spec/template/spec");
        assertThat(pod.at("/readinessGates/0/conditionType").asString())
                .isEqualTo(ClusterObjects.WARM);
        assertThat(pod.at("/containers/1/name").asString()).isEqualTo("fault");
        assertThat(pod.at("/containers/1/env/1/value").asString()).isEqualTo("errors");
        assertThat(pod.at("/containers/0/env/1/value").asString()).isEqualTo("8079");
    }

    @Test
    void clients_ask_the_gateways_bare_address() {
        assertThat(kustomization.at("/patches/2/patch").asString()).contains("10.9.8.7");
    }

    @Test
    void pods_reach_the_database_at_the_nodes_address() {
        assertThat(
                        ClusterObjects.secrets(
                                new DatabaseLogin(
                                        "jdbc:mariadb://127.0.0.1:3306/erp?a=b", "erp_v1", "p"),
                                "10.9.8.1",
                                "s",
                                "admin",
                                "q"))
                .containsEntry("db-url", "jdbc:mariadb://10.9.8.1:3306/erp?a=b");
    }
}
