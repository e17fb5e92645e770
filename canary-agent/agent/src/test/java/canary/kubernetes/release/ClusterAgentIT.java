package canary.kubernetes.release;

import static org.assertj.core.api.Assertions.assertThat;

import canary.kubernetes.RealCluster;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * The agent as pods of the cluster: by its manifests, with its own account, role and nothing more.
 */
@ExtendWith(OneErp.class)
class ClusterAgentIT {

    private static final int PER_SECOND = 100;

    private final ClusterErp erp;
    private final AgentPods agents;

    ClusterAgentIT(ClusterErp erp) {
        this.erp = erp;
        this.agents = new AgentPods(erp);
    }

    @AfterEach
    void noAgentIsLeft() {
        agents.removeAll();
    }

    @Test
    void a_Job_rolls_a_bad_version_back_and_is_not_started_again() {
        ClusterPlan plan = ClusterPlan.quick(erp, "as-a-job", "erp-system:v2-errors");
        try (ErpUsers _ = new ErpUsers(erp.entrance(), PER_SECOND)) {
            agents.startJob(plan);
            RealCluster.until(
                    "the Job has failed",
                    () ->
                            agents.job().getConditions().stream()
                                    .anyMatch(
                                            it ->
                                                    "Failed".equals(it.getType())
                                                            && "True".equals(it.getStatus())));
        }
        assertThat(agents.pods()).hasSize(1);
        assertThat(
                        agents.pods()
                                .getFirst()
                                .getStatus()
                                .getContainerStatuses()
                                .getFirst()
                                .getState()
                                .getTerminated()
                                .getExitCode())
                .as(agents.log(agents.pods().getFirst()))
                .isEqualTo(3);
        assertThat(erp.routes()).isEqualTo(erp.rendered(plan.plan().split(0)));
    }

    @Test
    void a_service_takes_a_plan_and_promotes_a_good_version() {
        ClusterPlan plan = ClusterPlan.quick(erp, "as-a-service", "erp-system:v2");
        try (ErpUsers users = new ErpUsers(erp.entrance(), PER_SECOND)) {
            agents.startService();
            RealCluster.until("the agent is ready", agents::isReady);
            HttpResponse<String> taken = ask("POST", "", AgentPods.inPod(plan).text());
            assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
            RealCluster.until(
                    "promoted",
                    () -> ask("GET", "/as-a-service", "").body().contains("\"promoted\""));
            assertThat(erp.routes()).isEqualTo(erp.rendered(plan.plan().promoted()));
            assertThat(users.failures()).isEmpty();
        }
    }

    private HttpResponse<String> ask(String method, String path, String body) {
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return http.send(
                    HttpRequest.newBuilder(agents.api().resolve("/api/v1/releases" + path))
                            .timeout(Duration.ofSeconds(10))
                            .header("Authorization", "Bearer " + AgentPods.TOKEN)
                            .header("Content-Type", "application/yaml")
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
