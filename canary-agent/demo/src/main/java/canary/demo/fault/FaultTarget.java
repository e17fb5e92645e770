package canary.demo.fault;

import canary.mesh.Mesh;
import canary.mesh.Split;
import canary.router.Router;

import erp.migrations.sql.DatabaseLogin;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Where a fault happens.
 *
 * @param backends where the ready copies of a version listen, without any fault
 * @param stable the version that runs already
 * @param canary the version that has the fault
 * @param account the canary's own, of the database; null where it is not known
 */
public record FaultTarget(
        Router.Backends backends,
        Processes processes,
        Mesh mesh,
        String stable,
        String canary,
        @Nullable DatabaseLogin account) {

    /** The processes that run a version. */
    @FunctionalInterface
    public interface Processes {
        List<Long> of(String version);
    }

    /** Without an account. */
    public FaultTarget(
            Router.Backends backends,
            Processes processes,
            Mesh mesh,
            String stable,
            String canary) {
        this(backends, processes, mesh, stable, canary, null);
    }

    /** Whether users reach the canary now, on trial or as the new stable version. */
    boolean hasTraffic() {
        Split split = mesh.split();
        return split.stable().equals(canary) || split.canaryPercent() > 0;
    }
}
