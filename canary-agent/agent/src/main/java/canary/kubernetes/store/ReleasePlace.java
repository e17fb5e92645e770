package canary.kubernetes.store;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;

import java.nio.file.Path;

/**
 * Where the releases of an app are kept.
 *
 * @param workspace for what an agent keeps on its own machine
 */
record ReleasePlace(
        KubeObjects<ConfigMap> maps,
        KubeObjects<Lease> leases,
        String app,
        Path workspace,
        LeaseTiming timing,
        LeaseClock clock) {

    ReleaseId id(String release) {
        return new ReleaseId(app, release);
    }

    LeaseWatch watch() {
        return new LeaseWatch(leases, ReleaseNames.lease(app), timing, clock);
    }
}
