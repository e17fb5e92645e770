package canary.kubernetes.store;

import canary.agent.io.Releases;
import canary.kubernetes.api.KubernetesApi;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * Releases of a cluster whose dead agents are given up within a second, for tests that kill many.
 */
public final class ShortLeases {

    private static final LeaseTiming TIMING =
            new LeaseTiming(
                    Duration.ofMillis(250), Duration.ofMillis(1500), Duration.ofMillis(100));

    private ShortLeases() {}

    /**
     * The releases as an agent sees them.
     *
     * @param workspace what an agent keeps on its machine
     * @param clockOff by how much its machine's clock is off
     */
    public static Releases of(KubernetesApi api, Path workspace, Duration clockOff) {
        return new ClusterReleases(api, workspace, TIMING, new WrongClock(clockOff));
    }

    private record WrongClock(Duration off) implements LeaseClock {

        @Override
        public long nanos() {
            return SYSTEM.nanos();
        }

        @Override
        public Instant now() {
            return SYSTEM.now().plus(off);
        }

        @Override
        public void await(Duration pause) {
            SYSTEM.await(pause);
        }
    }
}
