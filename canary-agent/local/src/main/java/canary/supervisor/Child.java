package canary.supervisor;

import canary.cluster.Pod;
import canary.programs.Ports;
import canary.programs.Readiness;
import canary.programs.Spawner;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One copy of a version: a process that is started again when it ends by itself. */
final class Child {

    private static final Logger LOG = LoggerFactory.getLogger(Child.class);
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(250);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(10);
    // A process that lived this long starts its back-off anew.
    private static final Duration LONG_LIFE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(250);
    // A busy server may miss some probes; one that ended is unready at once.
    private static final Duration UNREADY_AFTER = Duration.ofSeconds(5);

    private final String name;
    private final Deployment deployment;
    private final Spawner spawner;
    private final Readiness readiness;
    private final Runnable onChange;
    private final int apiPort = Ports.free();
    private final int managementPort = Ports.free();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    private @Nullable Process process;
    private volatile boolean ready;
    private volatile Life life = new Life(0, null, null);

    /** What is told together of the processes that this copy has had. */
    private record Life(int restarts, @Nullable Instant startedAt, @Nullable String lastEnd) {

        Life started(Instant now) {
            return new Life(restarts, now, lastEnd);
        }

        Life ended(String how) {
            return new Life(restarts, startedAt, how);
        }

        Life again() {
            return new Life(restarts + 1, startedAt, lastEnd);
        }
    }

    Child(
            String name,
            Deployment deployment,
            Spawner spawner,
            Readiness readiness,
            Runnable onChange) {
        this.name = name;
        this.deployment = deployment;
        this.spawner = spawner;
        this.readiness = readiness;
        this.onChange = onChange;
    }

    void start() {
        Thread.ofVirtual().name("child-" + name).start(this::keepRunning);
        Thread.ofVirtual().name("probe-" + name).start(this::probe);
    }

    Pod pod() {
        Life now = life;
        return new Pod(
                name,
                deployment.version(),
                ready,
                now.restarts(),
                root(apiPort),
                root(managementPort),
                now.startedAt(),
                now.lastEnd());
    }

    /** The process that runs now, if one does. */
    synchronized OptionalLong pid() {
        return process != null && process.isAlive()
                ? OptionalLong.of(process.pid())
                : OptionalLong.empty();
    }

    /** Asks it to end; returns at once. */
    synchronized void stop() {
        stop.countDown();
        become(false);
        if (process != null) {
            process.destroy();
        }
    }

    /** Waits until it has ended, and ends it by force after the limit. */
    void awaitEnd(Duration limit) throws InterruptedException {
        if (!ended.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("pod={} did not end on SIGTERM within {}, killed", name, limit);
            synchronized (this) {
                if (process != null) {
                    process.destroyForcibly();
                }
            }
            ended.await();
        }
    }

    private void keepRunning() {
        try {
            Duration backOff = FIRST_BACK_OFF;
            while (isWanted()) {
                long start = System.nanoTime();
                Process running = launch();
                if (running != null) {
                    int code = running.waitFor();
                    LOG.info("pod={} pid={} ended code={}", name, running.pid(), code);
                    // 137 is SIGKILL, of whomever: that memory ran out is not known here.
                    life = life.ended("exit " + code);
                }
                become(false);
                Duration lived = Duration.ofNanos(System.nanoTime() - start);
                backOff = lived.compareTo(LONG_LIFE) > 0 ? FIRST_BACK_OFF : backOff;
                if (stop.await(backOff.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                life = life.again();
                Duration doubled = backOff.multipliedBy(2);
                backOff = doubled.compareTo(LONGEST_BACK_OFF) < 0 ? doubled : LONGEST_BACK_OFF;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    private synchronized @Nullable Process launch() {
        if (!isWanted()) {
            return null;
        }
        Map<String, String> environment = new HashMap<>(deployment.environment());
        environment.put("ERP_HTTP_PORT", Integer.toString(apiPort));
        environment.put("ERP_MANAGEMENT_PORT", Integer.toString(managementPort));
        try {
            process = spawner.start(deployment.command(), environment, deployment.log().toFile());
            life = life.started(Instant.now().truncatedTo(ChronoUnit.MILLIS));
            LOG.info("pod={} pid={} api={} started", name, process.pid(), apiPort);
            return process;
        } catch (IOException e) {
            LOG.error("pod={} cannot be started", name, e);
            life = life.ended("not started");
            return null;
        }
    }

    private void probe() {
        try {
            long lastAnswer = System.nanoTime();
            while (!stop.await(BETWEEN_PROBES.toMillis(), TimeUnit.MILLISECONDS)) {
                boolean answers = pid().isPresent() && readiness.isReady(root(managementPort));
                long now = System.nanoTime();
                lastAnswer = answers ? now : lastAnswer;
                if (pid().isEmpty() || answers || now - lastAnswer > UNREADY_AFTER.toNanos()) {
                    become(answers && pid().isPresent());
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isWanted() {
        return stop.getCount() > 0;
    }

    private void become(boolean next) {
        boolean wanted = next && isWanted();
        if (ready != wanted) {
            ready = wanted;
            LOG.info("pod={} ready={}", name, wanted);
            onChange.run();
        }
    }

    private static URI root(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
