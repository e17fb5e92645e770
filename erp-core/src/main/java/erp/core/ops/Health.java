package erp.core.ops;

import erp.core.Causes;
import erp.core.TroubleLog;
import erp.core.tx.Database;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Whether the process can serve, asked of several checks, each with a time limit. An answer is kept
 * for a second, so that probes cannot hurt.
 */
public final class Health {
    private static final Logger log = LoggerFactory.getLogger(Health.class);
    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LIMIT_MILLIS = 1000;

    private final List<Check> checks;
    private final Executor executor;
    private final LongSupplier nanos;
    private final TroubleLog troubles;
    private State last = new State(false, Map.of());
    private long lastNanos;
    private boolean asked;
    private volatile boolean stopping;

    /**
     * One thing that must be well.
     *
     * @param trouble what is wrong, in words for operators; empty when nothing is
     * @param isNeeded whether the process cannot serve without; else the trouble is only told
     */
    public record Check(String name, Supplier<String> trouble, boolean isNeeded) {
        public Check(String name, Supplier<String> trouble) {
            this(name, trouble, true);
        }

        /** One without which the process can serve. */
        public static Check told(String name, Supplier<String> trouble) {
            return new Check(name, trouble, false);
        }
    }

    /**
     * What all checks said.
     *
     * @param ready whether those are well that are needed
     * @param checks name to {@code ok} or what is wrong
     */
    public record State(boolean ready, Map<String, String> checks) {}

    /**
     * What a server needs: the database's answer, a schema for this version, room, connections that
     * come back. A queue for connections is told.
     *
     * @param told what is told beside, such as how its jobs do
     */
    public static Health of(
            Database database, Metrics metrics, Supplier<String> schemaTrouble, Check... told) {
        List<Check> checks =
                new ArrayList<>(
                        List.of(
                                database(database),
                                schema(schemaTrouble),
                                storage(database, metrics, System::nanoTime),
                                pool(database, metrics, System::nanoTime)));
        checks.add(queue(database, metrics, System::nanoTime));
        checks.addAll(List.of(told));
        return new Health(checks);
    }

    static Check database(Database database) {
        return new Check("database", () -> answers(database));
    }

    static Check schema(Supplier<String> trouble) {
        return new Check("schema", trouble);
    }

    static Check storage(Database database, Metrics metrics, LongSupplier nanos) {
        return new Check(
                "storage", new StorageCheck(database.probe(), metrics::lastRefusal, nanos));
    }

    static Check pool(Database database, Metrics metrics, LongSupplier nanos) {
        return new Check("pool", new PoolCheck(counts(database, metrics), nanos));
    }

    static Check queue(Database database, Metrics metrics, LongSupplier nanos) {
        return Check.told("queue", new QueueCheck(counts(database, metrics), nanos));
    }

    private static PoolCounts counts(Database database, Metrics metrics) {
        return new PoolCounts(database.pool(), metrics.registry());
    }

    public Health(List<Check> checks) {
        this(checks, task -> Thread.ofVirtual().name("health").start(task), System::nanoTime);
    }

    Health(List<Check> checks, Executor executor, LongSupplier nanos) {
        this.checks = List.copyOf(checks);
        this.executor = executor;
        this.nanos = nanos;
        this.troubles = new TroubleLog(log, nanos);
    }

    /** From now on the answer is no, whatever the checks say. */
    public void stopping() {
        stopping = true;
    }

    public synchronized State state() {
        if (stopping) {
            return new State(false, Map.of("process", "is stopping"));
        }
        long now = nanos.getAsLong();
        if (!asked || now - lastNanos >= KEPT_NANOS) {
            last = ask();
            lastNanos = nanos.getAsLong();
            asked = true;
        }
        return last;
    }

    private static String answers(Database database) {
        try (Connection connection = database.probe().getConnection()) {
            return connection.isValid(1) ? "" : "the database does not answer";
        } catch (SQLException e) {
            return "the database does not answer: " + line(e);
        }
    }

    /** What the innermost cause says, in one line and without our own names. */
    static String line(Throwable e) {
        return String.valueOf(Causes.innermost(e).getMessage()).lines().findFirst().orElse("");
    }

    private State ask() {
        Map<String, FutureTask<String>> running = new LinkedHashMap<>();
        for (Check check : checks) {
            FutureTask<String> task = new FutureTask<>(check.trouble()::get);
            running.put(check.name(), task);
            executor.execute(task);
        }
        Map<String, String> said = new LinkedHashMap<>();
        running.forEach((name, task) -> said.put(name, answer(name, task)));
        boolean ready =
                checks.stream()
                        .filter(Check::isNeeded)
                        .allMatch(check -> "ok".equals(said.get(check.name())));
        return new State(ready, said);
    }

    /** What a check says; a trouble is logged when it begins, and once a minute while it lasts. */
    private String answer(String name, FutureTask<String> task) {
        String trouble;
        String detail = "";
        try {
            trouble = task.get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            trouble = "no answer within " + LIMIT_MILLIS + " ms";
        } catch (ExecutionException e) {
            trouble = "the check failed";
            detail = ": " + e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            trouble = "interrupted";
        }
        if (trouble.isEmpty()) {
            troubles.over("health." + name);
            return "ok";
        }
        troubles.seen("health." + name, trouble + detail);
        return trouble;
    }
}
