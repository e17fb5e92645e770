package canary.kubernetes.workloads;

import canary.cluster.Cluster;
import canary.cluster.Pod;
import canary.kubernetes.api.ApiFailure;
import canary.kubernetes.api.JsonPatch;
import canary.kubernetes.api.KubernetesApi;
import canary.plan.Plan;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.Resource;

import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/** Kubernetes: each version is a Deployment {@code app-version}. */
public final class KubernetesCluster implements Cluster {

    private static final String REPLICAS = "/spec/replicas";

    private final KubernetesApi api;
    private final Plan.Version stable;
    private final Plan.Version canary;
    private final PodStates states;
    private final Autoscalers autoscalers;
    private final CanaryObjects made;
    private final PodLogs logs;

    public KubernetesCluster(
            KubernetesApi api, Plan.Version stable, Plan.Version canary, PodAddresses addresses) {
        this.api = api;
        this.stable = stable;
        this.canary = canary;
        this.states = new PodStates(api.app(), addresses);
        this.autoscalers = new Autoscalers(api);
        this.made = new CanaryObjects(api, autoscalers, stable.version(), canary.version());
        this.logs = new PodLogs(api, states);
    }

    @Override
    public List<Pod> pods(String version) {
        return states.copies(version, all(version));
    }

    private List<io.fabric8.kubernetes.api.model.Pod> all(String version) {
        return api.call(
                "list pods of " + api.name(version),
                () ->
                        api.client()
                                .pods()
                                .inNamespace(api.namespace())
                                .withLabelSelector(
                                        "app=%s,version=%s".formatted(api.app(), version))
                                .list()
                                .getItems());
    }

    @Override
    public OptionalInt desired(String version) {
        Deployment found = find(version);
        return found == null ? OptionalInt.empty() : OptionalInt.of(replicas(found));
    }

    private @Nullable Deployment find(String version) {
        String name = api.name(version);
        return api.find("get Deployment " + name, () -> deployment(version).get());
    }

    private Resource<Deployment> deployment(String version) {
        return api.client()
                .apps()
                .deployments()
                .inNamespace(api.namespace())
                .withName(api.name(version));
    }

    private static int replicas(Deployment it) {
        return Objects.requireNonNullElse(it.getSpec().getReplicas(), 1);
    }

    /**
     * Never takes copies away but all of them: an autoscaler or a person who wants more keeps them.
     * The canary's Deployment is made from stable's where there is none.
     */
    @Override
    public void scale(String version, int replicas) {
        Deployment found = find(version);
        if (replicas == 0) {
            if (found != null && replicas(found) > 0) {
                patch(version, new JsonPatch().replace(REPLICAS, 0));
            }
            autoscalers.putBack(versions());
            return;
        }
        if (found != null && isLeftOver(found, version)) {
            // Of an earlier try: stable may have changed since.
            made.delete(version);
            found = null;
        }
        if (found == null) {
            make(version, replicas);
        } else {
            patch(version, raised(found, version, replicas));
        }
        autoscalers.raise(version, replicas);
    }

    private boolean isLeftOver(Deployment found, String version) {
        Map<String, String> annotations = found.getMetadata().getAnnotations();
        return version.equals(canary.version())
                && canary.image() != null
                && replicas(found) == 0
                && annotations != null
                && annotations.containsKey(Marks.MADE_FROM);
    }

    private List<String> versions() {
        return List.of(stable.version(), canary.version());
    }

    private void make(String version, int replicas) {
        if (!version.equals(canary.version())) {
            throw failure("there is no Deployment " + api.name(version));
        }
        String image = canary.image();
        if (image == null) {
            throw failure(
                    "there is no Deployment %s; to make it the plan must say canary.image"
                            .formatted(api.name(version)));
        }
        made.make(image, replicas);
    }

    private JsonPatch raised(Deployment found, String version, int replicas) {
        JsonPatch patch = new JsonPatch();
        int now = replicas(found);
        if (now < replicas) {
            patch.test(REPLICAS, now).replace(REPLICAS, replicas);
        }
        String image = canary.image();
        if (image != null && version.equals(canary.version())) {
            List<Container> all = found.getSpec().getTemplate().getSpec().getContainers();
            int main = main(all);
            String old = all.get(main).getImage();
            if (!image.equals(old)) {
                patch.replace("/spec/template/spec/containers/" + main + "/image", image);
                List<Container> inits = found.getSpec().getTemplate().getSpec().getInitContainers();
                for (int i = 0; i < inits.size(); i++) {
                    if (Objects.equals(old, inits.get(i).getImage())) {
                        patch.replace("/spec/template/spec/initContainers/" + i + "/image", image);
                    }
                }
            }
        }
        return patch;
    }

    /** The container that runs the version: named as the app, or else the first. */
    private int main(List<Container> all) {
        for (int i = 0; i < all.size(); i++) {
            if (api.app().equals(all.get(i).getName())) {
                return i;
            }
        }
        return 0;
    }

    private void patch(String version, JsonPatch patch) {
        if (!patch.isEmpty()) {
            api.call(
                    "patch Deployment " + api.name(version),
                    () -> deployment(version).patch(JsonPatch.CONTEXT, patch.text()));
        }
    }

    @Override
    public void retire(String version) {
        made.delete(version);
        autoscalers.putBack(versions());
    }

    @Override
    public String problem(String version) {
        Deployment found = find(version);
        if (found == null) {
            String obstacle = version.equals(canary.version()) ? made.obstacle() : "";
            return obstacle.isEmpty() ? "there is no Deployment " + api.name(version) : obstacle;
        }
        if (Boolean.TRUE.equals(found.getSpec().getPaused())) {
            return "Deployment %s is paused (spec.paused)".formatted(api.name(version));
        }
        String problem = new WorkloadProblems(states).of(found, all(version));
        return problem.isEmpty() ? limit(version) : problem;
    }

    /** An autoscaler that may not have as many copies as the release asks for. */
    private String limit(String version) {
        int wanted = version.equals(canary.version()) ? canary.replicas() : stable.replicas();
        try {
            return autoscalers
                    .of(version)
                    .filter(it -> it.getSpec().getMaxReplicas() < wanted)
                    .map(
                            it ->
                                    "its autoscaler %s allows %d copies, the plan wants %d"
                                            .formatted(
                                                    it.getMetadata().getName(),
                                                    it.getSpec().getMaxReplicas(),
                                                    wanted))
                    .orElse("");
        } catch (ApiFailure e) {
            return "";
        }
    }

    @Override
    public Map<String, String> lastLines(String version) {
        Map<String, String> lines = new LinkedHashMap<>();
        for (io.fabric8.kubernetes.api.model.Pod pod : all(version)) {
            lines.put(pod.getMetadata().getName(), logs.lastLines(pod));
        }
        return lines;
    }

    private UncheckedIOException failure(String sentence) {
        return KubernetesApi.failure(sentence + " (namespace " + api.namespace() + ")");
    }
}
