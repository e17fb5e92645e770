package canary.demo;

import canary.cluster.Supervisor;
import canary.mesh.Mesh;
import canary.mesh.Split;

/**
 * Where a fault happens.
 *
 * @param canary the version that has the fault
 */
record Scene(Supervisor supervisor, Mesh mesh, String canary) {

    /** Whether users reach the canary now, on trial or as the new stable version. */
    boolean hasTraffic() {
        Split split = mesh.split();
        return split.stable().equals(canary) || split.canaryPercent() > 0;
    }
}
