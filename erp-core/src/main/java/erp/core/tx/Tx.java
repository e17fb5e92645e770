package erp.core.tx;

import erp.core.Actor;
import erp.core.Caller;
import erp.core.CoreError;
import erp.core.ErpException;
import erp.core.ErrorCode;
import erp.core.Event;
import erp.core.Ids;
import erp.core.value.Money;

import jakarta.persistence.LockModeType;

import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * One transaction of one caller. Everything below the routes takes a {@code Tx} first and never
 * opens one. The work may be run again from the start (deadlock), so it touches nothing but its
 * {@code Tx}.
 */
public final class Tx {
    private final Session session;
    private Caller caller;
    private final Instant now;
    private final Recorder recorder;
    private final CompanyProfiles companies;
    private final HoldGuard guard;
    private final boolean dryRun;
    private final Db.Observer observer;
    private final List<Runnable> beforeCommit = new ArrayList<>(2);
    private final List<Runnable> afterCommit = new ArrayList<>(2);

    Tx(
            Session session,
            Caller caller,
            Instant now,
            Recorder recorder,
            CompanyProfiles companies,
            HoldGuard guard,
            Db.Observer observer,
            boolean dryRun) {
        this.session = session;
        this.caller = caller;
        this.now = now;
        this.recorder = recorder;
        this.companies = companies;
        this.guard = guard;
        this.observer = observer;
        this.dryRun = dryRun;
    }

    public Session session() {
        return session;
    }

    /** The transaction's time, in whole microseconds as the database keeps them. */
    public Instant now() {
        return now;
    }

    /** The company's business date at {@link #now()}. */
    public LocalDate today() {
        return company().dateOf(now);
    }

    /**
     * The date of a document: the one that was asked for, or else today. Nothing is posted into the
     * future, so a date after today throws FUTURE_DATE.
     *
     * @param pointer of the field that it was asked for with, {@code /date}
     */
    public LocalDate documentDate(@Nullable LocalDate asked, String pointer) {
        LocalDate today = today();
        if (asked != null && asked.isAfter(today)) {
            throw ErpException.field(
                    CoreError.FUTURE_DATE,
                    pointer,
                    "future",
                    "must not be after today, " + today + " at the company");
        }
        return asked == null ? today : asked;
    }

    /** Whether everything will be rolled back: nothing may be taken that others wait for. */
    public boolean isDryRun() {
        return dryRun;
    }

    public Actor actor() {
        return caller.actor();
    }

    /** From here on the caller has the rights of this moment; before, they were seconds old. */
    public void confirm(Actor actor) {
        if (!actor.id().equals(caller.actor().id())) {
            throw new IllegalStateException("a transaction stays its caller's");
        }
        caller = new Caller(actor, caller.company(), caller.requestId());
    }

    public UUID companyId() {
        return caller.company();
    }

    /** The caller's company. Its row must exist: start-up and public operations have none. */
    public CompanyProfile company() {
        return companies.of(session, caller.company(), now);
    }

    /** To be told where a company's profile changes: what is remembered of it is asked for anew. */
    public void companyChanged(UUID company) {
        companies.forget(company);
        afterCommit(() -> companies.forget(company));
    }

    public String requestId() {
        return caller.requestId();
    }

    /** The release that this process runs. */
    public String appVersion() {
        return recorder.appVersion();
    }

    public UUID newId() {
        return Ids.next();
    }

    /**
     * The company's row of that id. Fails with {@code absent} where there is none, or it is another
     * company's.
     */
    public <E> E require(Class<E> type, UUID id, ErrorCode absent) {
        return found(session.find(type, id), type, id, absent);
    }

    /** Like {@link #require}, and locks the row until commit ({@code SELECT … FOR UPDATE}). */
    public <E> E lock(Class<E> type, UUID id, ErrorCode absent) {
        guard.require(id);
        return found(session.find(type, id, LockModeType.PESSIMISTIC_WRITE), type, id, absent);
    }

    /**
     * Like {@link #require}, and nobody changes the row before commit, while others may keep it so
     * too ({@code SELECT … FOR SHARE}).
     */
    public <E> E keep(Class<E> type, UUID id, ErrorCode absent) {
        guard.require(id);
        return found(session.find(type, id, LockModeType.PESSIMISTIC_READ), type, id, absent);
    }

    /**
     * Refuses with QUARANTINED where one of these documents is held for review. What is written is
     * looked at by itself; this is for what is built on a document without naming it.
     */
    public void requireFree(Collection<UUID> documents) {
        documents.forEach(guard::require);
    }

    /** As what a document is held for review, so that it can be left out; null where it is not. */
    public @Nullable HeldDocument held(UUID document) {
        return guard.of(document);
    }

    /** All that the company holds for review, for what works on many at once. */
    public Set<UUID> held() {
        return guard.held().keySet();
    }

    /**
     * Does what is no work on the documents that it names, whether they are held for review or not:
     * holding and releasing them, telling who has read them.
     */
    public void beside(Runnable work) {
        guard.exempt(work);
    }

