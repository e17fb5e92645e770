package erp.core;

import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * Transactions. A write is run again as a whole, with a fresh session, when the database gives it
 * up (deadlock, lock timeout, a row changed meanwhile), a few times; then it is {@link
 * CoreError#BUSY}.
 */
public final class Db {
    private static final Logger log = LoggerFactory.getLogger(Db.class);

    private final SessionFactory sessions;
    private final Clock clock;
    private final Tx.Recorder recorder;
    private final CompanyProfiles companies = new CompanyProfiles();
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

    public Db(SessionFactory sessions, Clock clock, Journal recorder, Observer observer) {
        this.sessions = sessions;
        this.clock = clock;
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
                T result = work.apply(tx(session, caller, false));
                transaction.commit();
                return result;
            } catch (RuntimeException | Error e) {
                rollback(transaction, e);
                throw e;
            }
        } catch (RuntimeException e) {
            throw Trouble.of(e).toException(e);
        }
    }

    private <T> T retrying(Caller caller, Function<Tx, T> work, boolean commit) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(caller, work, commit);
            } catch (RuntimeException e) {
                Trouble trouble = Trouble.of(e);
                if (attempt >= trouble.attempts()) {
                    throw trouble.toException(e);
                }
                log.debug(
                        "transaction given up by the database attempt={} why={}", attempt, trouble);
                observer.retried();
                pause(attempt);
            }
        }
    }

    private <T> T once(Caller caller, Function<Tx, T> work, boolean commit) {
        try (Session session = open(caller)) {
            Transaction transaction = session.beginTransaction();
            try {
                Tx tx = tx(session, caller, !commit);
                T result = work.apply(tx);
                session.flush();
                if (commit) {
                    transaction.commit();
                    tx.posted().forEach(it -> observer.posted(it.module(), it.kind()));
                    tx.afterCommit().forEach(Runnable::run);
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
        return sessions.withOptions()
                .tenantIdentifier((Object) caller.company())
                .eventListeners(new SqlTimer(observer))
                .openSession();
    }

    private Tx tx(Session session, Caller caller, boolean dryRun) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Tx(session, caller, now, recorder, companies, dryRun);
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
}
