package canary.plan;

import canary.plan.Plan.Kubernetes;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Reads how the ERP is reached in a Kubernetes cluster. */
final class ClusterSection {

    private static final String APP = "erp-system";
    private static final int HIGHEST_PORT = 65_535;

    /** RFC 1123, as Kubernetes wants names of namespaces and Services. */
    private static final String LABEL = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";

    /** A version names a subset and a Service, which may have no dots. */
    private static final String VERSION = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";

    private ClusterSection() {}

    static Kubernetes read(Section at, Plan.Version stable, Plan.Version canary) {
        for (Plan.Version version : List.of(stable, canary)) {
            if (!version.version().isEmpty() && !version.version().matches(VERSION)) {
                at.problem(
                        "",
                        "needs versions of a-z, 0-9, '-', since Deployments, subsets and Services"
                                + " are named after them (v2-0-0 for 2.0.0), not "
                                + version.version());
            }
        }
        Section gateway = at.section("gateway");
        Kubernetes cluster =
                new Kubernetes(
                        at.has("context") ? at.text("context") : "",
                        name(at, "namespace", ""),
                        name(at, "app", APP),
                        at.oneOf("router", Kubernetes.Router.ISTIO, Kubernetes.Router.values()),
                        at.uri("entrance"),
                        gateway(gateway),
                        at.oneOf(
                                "podAccess",
                                Kubernetes.PodAccess.DIRECT,
                                Kubernetes.PodAccess.values()),
                        at.oneOf(
                                "afterPromotion",
                                Kubernetes.AfterPromotion.DELETE,
                                Kubernetes.AfterPromotion.values()),
                        PlanFile.database(at.section("database")),
                        PlanFile.probe(at.section("probe")));
        at.refuseUnknown();
        return cluster;
    }

    private static Kubernetes.@Nullable Gateway gateway(Section at) {
        if (!at.isPresent()) {
            return null;
        }
        Kubernetes.Gateway gateway =
                new Kubernetes.Gateway(
                        name(at, "namespace", Kubernetes.Gateway.ISTIO.namespace()),
                        at.has("labels") ? at.text("labels") : Kubernetes.Gateway.ISTIO.labels(),
                        at.integer("port", Kubernetes.Gateway.ISTIO.port(), 1, HIGHEST_PORT));
        at.refuseUnknown();
        return gateway;
    }

    private static String name(Section at, String key, String otherwise) {
        if (!at.has(key)) {
            return otherwise;
        }
        String name = at.text(key);
        if (!name.isEmpty() && !name.matches(LABEL)) {
            at.problem(key, "must be 1 to 63 of a-z, 0-9, '-', and begin and end without '-'");
        }
        return name;
    }
}
