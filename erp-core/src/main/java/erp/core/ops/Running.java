package erp.core.ops;

import erp.core.http.server.Server;
import erp.core.jobs.Jobs;
import erp.core.traces.Traces;
import erp.core.tx.Database;
import erp.core.tx.HeldLook;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that runs, and the order in which it ends: nobody new, those inside out, then the rest.
 */
public final class Running implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Running.class);

    private final Health health;
    private final Server server;
    private final Database database;
    private final Management management;
    private final Metrics metrics;
    private final Jobs jobs;
    private final HeldLook held;
    private final Traces traces;

    public Running(
            Health health,
            Server server,
            Database database,
            Management management,
            Metrics metrics,
            Jobs jobs,
            HeldLook held,
            Traces traces) {
        this.health = health;
        this.server = server;
        this.database = database;
        this.management = management;
        this.metrics = metrics;
        this.jobs = jobs;
        this.held = held;
        this.traces = traces;
    }

    /** Opens both ports; from then on it is alive, and ready when its checks say so. */
    public void start() {
        server.start();
        management.start(); // last, so that nobody is told "ready" before requests are served
        management.started();
        jobs.start();
    }

    /**
     * Ends orderly when the process is told to (SIGTERM, SIGINT), with exit status 0.
     *
     * @param last what else is to be closed, such as an embedded database
     */
    public void closeOnSignal(Runnable last) {
        Thread hook =
                new Thread(
                        () -> {
                            int status = 0;
                            try {
                                close();
                                last.run();
                            } catch (RuntimeException e) {
                                log.error("the server did not end orderly", e);
                                status = 1;
                            }
                            Logs.close();
                            // After an orderly end a signal's own status would look like a failure.
                            Runtime.getRuntime().halt(status);
                        },
                        "shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        log.info("stopping, requests in flight may finish");
        health.stopping();
        server.close();
        jobs.close();
        held.close();
        traces.close();
        database.close();
        management.close();
        metrics.close();
    }
}
