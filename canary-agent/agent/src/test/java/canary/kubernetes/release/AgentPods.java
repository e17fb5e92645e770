package canary.kubernetes.release;

import canary.Main;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The agent in the cluster, by the manifests of {@code k8s/}. */
final class AgentPods {

    static final String TOKEN = "a-token-that-is-long-enough-for-anybody";
    private static final String JOB = "canary-agent-release";
    private static final String SECRET = "canary-agent-secret";
    private static final int PORT = 8090;

    private final ClusterErp erp;

    AgentPods(ClusterErp erp) {
        this.erp = erp;
        erp.cluster()
                .image(
                        "canary-agent:.*",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName());
        secret(SECRET, "PROBE_PASSWORD", ClusterPlan.PASSWORD);
        secret("canary-agent-tokens", "tokens", "pipeline " + TOKEN + "\n");
    }

    private void secret(String name, String key, String value) {
        erp.client()
                .secrets()
                .inNamespace(erp.namespace())
                .resource(
                        new SecretBuilder()
                                .withMetadata(new ObjectMetaBuilder().withName(name).build())
                                .withStringData(Map.of(key, value))
                                .build())
                .forceConflicts()
                .serverSideApply();
    }

    /** A plan as a pod has it: secrets come from its environment. */
    static ClusterPlan inPod(ClusterPlan plan) {
        return plan.with("password: " + ClusterPlan.PASSWORD, "password: \"env:PROBE_PASSWORD\"");
    }

    /** One release as a Job. */
    void startJob(ClusterPlan plan) {
        erp.client()
                .configMaps()
                .inNamespace(erp.namespace())
                .resource(
                        new ConfigMapBuilder()
                                .withMetadata(
                                        new ObjectMetaBuilder()
                                                .withName("canary-agent-plan")
                                                .build())
                                .withData(Map.of("plan.yaml", inPod(plan).text()))
                                .build())
                .forceConflicts()
                .serverSideApply();
        erp.apply(
                "k8s/agent-job.yaml",
                it -> {
                    asHere(((Job) it).getSpec().getTemplate().getSpec());
                    return it;
                });
    }

    /** The agent as a service. */
    void startService() {
        erp.apply("k8s/base/agent-service.yaml", it -> it);
        erp.apply(
                "k8s/base/agent-deployment.yaml",
                it -> {
                    PodSpec pod = ((Deployment) it).getSpec().getTemplate().getSpec();
                    asHere(pod);
                    pod.getContainers().getFirst().getReadinessProbe().setPeriodSeconds(1);
                    return it;
                });
    }

    /** Files of a checkout are its owner's: what an image holds is for whom it says. */
    private static void asHere(PodSpec pod) {
        ClusterErp.asHere(pod);
        pod.setTerminationGracePeriodSeconds(2L);
    }

    JobStatus job() {
        return Objects.requireNonNull(
                erp.client()
                        .batch()
                        .v1()
                        .jobs()
                        .inNamespace(erp.namespace())
                        .withName(JOB)
                        .get()
                        .getStatus());
    }

    List<Pod> pods() {
        return erp.client()
                .pods()
                .inNamespace(erp.namespace())
                .withLabel("app", "canary-agent")
                .list()
                .getItems();
    }

    String log(Pod pod) {
        return erp.client()
                .pods()
                .inNamespace(erp.namespace())
                .withName(pod.getMetadata().getName())
                .getLog();
    }

    /** Where the service answers, once it is ready. */
    URI api() {
        return pods().stream()
                .filter(ClusterErp::isReady)
                .findFirst()
                .map(it -> URI.create("http://%s:%d".formatted(it.getStatus().getPodIP(), PORT)))
                .orElseThrow(() -> new IllegalStateException("the agent is not ready"));
    }

    boolean isReady() {
        return pods().stream().anyMatch(ClusterErp::isReady);
    }

    void removeAll() {
        erp.client()
                .apps()
                .deployments()
                .inNamespace(erp.namespace())
                .withName("canary-agent")
                .delete();
        erp.client().batch().v1().jobs().inNamespace(erp.namespace()).withName(JOB).delete();
    }
}
