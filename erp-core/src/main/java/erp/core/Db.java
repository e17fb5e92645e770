package erp.core;

import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StaleStateException;
import org.hibernate.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * Transactions. A write is run again as a whole, with a fresh session, when the database gives it
 * up (deadlock, lock timeout, a row changed meanwhile): at most {@link #ATTEMPTS} times, then
 * {@link CoreError#BUSY}.
 */
public final class Db {
    static final int ATTEMPTS = 5;
    private static final Logger log = LoggerFactory.getLogger(Db.class);

    private final SessionFactory sessions;
    private final Clock clock;
    private final ZoneId zone;
    private final Tx.Recorder recorder;
    private final Observer observer;

    /** Told of what happens to transactions, for metrics. */
    public interface Observer {
        Observer NONE = new Observer() {};

        /** Work is about to be run again. */
        default void retried() {}

        /** A document was posted, and that was committed. */
        default void posted(String module, String kind) {}

        /** A statement, or a batch of one, took so long. */
        default void statement(long nanos) {}
    }

    /**
     * @param zone of business dates
     * @param onRetry called once for each time that work is run again, for a counter
     */
    public Db(
            SessionFactory sessions, Clock clock, ZoneId zone, Journal recorder, Runnable onRetry) {
        this(
                sessions,
                clock,
                zone,
                recorder,
                new Observer() {
                    @Override
                    public void retried() {
                        onRetry.run();
                    }
                });
    }

    public Db(
            SessionFactory sessions,
            Clock clock,
            ZoneId zone,
            Journal recorder,
            Observer observer) {
        this.sessions = sessions;
        this.clock = clock;
        this.zone = zone;
        this.recorder = recorder;
        this.observer = observer;
    }

    /**
     * Runs work and commits it. Throws {@link ErpException} where it is refused or the database
     * cannot do it now.
     */
    public <T> T write(Caller caller, Function<Tx, T> work) {
        return retrying(caller, work, true);
    }

    /** Runs work wholly, constraints and all, and rolls it back. */
    public <T> T dryRun(Caller caller, Function<Tx, T> work) {
        return retrying(caller, work, false);
    }

    /** Runs work that only reads. */
    public <T> T read(Caller caller, Function<Tx, T> work) {
        try (Session session = open(caller)) {
            session.setDefaultReadOnly(true);
            session.setHibernateFlushMode(FlushMode.MANUAL);
            Transaction transaction = session.beginTransaction();
            try {
                T result = work.apply(tx(session, caller));
                transaction.commit();
                return result;
            } catch (RuntimeException | Error e) {
                rollback(transaction, e);
                throw e;
            }
        } catch (RuntimeException e) {
            throw translated(e);
        }
    }

    private <T> T retrying(Caller caller, Function<Tx, T> work, boolean commit) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(caller, work, commit);
            } catch (RuntimeException e) {
                if (!isTransient(e)) {
                    throw translated(e);
                }
                if (attempt == ATTEMPTS) {
                    throw new ErpException(
                            CoreError.BUSY,
                            java.util.List.of(),
                            "the documents are being changed by others, try again",
                            e);
                }
                log.debug(
                        "transaction given up by the database attempt={} request_id={}",
                        attempt,
                        caller.requestId());
                observer.retried();
                pause(attempt);
            }
        }
    }

    private <T> T once(Caller caller, Function<Tx, T> work, boolean commit) {
        try (Session session = open(caller)) {
            Transaction transaction = session.beginTransaction();
            try {
                T result = work.apply(tx(session, caller));
                session.flush();
                if (commit) {
                    transaction.commit();
                } else {
                    transaction.rollback();
                }
                return result;
            } catch (RuntimeException | Error e) {
                rollback(transaction, e);
                throw e;
            }
        }
    }

    private Session open(Caller caller) {
        return sessions.withOptions().tenantIdentifier((Object) caller.company()).openSession();
    }

    private Tx tx(Session session, Caller caller) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Tx(session, caller, now, LocalDate.ofInstant(now, zone), recorder);
    }

    private static void rollback(Transaction transaction, Throwable cause) {
        try {
            if (transaction.isActive()) {
                transaction.rollback();
            }
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(10L << (attempt - 1), ThreadLocalRandom.current().nextInt(999_999));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ErpException(CoreError.BUSY, "the server is stopping");
        }
    }

    /**
     * Deadlock, lock wait timeout, or a row that changed under us: the same work can succeed when
     * run again.
     */
    static boolean isTransient(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof StaleStateException) {
                return true;
            }
            if (cause instanceof SQLException sql
                    && (sql.getErrorCode() == 1213
                            || sql.getErrorCode() == 1205
                            || sql.getErrorCode() == 1020
                            || "40001".equals(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /**
     * A database that is away or has no free connection is the service's trouble, not the caller's.
     */
    private static RuntimeException translated(RuntimeException e) {
        if (e instanceof ErpException) {
            return e;
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof java.sql.SQLTransientConnectionException
                    || cause instanceof java.sql.SQLNonTransientConnectionException
                    || (cause instanceof SQLException sql
                            && sql.getSQLState() != null
                            && sql.getSQLState().startsWith("08"))) {
                return new ErpException(
                        CoreError.DATABASE_UNAVAILABLE,
                        java.util.List.of(),
                        "the database does not answer",
                        e);
            }
        }
        return e;
    }
}
