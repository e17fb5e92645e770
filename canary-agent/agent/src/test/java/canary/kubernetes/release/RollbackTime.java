package canary.kubernetes.release;

import canary.agent.io.Connections;
import canary.kubernetes.RealCluster;
import canary.mesh.Mesh;
import canary.mesh.Split;
import canary.rollout.Ended;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** {@code ops/bin/rollback-time}: how fast users are off a bad version, on a real control plane. */
final class RollbackTime {

    private static final int PER_SECOND = 100;
    private static final long BETWEEN_LOOKS_MILLIS = 50;

    private RollbackTime() {}

    /**
     * What one rollback took.
     *
     * @param accepted from the end of the look that showed the harm until the API server had taken
     *     the routes; judging and the journal are in it
     * @param last from the same moment until Envoy counted a request for the canary for the last
     *     time; zero where none came any more
     * @param proof from the decision to the end of the proof
     */
    private record Measured(
            Duration accepted, Duration last, Duration proof, int failures, int requests) {}

    /** The word is the number of rollbacks. */
    public static void main(String[] words) throws IOException {
        int rollbacks = Integer.parseInt(words[0]);
        int promotions = Math.max(1, rollbacks / 5);
        List<Measured> all = new ArrayList<>();
        Path directory = Files.createTempDirectory("rollback-time");
        try (ClusterErp erp = new ClusterErp(RealCluster.shared(), "rollback-time", 1);
                EnvoyCounters envoy = new EnvoyCounters(erp)) {
            System.out.println("| rollback | accepted | last at Envoy | proof | failed requests |");
            System.out.println("|---:|---:|---:|---:|---:|");
            for (int i = 1; i <= rollbacks; i++) {
                erp.reset();
                Measured it = rollback(erp, envoy, "slow-" + i, directory.resolve("slow-" + i));
                all.add(it);
                System.out.printf(
                        Locale.ROOT,
                        "| %d | %d ms | %d ms | %.1f s | %d of %d |%n",
                        i,
                        it.accepted().toMillis(),
                        it.last().toMillis(),
                        it.proof().toMillis() / 1000.0,
                        it.failures(),
                        it.requests());
            }
            summary(all);
            for (int i = 1; i <= promotions; i++) {
                erp.reset();
                promotion(erp, "good-" + i, directory.resolve("good-" + i));
            }
        }
        System.exit(0);
    }

    private static Measured rollback(
            ClusterErp erp, EnvoyCounters envoy, String name, Path directory) {
        Watch watch = new Watch();
        ClusterPlan plan = ClusterPlan.quick(erp, name, "erp-system:v2-slow");
        try (ErpUsers users = new ErpUsers(erp.entrance(), PER_SECOND);
                ReleaseOnCluster release =
                        new ReleaseOnCluster(erp, plan, directory, watch::over)) {
            long sent = 0;
            long lastSent = 0;
            while (!release.hasEnded()) {
                // Asked before, so that what is counted was sent by then.
                long now = System.nanoTime();
                long counted = envoy.sentTo("v2");
                if (counted > sent) {
                    sent = counted;
                    lastSent = now;
                }
                pause();
            }
            if (release.await() != 3) {
                throw new IllegalStateException("it was not rolled back:\n" + release.said());
            }
            Ended.RolledBack end = (Ended.RolledBack) release.last().phase();
            if (end.verifiedAt() == null) {
                throw new IllegalStateException("it was not proven:\n" + release.said());
            }
            return new Measured(
                    Duration.ofNanos(watch.acceptedAt - watch.seenAt),
                    Duration.ofNanos(Math.max(0, lastSent - watch.seenAt)),
                    Duration.between(end.decidedAt(), end.verifiedAt()),
                    users.failures().size(),
                    (int) users.answered().values().stream().mapToLong(it -> it).sum());
        }
    }

    private static void promotion(ClusterErp erp, String name, Path directory) {
        ClusterPlan plan = ClusterPlan.quick(erp, name, "erp-system:v2");
        try (ErpUsers users = new ErpUsers(erp.entrance(), PER_SECOND);
                ReleaseOnCluster release = new ReleaseOnCluster(erp, plan, directory)) {
            if (release.await() != 0) {
                throw new IllegalStateException("it was not promoted:\n" + release.said());
            }
            System.out.printf(
                    "promotion: %d of %d requests failed%n",
                    users.failures().size(),
                    users.answered().values().stream().mapToLong(it -> it).sum());
        }
    }

    private static void summary(List<Measured> all) {
        System.out.println();
        line("harm seen -> VirtualService accepted", all.stream().map(Measured::accepted).toList());
        line("harm seen -> last request at Envoy", all.stream().map(Measured::last).toList());
        line("decision -> proof complete", all.stream().map(Measured::proof).toList());
        System.out.printf(
                "rollbacks: %d of %d requests failed%n",
                all.stream().mapToInt(Measured::failures).sum(),
                all.stream().mapToInt(Measured::requests).sum());
    }

    private static void line(String what, List<Duration> times) {
        List<Duration> sorted = times.stream().sorted().toList();
        System.out.printf(
                "%s: median %d ms, most %d ms%n",
                what, sorted.get(sorted.size() / 2).toMillis(), sorted.getLast().toMillis());
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** When the agent had looked last before it asked for stable alone, and when that was done. */
    private static final class Watch {

        private volatile long lookedAt;
        private volatile long seenAt;
        private volatile long acceptedAt;
        private volatile boolean isLive;

        Connections over(Connections it) {
            return new Connections(
                    new Mesh() {
                        @Override
                        public Split split() {
                            return it.mesh().split();
                        }

                        @Override
                        public void shift(Split wanted) {
                            long seen = lookedAt;
                            it.mesh().shift(wanted);
                            isLive |= wanted.canaryPercent() > 0;
                            if (isLive && wanted.canaryPercent() == 0 && acceptedAt == 0) {
                                seenAt = seen;
                                acceptedAt = System.nanoTime();
                            }
                        }
                    },
                    it.cluster(),
                    (pods, now) -> {
                        var look = it.metrics().look(pods, now);
                        lookedAt = System.nanoTime();
                        return look;
                    },
                    it.entrance(),
                    it.smoke(),
                    it.integrations(),
                    it.hooks(),
                    it.announcer());
        }
    }
}
