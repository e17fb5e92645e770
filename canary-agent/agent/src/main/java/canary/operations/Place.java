package canary.operations;

import canary.agent.io.LocalReleases;
import canary.agent.io.Releases;
import canary.kubernetes.ClusterConnections;
import canary.kubernetes.api.ApiFailure;
import canary.kubernetes.api.KubernetesApi;
import canary.kubernetes.store.ClusterReleases;
import canary.plan.Plan;
import canary.plan.PlanException;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Where releases are kept and carried out: this machine, or an app of a cluster. */
public final class Place implements AutoCloseable {

    private final Releases releases;
    private final @Nullable KubernetesApi api;
    private final @Nullable Supplier<KubernetesApi> open;

    private Place(
            Releases releases,
            @Nullable KubernetesApi api,
            @Nullable Supplier<KubernetesApi> open) {
        this.releases = releases;
        this.api = api;
        this.open = open;
    }

    /**
     * This machine.
     *
     * @param all the directory of all releases
     */
    public static Place local(Path all) {
        return new Place(new LocalReleases(all), null, null);
    }

    /**
     * A cluster.
     *
     * @param open opens a connection; each release has one of its own
     * @param workspace for what agents keep on this machine
     */
    public static Place cluster(Supplier<KubernetesApi> open, Path workspace) {
        Supplier<KubernetesApi> checked = () -> Kubeconfig.open(open);
        KubernetesApi api = checked.get();
        return new Place(new ClusterReleases(api, workspace), api, checked);
    }

    public Releases releases() {
        return releases;
    }

    /**
     * What an agent of this plan talks to; in a cluster over this place's connection, whichever the
     * plan's author used. Throws {@link PlanException} where the plan belongs elsewhere.
     */
    public PlanConnections connect(Plan plan) {
        Plan.Kubernetes cluster = plan.cluster();
        if (cluster == null || open == null || api == null) {
            return PlanConnections.of(plan);
        }
        refuseElsewhere("cluster.app", cluster.app(), api.app());
        if (!cluster.namespace().isEmpty()) {
            refuseElsewhere("cluster.namespace", cluster.namespace(), api.namespace());
        }
        return PlanConnections.of(plan, ClusterConnections.of(plan, open.get()));
    }

    /** Runs a command here; a cluster that does not answer is named. */
    public int run(IntSupplier command) {
        try {
            return command.getAsInt();
        } catch (ApiFailure e) {
            throw api == null ? e : Kubeconfig.named(e, api);
        }
    }

    private static void refuseElsewhere(String field, String planned, String here) {
        if (!planned.equals(here)) {
            throw new PlanException(
                    List.of("%s: must be %s here, not %s".formatted(field, here, planned)));
        }
    }

    @Override
    public void close() {
        if (api != null) {
            api.close();
        }
    }
}
