package erp.core.feedback;

import erp.core.Caller;
import erp.core.ErpException;
import erp.core.tx.Db;
import erp.core.tx.Tx;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Takes what users say of a version, a few times an hour each, and counts it. */
public final class Feedback {
    /** Mapped classes of the package. */
    public static final List<Class<?>> ENTITIES =
            List.of(FeedbackEntry.class, FeedbackSender.class, StartedVersion.class);

    /** So often may one user say something within {@link #WINDOW}. */
    public static final int LIMIT = 10;

    static final Duration WINDOW = Duration.ofHours(1);

    /**
     * A version that no server has started as, and none has written as, for so long is not known.
     */
    static final Duration KNOWN = Duration.ofDays(30);

    private static final Caller START = Caller.system("start");

    private final Counter counter;

    /** Counts feedback that is kept, by the version that it is about. */
    @FunctionalInterface
    public interface Counter {
        void feedback(FeedbackKind kind, String version);
    }

    public Feedback(Counter counter) {
        this.counter = counter;
    }

    /** Makes this server's version known to all others, before it serves. */
    public void start(Db db) {
        db.write(START, tx -> queries(tx).started(tx.appVersion(), tx.now()));
    }

    /** Throws {@code TOO_MUCH_FEEDBACK} with how long to wait. */
    FeedbackView take(Tx tx, NewFeedback said) {
        checkTurn(tx);
        String version = said.version() == null ? tx.appVersion() : said.version();
        String countedAs = isKnown(tx, version) ? version : tx.appVersion();
        FeedbackEntry entry = tx.add(new FeedbackEntry(tx, said, version, countedAs));
        tx.record(
                "core.feedback",
                entry.getId(),
                0,
                "create",
                Map.of("kind", said.kind().label(), "version", version));
        tx.afterCommit(() -> counter.feedback(said.kind(), countedAs));
        return entry.view();
    }

    FeedbackView get(Tx tx, UUID id) {
        return tx.require(FeedbackEntry.class, id, FeedbackError.FEEDBACK_NOT_FOUND).view();
    }

    /** Of many requests of one user at once each waits here until the one before is committed. */
    private static void checkTurn(Tx tx) {
        UUID user = tx.actor().id();
        queries(tx).takeTurn(user, tx.now());
        List<Instant> sent = queries(tx).sent(user, tx.now().minus(WINDOW), LIMIT);
        if (sent.size() == LIMIT) {
            Duration wait = Duration.between(tx.now(), sent.getLast().plus(WINDOW));
            throw ErpException.later(
                    FeedbackError.TOO_MUCH_FEEDBACK,
                    wait,
                    "a user may send %d in %d minutes: thank you, and please try again later"
                            .formatted(LIMIT, WINDOW.toMinutes()));
        }
    }

    private static boolean isKnown(Tx tx, String version) {
        Instant after = tx.now().minus(KNOWN);
        return version.equals(tx.appVersion())
                || queries(tx).startedSince(version, after) > 0
                || hasWritten(tx, version, after);
    }

    /** Of all companies; a server may run for longer than its start is remembered. */
    private static boolean hasWritten(Tx tx, String version, Instant after) {
        return tx.session()
                .createNativeQuery(
                        "select app_version from core_history where app_version = :version"
                                + " and at > :after limit 1",
                        String.class)
                .setParameter("version", version)
                .setParameter("after", after)
                .getResultStream()
                .anyMatch(version::equals); // the column takes V1 for v1
    }

    private static FeedbackQueries queries(Tx tx) {
        return new FeedbackQueries_(tx.session());
    }
}
