package canary.local;

import canary.cluster.Cluster;
import canary.cluster.Pod;
import canary.programs.Readiness;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Versions that somebody else runs, one copy each, as containers beside the router are: it probes
 * them, and to scale is to take one in or leave it out. What is left out goes on running and gets
 * no requests.
 */
final class StandingCluster implements Cluster, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StandingCluster.class);
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(500);
    // A busy server may miss some probes.
    private static final Duration UNREADY_AFTER = Duration.ofSeconds(5);

    private final Map<String, Copy> copies = new LinkedHashMap<>();
    private final Readiness readiness = new Readiness();
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * @param version its name
     * @param api root of its API
     * @param management root of its management port
     */
    record Member(String version, URI api, URI management) {}

    private static final class Copy {

        private final Member member;
        private volatile boolean isIn;
        private volatile boolean isReady;

        Copy(Member member, boolean isIn) {
            this.member = member;
            this.isIn = isIn;
        }
    }

    /** The first is the one that runs; it is taken in, the others are not yet. */
    StandingCluster(List<Member> members) {
        for (Member member : members) {
            copies.put(member.version(), new Copy(member, copies.isEmpty()));
        }
    }

    /** Probes from now on. */
    StandingCluster start() {
        copies.values()
                .forEach(
                        copy ->
                                Thread.ofVirtual()
                                        .name("probe-" + copy.member.version())
                                        .start(() -> probe(copy)));
        return this;
    }

    private void probe(Copy copy) {
        try {
            long seen = System.nanoTime();
            do {
                boolean answers = readiness.isReady(copy.member.management());
                long now = System.nanoTime();
                seen = answers ? now : seen;
                boolean isReady = answers || (copy.isReady && now - seen < UNREADY_AFTER.toNanos());
                if (isReady != copy.isReady) {
                    LOG.info("version={} ready={}", copy.member.version(), isReady);
                }
                copy.isReady = isReady;
            } while (!closed.await(BETWEEN_PROBES.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where a version's requests may go. */
    List<URI> backends(String version) {
        Copy copy = copies.get(version);
        return copy != null && copy.isIn && copy.isReady ? List.of(copy.member.api()) : List.of();
    }

    @Override
    public List<Pod> pods(String version) {
        Copy copy = copies.get(version);
        if (copy == null || !copy.isIn) {
            return List.of();
        }
        Member member = copy.member;
        return List.of(
                new Pod(version, version, copy.isReady, 0, member.api(), member.management()));
    }

    @Override
    public OptionalInt desired(String version) {
        Copy copy = copies.get(version);
        return copy == null ? OptionalInt.empty() : OptionalInt.of(copy.isIn ? 1 : 0);
    }

    @Override
    public void scale(String version, int replicas) {
        Copy copy = copies.get(version);
        if (copy == null || replicas > 1) {
            throw new IllegalArgumentException(
                    copy == null
                            ? "there is no version %s among %s".formatted(version, copies.keySet())
                            : "there is one copy of each version, not " + replicas);
        }
        copy.isIn = replicas == 1;
        LOG.info("version={} replicas={}", version, replicas);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
