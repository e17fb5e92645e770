package erp.core.tx;

import erp.core.Actor;
import erp.core.Caller;
import erp.core.CoreError;
import erp.core.ErpException;
import erp.core.sql.DatabaseFailure;
import erp.core.sql.OutcomeUnknownException;
import erp.core.traces.Traces;
import erp.core.value.Money;

import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.SessionBuilder;
import org.hibernate.SessionFactory;
import org.hibernate.Transaction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Transactions. A write is run again as a whole, with a fresh session, when the database gives it
 * up (deadlock, lock timeout, a row changed meanwhile), a few times; then it is {@link
 * CoreError#BUSY}.
 */
public final class Db {
    private static final Logger log = LoggerFactory.getLogger(Db.class);

    /** So often is what finds out by itself run in all, where an outcome is unknown. */
    private static final int FINDING_OUT = 3;

    /** Longer than the pool trusts a connection that it has not looked at. */
    private static final long FINDING_OUT_MILLIS = 600;

    private final Supplier<SessionFactory> sessions;
    private final Clock clock;
    private final Tx.Recorder recorder;
    private final CompanyProfiles companies = new CompanyProfiles();
    private final HeldDocuments held = new HeldDocuments();
    private final Observer observer;
    private final Traces traces;

    private enum Mode {
        COMMIT("write"),
        /** Work that finds out whether it was done before. */
        COMMIT_ONCE("write"),
        ROLL_BACK("dry-run");

        private final String called;

        Mode(String called) {
            this.called = called;
        }
    }

    /** Told of what happens to transactions, for metrics. */
    public interface Observer {
        Observer NONE = new Observer() {};

        /** Work is about to be run again. */
        default void retried() {}

        /** Whether a transaction was committed is not known. */
        default void outcomeUnknown() {}

        /** The database takes no writes, and will not before it is mended; why, in a sentence. */
        default void refusedToWrite(String why) {}

        /** A document was posted, and that was committed. */
        default void posted(String module, String kind) {}

        /** What a document that was posted is worth, beside {@link #posted}. */
        default void worth(String module, String kind, Money amount) {}

        /** A statement, or a batch of one, took so long. */
        default void statement(long nanos) {}
    }

    public Db(SessionFactory sessions, Clock clock, ChangeRecorder recorder, Observer observer) {
        this(() -> sessions, clock, recorder, observer, Traces.OFF);
    }

    /**
     * @param sessions asked for at each transaction: modules hold this before their entities are
     *     mapped
     */
    public Db(
            Supplier<SessionFactory> sessions,
            Clock clock,
            ChangeRecorder recorder,
            Observer observer,
            Traces traces) {
        this.sessions = sessions;
        this.clock = clock;
        this.recorder = recorder;
        this.observer = observer;
        this.traces = traces;
    }

    /** Told of each transaction. */
    public Traces traces() {
        return traces;
    }

    /** What is held for review, to be looked up by {@link HeldLook}. */
    public HeldDocuments held() {
        return held;
    }

    /**
     * Runs work and commits it. Throws {@link ErpException} where it is refused or the database
     * cannot do it now, {@link OutcomeUnknownException} where it may be committed: such work is
     * never run again here.
     */
    public <T> T write(Caller caller, Function<Tx, T> work) {
        return retrying(caller, work, Mode.COMMIT);
    }

    /**
     * Like {@link #write} for work that begins by finding out whether it was done before, and then
     * does nothing: where an outcome is unknown it is run once more to know it.
     */
    public <T> T writeOnce(Caller caller, Function<Tx, T> work) {
        return retrying(caller, work, Mode.COMMIT_ONCE);
    }

    /** Runs work wholly, constraints and all, and rolls it back. */
    public <T> T dryRun(Caller caller, Function<Tx, T> work) {
        return retrying(caller, work, Mode.ROLL_BACK);
    }

    /** Runs work that only reads. */
    public <T> T read(Caller caller, Function<Tx, T> work) {
        return traces.transaction("read", () -> reading(caller, work));
    }

    private <T> T reading(Caller caller, Function<Tx, T> work) {
        HoldGuard guard = new HoldGuard(held, caller.company());
        try (Session session = open(caller, null)) {
            guard.begin(session, false);
            session.setDefaultReadOnly(true);
            session.setHibernateFlushMode(FlushMode.MANUAL);
            Transaction transaction = session.beginTransaction();
            try {
                T result = work.apply(tx(session, caller, guard, false));
                transaction.commit();
                return result;
            } catch (RuntimeException | Error e) {
                rollback(transaction, e);
                throw e;
            }
        } catch (RuntimeException e) {
            throw DatabaseFailure.of(e).toException(e);
        }
    }

    private <T> T retrying(Caller caller, Function<Tx, T> work, Mode mode) {
        OutcomeUnknownException unknown = null;
        for (int attempt = 1; ; attempt++) {
            try {
                return traces.transaction(mode.called, () -> once(caller, work, mode));
            } catch (OutcomeUnknownException e) {
                unknown = unknown == null ? e : unknown;
                if (mode != Mode.COMMIT_ONCE || attempt >= FINDING_OUT) {
                    throw given(unknown);
                }
            } catch (RuntimeException e) {
                DatabaseFailure trouble = DatabaseFailure.of(e);
                if (unknown == null && attempt >= trouble.attempts()) {
                    throw refused(trouble, e);
                }
                // The work's own word is right: it has looked whether it was done before.
                if (unknown != null && (attempt >= FINDING_OUT || e instanceof ErpException)) {
                    throw e instanceof ErpException ? e : given(unknown);
                }
                log.debug(
                        "transaction given up by the database attempt={} why={}", attempt, trouble);
            }
            observer.retried();
            if (!pause(unknown == null ? 10L << (attempt - 1) : FINDING_OUT_MILLIS)) {
                throw unknown == null
                        ? new ErpException(CoreError.BUSY, "the server is stopping")
                        : given(unknown);
            }
        }
    }

    private OutcomeUnknownException given(OutcomeUnknownException unknown) {
        observer.outcomeUnknown();
        return unknown;
    }

    private RuntimeException refused(DatabaseFailure trouble, RuntimeException e) {
        RuntimeException refusal = trouble.toException(e);
        if (trouble.stopsWriting()) {
            observer.refusedToWrite(String.valueOf(refusal.getMessage()));
        }
        return refusal;
    }

    private <T> T once(Caller caller, Function<Tx, T> work, Mode mode) {
        HoldGuard guard = new HoldGuard(held, caller.company());
        boolean guarded = !caller.company().equals(Actor.NOBODY.id()) && guard.isNeeded();
        Session session = open(caller, guarded ? guard : null);
        try {
            Transaction transaction = session.beginTransaction();
            Tx tx = tx(session, caller, guard, mode == Mode.ROLL_BACK);
            T result;
            try {
                guard.begin(session, guarded);
                result = work.apply(tx);
                session.flush();
                session.setHibernateFlushMode(FlushMode.MANUAL); // a commit sends nothing else
                if (mode != Mode.ROLL_BACK) {
                    finish(tx);
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw new ErpException(CoreError.BUSY, "the request was given up");
                }
            } catch (RuntimeException | Error e) {
                rollback(transaction, e);
                throw e;
            }
            if (mode == Mode.ROLL_BACK) {
                transaction.rollback();
            } else {
                commit(transaction);
                committed(tx);
            }
            return result;
        } finally {
            close(session);
        }
    }

    /** Each of what runs last may ask for another, which runs behind it. */
    private static void finish(Tx tx) {
        List<Runnable> actions = tx.beforeCommit();
        for (int next = 0; next < actions.size(); next++) {
            actions.get(next).run();
        }
    }

    /** What the database refuses it has rolled back; whatever else fails may be written. */
    private static void commit(Transaction transaction) {
        try {
            transaction.commit();
        } catch (RuntimeException | Error e) {
            rollback(transaction, e);
            if (DatabaseFailure.of(e).isRefusal()) {
                throw e;
            }
            throw new OutcomeUnknownException(e);
        }
    }

    /** It is written, so nothing that fails from here on may look as if it were not. */
    private void committed(Tx tx) {
        for (Runnable action : tx.afterCommit()) {
            try {
                action.run();
            } catch (RuntimeException | Error e) {
                log.error("what follows a commit failed request_id={}", tx.requestId(), e);
            }
        }
    }

    private static void close(Session session) {
        try {
            session.close();
        } catch (RuntimeException e) {
            log.warn("a session did not close cause={}", e.toString());
        }
    }

    private Session open(Caller caller, @Nullable HoldGuard guard) {
        SessionBuilder options =
                sessions.get().withOptions().tenantIdentifier((Object) caller.company());
        if (traces.isTelling()) {
            SqlSpans spans = new SqlSpans(observer, traces);
            options.eventListeners(spans).statementInspector(spans);
        } else {
            options.eventListeners(new SqlTimer(observer));
        }
        return (guard == null ? options : options.interceptor(guard)).openSession();
    }

    private Tx tx(Session session, Caller caller, HoldGuard guard, boolean dryRun) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Tx(session, caller, now, recorder, companies, guard, observer, dryRun);
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

    /** Whether it was waited for; no, when the thread is to end. */
    private static boolean pause(long millis) {
        try {
            Thread.sleep(millis, ThreadLocalRandom.current().nextInt(999_999));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