    /** From here on documents are taken back, whether they are held for review or not. */
    public void takeBack() {
        guard.letPass();
    }

    /** To be told where it changes what the company holds for review, and the count that makes. */
    public void holdsChanged(long revision) {
        afterCommit(() -> guard.changed(revision));
    }

    /** Saves a new row; nothing is sent before the next flush, so that inserts go in batches. */
    public <E> E add(E row) {
        session.persist(row);
        return row;
    }

    /** Sends what is pending; afterwards versions are final and constraints have been checked. */
    public void flush() {
        session.flush();
    }

    /**
     * Adds a new document and leaves its creation in its history, in one.
     *
     * @param type {@code sales.customer}: module and kind
     * @param detail what it is made of, small; written as JSON
     */
    public <E extends CompanyRow> E created(
            String type, E row, Map<String, ?> detail, Event... events) {
        add(row);
        left(type, row.getId(), 0, "create", detail, events);
        return row;
    }

    /**
     * Sends what was changed of a document, leaves it in the document's history (who, when, which
     * request, which version of the ERP), and publishes what happened, in one.
     *
     * @param action the verb, {@code confirm}
     * @param detail what changed, small
     */
    public void changed(
            String type, CompanyRow row, String action, Map<String, ?> detail, Event... events) {
        long version = 0;
        if (row instanceof Document document) {
            flush();
            version = document.getVersion();
        }
        left(type, row.getId(), version, action, detail, events);
    }

    /**
     * Like {@link #changed}, of what is posted by it: counted once it is committed. Where the
     * detail holds one amount of money, that is what the document is worth.
     */
    public void posted(
            String type, CompanyRow row, String action, Map<String, ?> detail, Event... events) {
        changed(type, row, action, detail, events);
        int dot = type.indexOf('.');
        String module = type.substring(0, dot);
        String kind = type.substring(dot + 1);
        List<Money> amounts =
                detail.values().stream()
                        .filter(Money.class::isInstance)
                        .map(Money.class::cast)
                        .toList();
        if (amounts.size() == 1) {
            posted(module, kind, amounts.getFirst());
        } else {
            posted(module, kind);
        }
    }

    private void left(
            String type,
            UUID id,
            long version,
            String action,
            Map<String, ?> detail,
            Event... events) {
        record(type, id, version, action, detail);
        for (Event event : events) {
            publish(event);
        }
    }

    /**
     * Leaves a row in the history of a document: who, when, which request, which version of the
     * ERP.
     *
     * @param type {@code sales.order}
     * @param action the verb, {@code confirm}
     * @param detail what changed, small; written as JSON
     */
    public void record(String type, UUID id, long version, String action, Map<String, ?> detail) {
        recorder.record(this, type, id, version, action, detail);
    }

    /**
     * Puts the event into the outbox, in this transaction, and tells the subscribers in {@code
     * app}, likewise.
     */
    public void publish(Event event) {
        recorder.publish(this, event);
    }

    /**
     * Counts a posted document, once this transaction is committed.
     *
     * @param module {@code finance}
     * @param kind {@code journal-entry}; few and fixed, it becomes a metric's label
     */
    public void posted(String module, String kind) {
        afterCommit(() -> observer.posted(module, kind));
    }

    /**
     * Counts a posted document and what it is worth, once this transaction is committed.
     *
     * @param amount in the company's currency; of a reversal it may be negative
     */
    public void posted(String module, String kind, Money amount) {
        posted(module, kind);
        afterCommit(() -> observer.worth(module, kind, amount));
    }

    /**
     * What runs last: when all else has been sent, just before the commit, and never where there is
     * none. For what others wait for until then. It is one of its class in a transaction, made when
     * it is asked for first, and sends its statements itself.
     */
    public <T extends Runnable> T beforeCommit(Class<T> type, Supplier<T> first) {
        for (Runnable action : beforeCommit) {
            if (type.isInstance(action)) {
                return type.cast(action);
            }
        }
        T action = first.get();
        beforeCommit.add(action);
        return action;
    }

    /**
     * Runs this once the transaction is committed, never when it is rolled back or a dry run. For
     * counters: nothing undoes it and it must not fail.
     */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    List<Runnable> beforeCommit() {
        return beforeCommit;
    }

    List<Runnable> afterCommit() {
        return afterCommit;
    }

    private static <E> E found(@Nullable E row, Class<E> type, UUID id, ErrorCode absent) {
        if (row == null) {
            throw new ErpException(absent, "there is no %s %s", noun(type), id);
        }
        return row;
    }

    private static String noun(Class<?> type) {
        return type.getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(java.util.Locale.ROOT);
    }

    /** Writes history and outbox; {@link Db} brings it. */
    interface Recorder {
        void record(
                Tx tx, String type, UUID id, long version, String action, Map<String, ?> detail);

        void publish(Tx tx, Event event);

        String appVersion();
    }
}
