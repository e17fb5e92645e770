package canary.kubernetes.workloads;

import canary.hooks.CommandRunner;
import canary.hooks.HookFailure;
import canary.hooks.HookRunner;
import canary.kubernetes.api.ApiFailure;
import canary.kubernetes.api.KubernetesApi;
import canary.plan.HookPoint;
import canary.plan.Plan;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobList;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.ScalableResource;

import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs a hook as a Job made from a CronJob, as {@code kubectl create job --from} does; a suspended
 * CronJob is only a template. One that an agent before this one began is waited for, and one that
 * has ended is never taken for this release's.
 */
public final class JobRunner implements HookRunner {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final int TOLD_LINES = 3;

    /** What the API server sends of a log at most. */
    private static final int READ = 1 << 16;

    private final KubernetesApi api;
    private final HookRunner commands = new CommandRunner();

    public JobRunner(KubernetesApi api) {
        this.api = api;
    }

    @Override
    public String run(Plan plan, HookPoint point, Consumer<String> progress)
            throws InterruptedException {
        String template = plan.hook(point).cronJob();
        if (template.isEmpty()) {
            return commands.run(plan, point, progress);
        }
        HookJob job = new HookJob(plan, point);
        String name = underWay(job).orElseGet(() -> create(template, job, plan));
        try {
            return await(name, progress);
        } catch (InterruptedException e) {
            delete(name);
            throw e;
        }
    }

    private Optional<String> underWay(HookJob job) {
        List<Job> found =
                api.call("list Jobs", () -> jobs().withLabels(job.labels()).list().getItems());
        return found.stream()
                .filter(it -> end(it).isEmpty())
                .map(it -> it.getMetadata().getName())
                .findFirst();
    }

    private NonNamespaceOperation<Job, JobList, ScalableResource<Job>> jobs() {
        return api.client().batch().v1().jobs().inNamespace(api.namespace());
    }

    private String create(String template, HookJob job, Plan plan) {
        CronJob source =
                api.find(
                        "get CronJob " + template,
                        () ->
                                api.client()
                                        .batch()
                                        .v1()
                                        .cronjobs()
                                        .inNamespace(api.namespace())
                                        .withName(template)
                                        .get());
        if (source == null) {
            throw new HookFailure(
                    "there is no CronJob %s in namespace %s".formatted(template, api.namespace()));
        }
        Job made = job.of(source, HookJob.needsStable(source) ? stableImage(plan) : null);
        return api.call(
                        "create a Job from CronJob " + template,
                        () -> api.client().resource(made).create())
                .getMetadata()
                .getName();
    }

    /** What the plan names, else what stable's Deployment runs. */
    private @Nullable String stableImage(Plan plan) {
        String named = plan.stable().image();
        Plan.Kubernetes cluster = plan.cluster();
        if (named != null || cluster == null) {
            return named;
        }
        String name = cluster.app() + "-" + plan.stable().version();
        Deployment found =
                api.find(
                        "get Deployment " + name,
                        () ->
                                api.client()
                                        .apps()
                                        .deployments()
                                        .inNamespace(api.namespace())
                                        .withName(name)
                                        .get());
        if (found == null) {
            return null;
        }
        List<Container> containers = found.getSpec().getTemplate().getSpec().getContainers();
        return containers.stream()
                .filter(it -> it.getName().equals(cluster.app()))
                .findFirst()
                .orElse(containers.getFirst())
                .getImage();
    }

    private String await(String name, Consumer<String> progress) throws InterruptedException {
        while (true) {
            try {
                Job job = api.find("get Job " + name, () -> jobs().withName(name).get());
                if (job == null) {
                    throw new HookFailure("Job " + name + " was deleted before it had ended");
                }
                List<String> lines = lastLines(name);
                if (!lines.isEmpty()) {
                    progress.accept(lines.getLast());
                }
                JobCondition end = end(job).orElse(null);
                if (end != null) {
                    return proof(name, end, lines);
                }
            } catch (ApiFailure e) {
                // Nobody may have looked, and the Job goes on all the same.
                progress.accept(String.valueOf(e.getMessage()));
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private static String proof(String name, JobCondition end, List<String> lines) {
        if (end.getType().equals("Complete")) {
            return "Job " + name + (lines.isEmpty() ? "" : ": " + lines.getLast());
        }
        throw new HookFailure(
                "Job %s failed: %s%s"
                        .formatted(
                                name,
                                Objects.requireNonNullElse(end.getMessage(), end.getReason()),
                                lines.isEmpty() ? "" : "; " + String.join("; ", lines)));
    }

    /** That it has completed or failed. */
    private static Optional<JobCondition> end(Job job) {
        return job.getStatus() == null
                ? Optional.empty()
                : job.getStatus().getConditions().stream()
                        .filter(it -> it.getStatus().equals("True"))
                        .filter(it -> List.of("Complete", "Failed").contains(it.getType()))
                        .findFirst();
    }

    /** Of its newest pod's main container; none where it has not begun. */
    private List<String> lastLines(String job) {
        List<Pod> pods =
                api.call(
                        "list pods of Job " + job,
                        () ->
                                api.client()
                                        .pods()
                                        .inNamespace(api.namespace())
                                        .withLabel("batch.kubernetes.io/job-name", job)
                                        .list()
                                        .getItems());
        Pod newest = null;
        for (Pod pod : pods) {
            if (newest == null || startedAt(pod).compareTo(startedAt(newest)) > 0) {
                newest = pod;
            }
        }
        return newest == null ? List.of() : lines(newest);
    }

    private static String startedAt(Pod pod) {
        return Objects.requireNonNullElse(pod.getMetadata().getCreationTimestamp(), "");
    }

    /** Of the container that works now, or of the one that worked last. */
    private List<String> lines(Pod pod) {
        try {
            String log =
                    api.call(
                            "read the log of pod " + pod.getMetadata().getName(),
                            () ->
                                    api.client()
                                            .pods()
                                            .inNamespace(api.namespace())
                                            .withName(pod.getMetadata().getName())
                                            .inContainer(container(pod))
                                            .withReadyWaitTimeout(null)
                                            .limitBytes(READ)
                                            .tailingLines(TOLD_LINES)
                                            .getLog());
            return Objects.requireNonNullElse(log, "").lines().filter(it -> !it.isBlank()).toList();
        } catch (UncheckedIOException e) {
            return List.of(); // it has not begun
        }
    }

    private static String container(Pod pod) {
        var init = pod.getStatus().getInitContainerStatuses();
        for (ContainerStatus each : init == null ? List.<ContainerStatus>of() : init) {
            var ended = each.getState() == null ? null : each.getState().getTerminated();
            if (ended == null || ended.getExitCode() != 0) {
                return each.getName();
            }
        }
        return pod.getSpec().getContainers().getFirst().getName();
    }

    private void delete(String name) {
        try {
            api.call(
                    "delete Job " + name,
                    () ->
                            jobs().withName(name)
                                    .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                                    .delete());
        } catch (ApiFailure e) {
            throw new HookFailure(
                    "Job %s was not in time, and could not be stopped: %s"
                            .formatted(name, e.getMessage()));
        }
    }
}
