package canary.kubernetes.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.hooks.HookFailure;
import canary.kubernetes.RealCluster;
import canary.plan.HookPoint;
import canary.plan.Plan;
import canary.plan.PlanFile;

import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Collectors;

/** What is made of the templates in {@code k8s/hooks}. */
class HookJobTest {

    private static final Plan PLAN =
            PlanFile.parse(
                    """
                    release: next
                    stable: {version: v1}
                    canary: {version: v2, image: "registry:5000/erp-system:v2"}
                    cluster: {entrance: "http://127.0.0.1:1", probe: {username: a, password: b}}
                    """,
                    _ -> null);

    @Test
    void a_trial_has_the_images_of_both_versions() throws IOException {
        CronJob template = template("trial", "registry:5000/erp-system:v0");
        assertThat(HookJob.needsStable(template)).isTrue();
        Job job = new HookJob(PLAN, HookPoint.TRIAL).of(template, "elsewhere/erp:v1");
        var pod = job.getSpec().getTemplate().getSpec();
        Map<String, String> images =
                pod.getVolumes().stream()
                        .filter(it -> it.getImage() != null)
                        .collect(
                                Collectors.toMap(
                                        Volume::getName, it -> it.getImage().getReference()));
        assertThat(images)
                .isEqualTo(
                        Map.of(
                                "stable",
                                "elsewhere/erp:v1",
                                "canary",
                                "registry:5000/erp-system:v2"));
        assertThat(pod.getContainers().getFirst().getImage()).isEqualTo("canary-agent:v1");
    }

    @Test
    void a_trial_without_stables_image_is_none() throws IOException {
        CronJob template = template("trial", "erp-system:v0");
        assertThatThrownBy(() -> new HookJob(PLAN, HookPoint.TRIAL).of(template, null))
                .isInstanceOf(HookFailure.class)
                .hasMessageContaining("the image of v1 is not known");
    }

    @Test
    void a_rejection_names_the_canary_and_the_release() throws IOException {
        CronJob template = template("reject", "registry:5000/erp-system:v0");
        assertThat(HookJob.needsStable(template)).isFalse();
        Job job = new HookJob(PLAN, HookPoint.REJECT).of(template, null);
        var container = job.getSpec().getTemplate().getSpec().getContainers().getFirst();
        assertThat(container.getImage()).isEqualTo("registry:5000/erp-system:v2");
        assertThat(container.getArgs())
                .containsExactly(
                        "db",
                        "reject",
                        "$(ERP_CANARY)",
                        "--why",
                        "release $(ERP_RELEASE) was rolled back");
        assertThat(container.getEnv().subList(0, 3))
                .extracting("name", "value")
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("ERP_RELEASE", "next"),
                        org.assertj.core.groups.Tuple.tuple("ERP_STABLE", "v1"),
                        org.assertj.core.groups.Tuple.tuple("ERP_CANARY", "v2"));
    }

    private static CronJob template(String hook, String image) throws IOException {
        String text =
                Files.readString(RealCluster.HOME.resolve("k8s/hooks/cronjob-" + hook + ".yaml"));
        return Serialization.unmarshal(text.replace("erp-system:v1", image), CronJob.class);
    }
}
