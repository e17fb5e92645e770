package canary.plan;

import canary.gates.input.Limits;
import canary.mesh.Split;
import canary.metrics.Selector;
import canary.verdict.WatchTime;

import erp.migrations.sql.DatabaseLogin;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a release shall do, as {@link PlanFile} reads it.
 *
 * @param release name of the release
 * @param stable what runs now
 * @param canary what shall run
 * @param routing whether whole users or single requests are drawn
 * @param interval time between two ticks
 * @param stages shares of the canary, rising to 90 to 100 percent
 * @param bake how long the canary must stay healthy at the last stage's weight
 * @param hold what happens when nobody decides
 * @param patience how long each step may take
 * @param alpha chance that a healthy canary is blamed, over the whole release and all its gates
 * @param gates the limits
 * @param prometheus who has scraped the metrics; null where the agent scrapes them itself
 * @param notices who is told how it goes; null where the plan names nobody
 * @param hooks what is done to the database, and when
 * @param local how to reach the parts on this machine; null where there are none
 * @param cluster how to reach them in a Kubernetes cluster; null where there is none
 */
public record Plan(
        String release,
        Version stable,
        Version canary,
        Split.Routing routing,
        Duration interval,
        List<Stage> stages,
        Duration bake,
        Hold hold,
        Patience patience,
        double alpha,
        Limits gates,
        @Nullable Prometheus prometheus,
        @Nullable Notify notices,
        Map<HookPoint, Hook> hooks,
        @Nullable Local local,
        @Nullable Kubernetes cluster) {

    public Plan {
        stages = List.copyOf(stages);
        hooks = Map.copyOf(hooks);
    }

    /** What it has for a point. */
    public Hook hook(HookPoint point) {
        return Objects.requireNonNull(hooks.get(point), "asked where it has one");
    }

    public boolean has(HookPoint point) {
        return hooks.containsKey(point);
    }

    /**
     * A version and how many copies of it run.
     *
     * @param image what a cluster makes its copies from; null for the one that is deployed already
     */
    public record Version(String version, int replicas, @Nullable String image) {}

    /**
     * @param weight share of the canary in percent
     * @param watchAtLeast a healthy stage takes so long
     * @param watchAtMost an undecided stage is held after this
     */
    public record Stage(int weight, Duration watchAtLeast, Duration watchAtMost) {

        public WatchTime watchTime() {
            return WatchTime.ofStage(watchAtLeast, watchAtMost);
        }
    }

    /**
     * What is done with a held release when nobody decides.
     *
     * @param after a person has so long
     * @param resumeAfter all must be well for so long before it goes on by itself; null for never
     */
    public record Hold(Duration after, Action action, @Nullable Duration resumeAfter) {

        /** The decision that is taken for the absent. */
        public enum Action {
            ROLLBACK,
            PROMOTE,
            /** Nothing is touched; the agent ends and says that a person must decide. */
            STAY
        }
    }

    /** How long a step may take before the release is refused, held or reported as it is. */
    public record Patience(
            Duration preflight,
            Duration deploy,
            Duration smoke,
            Duration shift,
            Duration prove,
            Duration scale) {}

    /**
     * @param control where the local router and supervisor are told what to do
     * @param metrics the router's page of metrics
     * @param entrance the public entrance
     * @param database where the data are checked, the canary's documents counted and the version is
     *     named that does the jobs; null when they are not
     * @param probe who runs the smoke tests
     */
    public record Local(
            URI control, URI metrics, URI entrance, @Nullable Database database, Probe probe) {}

    /**
     * The ERP in a Kubernetes cluster.
     *
     * @param context of the kubeconfig; empty for the present one, or the pod's own account
     * @param namespace where the ERP runs; empty for the context's, or the pod's own
     * @param app name of Service, VirtualService and DestinationRule, and the label {@code app}; a
     *     version's Deployment is called {@code app-version}
     * @param entrance the public entrance
     * @param gateway whose pods count the requests where no Prometheus does; null for Istio's own
     * @param podAccess how the pods are reached
     * @param afterPromotion what is done with the old version
     * @param database as on one machine
     * @param probe who runs the smoke tests
     */
    public record Kubernetes(
            String context,
            String namespace,
            String app,
            Router router,
            URI entrance,
            @Nullable Gateway gateway,
            PodAccess podAccess,
            AfterPromotion afterPromotion,
            @Nullable Database database,
            Probe probe) {

        /** Who splits the traffic. */
        public enum Router {
            /** A VirtualService and the subsets of a DestinationRule. */
            ISTIO,
            /** An HTTPRoute and a Service for each version. */
            GATEWAY_API
        }

        /** The way to a pod's ports. */
        public enum PodAccess {
            /** By its address, from inside of the cluster's network. */
            DIRECT,
            /** Through the API server, from anywhere. */
            PROXY
        }

        /** What becomes of the old version's Deployment. */
        public enum AfterPromotion {
            /** It is deleted, as in the requirements document. */
            DELETE,
            /** It stays, at no copies. */
            KEEP
        }

        /**
         * Pods of the ingress gateway.
         *
         * @param labels a label selector
         * @param port of its page {@code /stats/prometheus}
         */
        public record Gateway(String namespace, String labels, int port) {
            /** As Istio's own installation has it. */
            public static final Gateway ISTIO =
                    new Gateway("istio-system", "istio=ingressgateway", 15_090);
        }
    }

    /**
     * @param url with the prefix of its paths
     * @param selector the series of both versions' pods
     * @param mesh the series of the router or of Istio's gateway
     * @param podLabel the label that tells pods apart
     * @param authorization value of the header; empty for none
     */
    public record Prometheus(
            URI url,
            Selector selector,
            Selector mesh,
            String podLabel,
            Duration timeout,
            String authorization) {

        @Override
        public String toString() {
            return "Prometheus[%s, %s, %s, %s, ***]".formatted(url, selector, mesh, podLabel);
        }
    }

    /**
     * @param alertmanagers with the prefix of their paths; those of one cluster tell each other
     * @param authorization value of the header; empty for none
     */
    public record Notify(List<URI> alertmanagers, String authorization) {

        public Notify {
            alertmanagers = List.copyOf(alertmanagers);
        }

        @Override
        public String toString() {
            return "Notify[" + alertmanagers + ", ***]";
        }
    }

    /** An account that may read everything of the ERP, and change {@code core_active_version}. */
    public record Database(String url, String user, String password) {

        @Override
        public String toString() {
            return "Database[" + url + ", " + user + ", ***]";
        }

        public DatabaseLogin login() {
            return new DatabaseLogin(url, user, password);
        }
    }

    /** A user of the ERP that may send probes to a version. */
    public record Probe(String username, String password) {

        @Override
        public String toString() {
            return "Probe[" + username + ", ***]";
        }
    }

    /** Where the data are; null where the plan does not say. */
    public @Nullable Database database() {
        return local != null ? local.database() : cluster != null ? cluster.database() : null;
    }

    /** Whether the old version is taken away for good once the canary is promoted. */
    public boolean isOldDeleted() {
        return cluster != null && cluster.afterPromotion() == Kubernetes.AfterPromotion.DELETE;
    }

    /** The last stage up to a weight; the first where all are above it. */
    public Stage stageAt(int weight) {
        Stage at = stages.getFirst();
        for (Stage each : stages) {
            if (each.weight() <= weight) {
                at = each;
            }
        }
        return at;
    }

    /** The split that sends this share to the canary. */
    public Split split(int percent) {
        return new Split(stable.version(), canary.version(), percent, routing);
    }

    /** The split after promotion: the canary has become stable, nobody is on trial. */
    public Split promoted() {
        return new Split(canary.version(), stable.version(), 0, routing);
    }

    /** Share of the canary in a split, percent. */
    public int canaryShare(Split split) {
        if (split.canary().equals(canary.version())) {
            return split.canaryPercent();
        }
        return split.stable().equals(canary.version()) ? 100 - split.canaryPercent() : 0;
    }
}
