package erp.core.jobs;

import erp.core.Caller;
import erp.core.Ids;
import erp.core.TroubleLog;
import erp.core.tx.Db;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Does jobs when they are due: on the version that is active, and by one process of the fleet. A
 * job whose lease is lost, or whose version is active no longer, is interrupted.
 */
public final class Jobs implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Jobs.class);
    private static final Caller CALLER = Caller.system("jobs");
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** So late is nothing that only waits for its turn. */
    private static final Duration LATE = Duration.ofMinutes(10);

    private static final String TROUBLE = "jobs";

    private final Db db;
    private final List<Job> jobs;
    private final Fleet fleet;
    private final Leases leases;
    private final Observer observer;
    private final TroubleLog troubles;
    private final Map<String, Thread> running = new HashMap<>();
    private final List<Runnable> looks = new ArrayList<>();
    private final Thread loop;
    private volatile boolean active;
    private volatile List<Leases.Standing> standings = List.of();

    /** Told of what becomes of jobs, for metrics. */
    public interface Observer {
        Observer NONE = new Observer() {};

        /** A run has ended. */
        default void ended(String job, boolean succeeded) {}

        /** Whether this version works by itself. */
        default void active(boolean is) {}

        /**
         * @param seconds since any process of the fleet did it with success
         */
        default void sinceSuccess(String job, long seconds) {}
    }

    public Jobs(Db db, String version, List<Job> jobs, Observer observer) {
        this.db = db;
        this.jobs = List.copyOf(jobs);
        this.fleet = new Fleet(Ids.next(), version);
        this.leases = new Leases(fleet);
        this.observer = observer;
        this.troubles = new TroubleLog(log, System::nanoTime);
        this.loop = Thread.ofVirtual().name("jobs").unstarted(this::loop);
    }

    /** Also does this at each look, whether the version is active or not: for what all tell. */
    public Jobs looking(Runnable look) {
        looks.add(look);
        return this;
    }

    public void start() {
        loop.start();
    }

    /** What operators should know: jobs that failed last, or are late; empty when all is well. */
    public String trouble() {
        return String.join("; ", standings.stream().flatMap(it -> told(it).stream()).toList());
    }

    private Optional<String> told(Leases.Standing job) {
        if (job.failure() != null) {
            return Optional.of("%s failed: %s".formatted(job.name(), job.failure()));
        }
        return active && !job.isRunning() && job.lateSeconds() > LATE.toSeconds()
                ? Optional.of("%s is %d s late".formatted(job.name(), job.lateSeconds()))
                : Optional.empty();
    }

    private void loop() {
        while (true) {
            try {
                tick();
                troubles.over(TROUBLE);
            } catch (RuntimeException e) {
                troubles.seen(TROUBLE, String.valueOf(e.getMessage()));
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Looks once, and begins what is due. Throws where the database is away or a look fails. */
    synchronized void tick() {
        active =
                db.write(
                        CALLER,
                        tx -> {
                            fleet.report(tx);
                            return fleet.isActive(tx);
                        });
        observer.active(active);
        List<Leases.Standing> found = db.read(CALLER, leases::standings);
        for (Job job : jobs) {
            Thread worker = running.get(job.name());
            if (worker != null) {
                keep(job, worker);
            } else if (active) {
                begin(job, found);
            }
        }
        standings = db.read(CALLER, leases::standings);
        for (Leases.Standing job : standings) {
            Long since = job.secondsSinceSuccess();
            if (since != null) {
                observer.sinceSuccess(job.name(), since);
            }
        }
        look();
    }

    /** Each, whatever becomes of the others; then throws what failed first. */
    private void look() {
        RuntimeException failure = null;
        for (Runnable look : looks) {
            try {
                look.run();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Writes only where there is something to do, which is seldom. */
    private void begin(Job job, List<Leases.Standing> found) {
        Optional<Leases.Standing> standing =
                found.stream().filter(it -> it.name().equals(job.name())).findAny();
        if (standing.isEmpty()) {
            db.write(CALLER, tx -> leases.add(tx, job));
        } else if (standing.get().isFree() && db.write(CALLER, tx -> leases.take(tx, job))) {
            running.put(job.name(), Thread.ofVirtual().name("job-" + job.name()).start(run(job)));
        }
    }

    private void keep(Job job, Thread worker) {
        if (!active || !db.write(CALLER, tx -> leases.extend(tx, job))) {
            worker.interrupt();
        }
    }

    private Runnable run(Job job) {
        return () -> {
            String failure = null;
            try {
                job.work().run();
            } catch (RuntimeException | Error e) {
                log.error("job failed job={}", job.name(), e);
                failure = String.valueOf(e.getMessage());
            }
            boolean interrupted = Thread.interrupted(); // or its end could not be written
            ended(job, interrupted && failure == null ? "it was broken off" : failure);
        };
    }

    private void ended(Job job, @Nullable String failure) {
        observer.ended(job.name(), failure == null);
        try {
            db.write(
                    CALLER,
                    tx ->
                            failure == null
                                    ? leases.succeeded(tx, job)
                                    : leases.failed(tx, job, failure));
        } catch (RuntimeException e) {
            // Its lease runs out, and it is done again.
            log.warn("the end of a job is not known to the fleet job={}", job.name(), e);
        } finally {
            synchronized (this) {
                running.remove(job.name());
            }
        }
    }

    /** Begins nothing more, breaks off what runs and waits for it. */
    @Override
    public void close() {
        loop.interrupt();
        List<Thread> workers;
        synchronized (this) {
            workers = List.copyOf(running.values());
        }
        workers.forEach(Thread::interrupt);
        try {
            for (Thread worker : workers) {
                worker.join(Duration.ofSeconds(5));
            }
            if (loop.isAlive()) {
                loop.join(Duration.ofSeconds(5));
            }
            db.write(
                    CALLER,
                    tx -> {
                        fleet.leave(tx);
                        return active;
                    });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.debug("the fleet is not told that this process ends", e);
        }
    }
}
