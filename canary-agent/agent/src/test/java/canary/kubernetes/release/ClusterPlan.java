package canary.kubernetes.release;

import canary.plan.Plan;
import canary.plan.PlanFile;

import java.net.URI;

/**
 * The plan of a short release on a cluster. Limits allow for a machine on which others are busy:
 * the comparison of times is for the version that is slower by hundreds of milliseconds.
 */
record ClusterPlan(String text) {

    static final String PASSWORD = "secret";

    static ClusterPlan quick(ClusterErp erp, String release, String image) {
        return new ClusterPlan(
                """
                release: %s
                stable: {version: v1, replicas: 1}
                canary: {version: v2, replicas: 1, image: "%s"}
                interval: 500ms
                stages:
                  - {weight: 20, watchAtLeast: 1s, watchAtMost: 60s}
                  - {weight: 50, watchAtLeast: 1s, watchAtMost: 60s}
                  - {weight: 100, watchAtLeast: 1s, watchAtMost: 60s}
                bake: 1s
                holdPolicy: {after: 0s, action: stay}
                patience: {preflight: 30s, deploy: 30s, smoke: 20s, shift: 20s, prove: 60s, scale: 60s}
                gates:
                  errors: {minRequests: 20}
                  latency: {minRequests: 20, warmUp: 0s, margin: {ratio: 2, share: 0.1}}
                  availability: {unreadyFor: 10s}
                  telemetry: {staleAfter: 10s}
                cluster:
                  namespace: %s
                  entrance: %s
                  gateway: {namespace: istio-system, labels: "istio=ingressgateway", port: %d}
                  probe: {username: probe, password: %s}
                """
                        .formatted(
                                release,
                                image,
                                erp.namespace(),
                                erp.entrance(),
                                erp.statisticsPort(),
                                PASSWORD));
    }

    ClusterPlan with(String old, String changed) {
        if (!text.contains(old)) {
            throw new IllegalArgumentException("the plan has no " + old);
        }
        return new ClusterPlan(text.replace(old, changed));
    }

    /** With the counters that a Prometheus has. */
    ClusterPlan measuredBy(URI prometheus) {
        return new ClusterPlan(
                text.replaceAll("(?m)^  gateway: .*\n", "")
                        + """
                        metrics:
                          prometheus: %s
                          selector: 'job="erp"'
                          mesh: 'job="gateway"'
                          podLabel: instance
                        """
                                .formatted(prometheus));
    }

    Plan plan() {
        return PlanFile.parse(text, _ -> null);
    }
}
