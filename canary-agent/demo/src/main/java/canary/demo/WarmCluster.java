package canary.demo;

import canary.cluster.Cluster;
import canary.cluster.Pod;
import canary.load.WarmUp;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Tells the agent that a new copy is ready only when it is warm, as a readiness gate does in a
 * cluster. A copy that was started again is not warmed again: users wait for it.
 */
final class WarmCluster implements Cluster, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WarmCluster.class);

    /** A further hundred makes hardly a difference. */
    static final int ROUNDS = 240;

    /** Any pace's patience with a canary that starts is a minute more. */
    private static final Duration MOST = Duration.ofMinutes(2);

    private final Cluster cluster;
    private final String version;
    private final WarmUp warmUp;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, CompletableFuture<Void>> warming = new HashMap<>();

    /**
     * @param version whose copies are warmed; others have run for long
     */
    WarmCluster(Cluster cluster, String version, WarmUp warmUp) {
        this.cluster = cluster;
        this.version = version;
        this.warmUp = warmUp;
    }

    @Override
    public List<Pod> pods(String wanted) {
        List<Pod> pods = cluster.pods(wanted);
        return wanted.equals(version) ? pods.stream().map(this::whenWarm).toList() : pods;
    }

    private synchronized Pod whenWarm(Pod pod) {
        if (!pod.ready()) {
            return pod;
        }
        CompletableFuture<Void> done =
                warming.computeIfAbsent(
                        pod.name(),
                        name ->
                                CompletableFuture.runAsync(
                                        () -> warm(name, pod.api(), warmUp), threads));
        return pod.withReady(done.isDone());
    }

    /** A copy that cannot be warmed is left cold: smoke tests and gates judge it, not we. */
    static void warm(String pod, URI api, WarmUp work) {
        long start = System.nanoTime();
        try {
            Map<String, String> refused = work.run(api, ROUNDS, MOST);
            LOG.info("pod={} warm after_ms={}", pod, (System.nanoTime() - start) / 1_000_000);
            refused.forEach(
                    (step, answer) -> LOG.warn("pod={} stays cold in {}: {}", pod, step, answer));
        } catch (IOException e) {
            LOG.warn("pod={} stays cold: {}", pod, e.getMessage());
        }
    }

    @Override
    public OptionalInt desired(String wanted) {
        return cluster.desired(wanted);
    }

    @Override
    public void scale(String wanted, int replicas) {
        cluster.scale(wanted, replicas);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
