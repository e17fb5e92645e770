package canary.supervisor;

import canary.cluster.Cluster;
import canary.cluster.Pod;
import canary.programs.Readiness;
import canary.programs.Spawner;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Runs versions as child processes on this machine: starts again what ends by itself, probes
 * readiness, and stops with SIGTERM, then SIGKILL. Stopping goes on behind the scenes; {@link
 * #close} waits for all of it.
 */
public final class Supervisor implements Cluster, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    private final Spawner spawner = new Spawner();
    private final Readiness readiness = new Readiness();
    private final Duration stopLimit;
    private final Map<String, Deployment> deployments = new LinkedHashMap<>();
    private final Map<String, List<Child>> running = new HashMap<>();
    private final List<Child> stopping = new ArrayList<>();
    private volatile Map<String, List<URI>> backends = Map.of();
    private boolean closed;
    private int started;

    /** Knows the given versions, none of them running. */
    public Supervisor(List<Deployment> known) {
        this(known, STOP_LIMIT);
    }

    Supervisor(List<Deployment> known, Duration stopLimit) {
        this.stopLimit = stopLimit;
        known.forEach(each -> deployments.put(each.version(), each));
    }

    @Override
    public synchronized List<Pod> pods(String version) {
        return children(version).map(Child::pod).toList();
    }

    @Override
    public synchronized OptionalInt desired(String version) {
        return deployments.containsKey(version)
                ? OptionalInt.of(running.getOrDefault(version, List.of()).size())
                : OptionalInt.empty();
    }

    @Override
    public synchronized void scale(String version, int replicas) {
        Deployment deployment = deployments.get(version);
        if (deployment == null) {
            throw new IllegalArgumentException(
                    "there is no version " + version + " among " + deployments.keySet());
        }
        if (closed) {
            throw new IllegalStateException("the supervisor is closed");
        }
        List<Child> copies = running.computeIfAbsent(version, _ -> new ArrayList<>());
        if (copies.size() != replicas) {
            LOG.info("version={} replicas={} before={}", version, replicas, copies.size());
        }
        while (copies.size() < replicas) {
            Child child =
                    new Child(
                            version + "-" + started++,
                            deployment,
                            spawner,
                            readiness,
                            this::publish);
            copies.add(child);
            child.start();
        }
        while (copies.size() > replicas) {
            stop(copies.removeLast());
        }
        publish();
    }

    /** API roots of the version's ready copies: what a router may send requests to. */
    public List<URI> backends(String version) {
        return backends.getOrDefault(version, List.of());
    }

    /** Processes of the version that run now. */
    public synchronized List<Long> pids(String version) {
        return children(version).flatMap(child -> child.pid().stream().boxed()).toList();
    }

    /** Stops every copy and returns when no process is left. */
    @Override
    public void close() {
        List<Child> left;
        synchronized (this) {
            closed = true;
            running.values().forEach(copies -> copies.forEach(this::stop));
            running.clear();
            publish();
            left = List.copyOf(stopping);
        }
        left.forEach(this::awaitEnd);
        spawner.close();
    }

    private Stream<Child> children(String version) {
        return running.getOrDefault(version, List.of()).stream();
    }

    private void stop(Child child) {
        stopping.add(child);
        child.stop();
        Thread.ofVirtual().start(() -> awaitEnd(child));
    }

    private void awaitEnd(Child child) {
        try {
            child.awaitEnd(stopLimit);
            synchronized (this) {
                stopping.remove(child);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void publish() {
        Map<String, List<URI>> next = new HashMap<>();
        running.forEach(
                (version, copies) ->
                        next.put(
                                version,
                                copies.stream()
                                        .map(Child::pod)
                                        .filter(Pod::ready)
                                        .map(Pod::api)
                                        .toList()));
        backends = Map.copyOf(next);
    }
}
