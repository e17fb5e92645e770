package canary.operations;

import canary.agent.io.Connections;
import canary.cluster.LocalCluster;
import canary.kubernetes.ClusterConnections;
import canary.mesh.LocalMesh;
import canary.notices.AlertmanagerAnnouncer;
import canary.plan.NotifySetting;
import canary.plan.Plan;
import canary.plan.PlanException;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** All that a plan's agent talks to, on this machine or in a cluster. */
public final class PlanConnections implements AutoCloseable {

    private final Connections connections;
    private final @Nullable ClusterConnections cluster;
    private final @Nullable AlertmanagerAnnouncer notices;

    private PlanConnections(
            Plan plan, Connections connections, @Nullable ClusterConnections cluster) {
        Plan.Notify target = NotifySetting.of(plan, System.getenv());
        this.notices = target == null ? null : new AlertmanagerAnnouncer(plan, target);
        this.connections = notices == null ? connections : connections.telling(notices);
        this.cluster = cluster;
    }

    /** Throws {@link PlanException} where the plan does not say where the ERP is. */
    public static PlanConnections of(Plan plan) {
        if (plan.cluster() != null) {
            return of(plan, ClusterConnections.of(plan));
        }
        Plan.Local local = plan.local();
        if (local == null) {
            throw new PlanException(List.of("local: is missing, and so is cluster"));
        }
        Connections connections =
                Connections.local(
                        local, new LocalMesh(local.control()), new LocalCluster(local.control()));
        Plan.Prometheus prometheus = plan.prometheus();
        return new PlanConnections(
                plan,
                prometheus == null
                        ? connections
                        : connections.with(
                                Connections.source(
                                        prometheus, plan.gates().telemetry().staleAfter())),
                null);
    }

    static PlanConnections of(Plan plan, ClusterConnections cluster) {
        return new PlanConnections(plan, cluster.connections(), cluster);
    }

    public Connections connections() {
        return connections;
    }

    @Override
    public void close() {
        if (notices != null) {
            notices.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }
}
