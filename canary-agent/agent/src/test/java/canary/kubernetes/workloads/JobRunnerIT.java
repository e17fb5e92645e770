package canary.kubernetes.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.hooks.HookFailure;
import canary.kubernetes.RealCluster;
import canary.kubernetes.api.KubernetesApi;
import canary.plan.HookPoint;
import canary.plan.Plan;
import canary.plan.PlanFile;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.Serialization;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hooks that are Jobs of a real control plane, by the rights of {@code k8s/hooks/role.yaml}. */
class JobRunnerIT {

    private static RealCluster real;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private String namespace;
    private KubernetesApi api;

    @BeforeAll
    static void find() {
        real = RealCluster.shared();
        real.image("hooks-it/erp:old", "sh", "-c", "echo an old image; exit 9");
        real.image(
                "hooks-it/erp:new",
                "sh",
                "-c",
                "echo begun; echo \"$ERP_RELEASE from $ERP_STABLE to $ACCOUNT is proven\"");
        real.image("hooks-it/fails:1", "sh", "-c", "echo no space left; exit 4");
        real.image("hooks-it/waits:1", "sh", "-c", "echo waiting; sleep 600");
    }

    @BeforeEach
    void begin() throws IOException {
        namespace = real.namespace(JobRunnerIT.class);
        for (String file :
                List.of(
                        "base/agent-serviceaccount",
                        "base/agent-role",
                        "base/agent-rolebinding",
                        "hooks/role")) {
            String text = Files.readString(RealCluster.HOME.resolve("k8s/" + file + ".yaml"));
            for (HasMetadata each : real.client().load(stream(text)).items()) {
                real.client().resource(each).inNamespace(namespace).create();
            }
        }
        Config config = real.as(namespace, "canary-agent").getConfiguration();
        api =
                new KubernetesApi(
                        new KubernetesClientBuilder()
                                .withConfig(KubernetesApi.limited(config))
                                .withHttpClientFactory(new JdkHttpClientFactory())
                                .build(),
                        namespace,
                        "erp-system");
    }

    private static java.io.InputStream stream(String text) {
        return new java.io.ByteArrayInputStream(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @AfterEach
    void end() {
        real.remove(namespace);
        api.close();
    }

    @Test
    void a_job_has_the_canarys_image_and_its_last_line_is_the_proof() throws Exception {
        template("hooks-it/erp:old");
        String last = run();
        assertThat(last)
                .endsWith(": next from v1 to erp_v2 is proven")
                .startsWith("Job erp-system-backup-");
        Job job = jobs().getFirst();
        assertThat(job.getMetadata().getLabels())
                .containsEntry("erp-release/release", "next")
                .containsEntry("erp-release/hook", "backup")
                .containsEntry("app", "erp-system-backup");
    }

    @Test
    void a_job_that_has_ended_is_no_proof_of_another_release() throws Exception {
        template("hooks-it/erp:old");
        run();
        run();
        assertThat(jobs()).hasSize(2);
    }

    @Test
    void a_job_that_fails_is_told_with_what_it_said() {
        template("hooks-it/fails:1");
        assertThatThrownBy(this::run)
                .isInstanceOf(HookFailure.class)
                .hasMessageContaining("failed: ")
                .hasMessageContaining("no space left");
    }

    @Test
    void a_template_that_is_not_there_is_named() {
        assertThatThrownBy(this::run)
                .isInstanceOf(HookFailure.class)
                .hasMessage("there is no CronJob erp-system-backup in namespace " + namespace);
    }

    @Test
    void the_next_agent_waits_for_the_job_of_the_one_before_and_a_broken_off_one_is_gone()
            throws Exception {
        template("hooks-it/waits:1");
        CompletableFuture<Throwable> first = new CompletableFuture<>();
        Thread before = started(first);
        RealCluster.until("it runs", () -> lines.contains("waiting"));
        // An agent that dies interrupts nothing: the second one looks for what is under way.
        CompletableFuture<Throwable> second = new CompletableFuture<>();
        lines.clear();
        Thread after = started(second);
        RealCluster.until("it is found", () -> lines.size() > 3);
        assertThat(jobs()).hasSize(1);
        after.interrupt();
        assertThat(second.get()).isInstanceOf(InterruptedException.class);
        RealCluster.until("it is gone", () -> jobs().isEmpty());
        assertThat(first.get()).isInstanceOf(HookFailure.class).hasMessageContaining("was deleted");
        before.join();
    }

    private Thread started(CompletableFuture<Throwable> end) {
        return Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                run();
                                end.complete(new AssertionError("it has ended"));
                            } catch (Throwable e) {
                                end.complete(e);
                            }
                        });
    }

    private String run() throws InterruptedException {
        Plan plan =
                PlanFile.parse(
                        """
                        release: next
                        stable: {version: v1}
                        canary: {version: v2, image: "hooks-it/erp:new"}
                        hooks: {backup: {cronJob: erp-system-backup}}
                        cluster: {entrance: "http://127.0.0.1:1", probe: {username: a, password: b}}
                        """,
                        _ -> null);
        return new JobRunner(api).run(plan, HookPoint.BACKUP, lines::add);
    }

    private List<Job> jobs() {
        return real.client().batch().v1().jobs().inNamespace(namespace).list().getItems();
    }

    private void template(String image) {
        String yaml =
                """
                apiVersion: batch/v1
                kind: CronJob
                metadata: {name: erp-system-backup}
                spec:
                  suspend: true
                  schedule: "0 0 1 1 *"
                  jobTemplate:
                    metadata: {labels: {app: erp-system-backup}}
                    spec:
                      backoffLimit: 0
                      template:
                        spec:
                          restartPolicy: Never
                          terminationGracePeriodSeconds: 1
                          containers:
                            - name: backup
                              image: %s
                              env: [{name: ACCOUNT, value: erp_$(ERP_CANARY)}]
                """
                        .formatted(image);
        real.client()
                .resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
                .inNamespace(namespace)
                .create();
    }
}
