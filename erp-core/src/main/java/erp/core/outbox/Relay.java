package erp.core.outbox;

import erp.core.sql.Sql;
import erp.core.tx.Db;
import erp.core.tx.Tx;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Hands events to the deliveries. Of each aggregate only the first that is not delivered is looked
 * at, so one that fails holds up its own aggregate and no other.
 *
 * <p>The order is that of {@code position}, which the database gives to a row when it is inserted.
 * A position may become visible after a higher one, but never within an aggregate: whoever
 * publishes has locked the aggregate's row, or inserts it, or changes it under its version, before
 * the transaction ends. So the next event of the aggregate is inserted after the one before was
 * committed, and a snapshot that shows the one shows the other. Ids would not do: they are made
 * from the clocks of several servers.
 *
 * <p>A row is claimed before it is delivered, by moving its next attempt into the future, and
 * marked afterwards. Who dies in between leaves it claimed, and it is delivered again when that is
 * over; two relays at once, of which one has lost its lease, do not get the same row.
 */
final class Relay {
    /** Longer takes no delivery of one event. */
    static final Duration LIMIT = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(Relay.class);

    private static final int AT_ONCE = 100;

    /** Well above {@link #LIMIT}; doubled with each attempt. */
    private static final long FIRST_PAUSE_SECONDS = 30;

    private static final long LONGEST_PAUSE_SECONDS = 3600;
    private static final int LONGEST_FAILURE = 500;

    private static final String DUE =
            """
            select o.position, o.id, o.company_id, o.type, o.aggregate_id, o.payload, o.request_id,
              o.app_version, o.occurred_at, o.attempts, o.traceparent
            from core_outbox o
            where o.next_at <= utc_timestamp(6) and not exists (
              select 1 from core_outbox earlier
              where earlier.aggregate_id = o.aggregate_id and earlier.position < o.position
                and earlier.next_at is not null)
            order by o.next_at limit %d\
            """
                    .formatted(AT_ONCE);
    private static final String CLAIM =
            """
            update core_outbox set attempts = attempts + 1,
              next_at = utc_timestamp(6) + interval ? second
            where position = ? and attempts = ? and next_at <= utc_timestamp(6)\
            """;
    private static final String FAILED =
            "update core_outbox set failure = ? where position = ? and delivered_at is null";

    private final Db db;
    private final List<Delivery> deliveries;

    /**
     * One that is told now; {@code writer} is the span that it was written in, if that is known.
     */
    private record Due(Message message, int attempts, @Nullable String writer) {
        private static Due read(ResultSet row) throws SQLException {
            return new Due(
                    new Message(
                            row.getLong(1),
                            Sql.uuid(row.getBytes(2)),
                            Sql.uuid(row.getBytes(3)),
                            row.getString(4),
                            Sql.uuid(row.getBytes(5)),
                            row.getString(6),
                            row.getString(7),
                            row.getString(8),
                            row.getObject(9, LocalDateTime.class).toInstant(ZoneOffset.UTC)),
                    row.getInt(10),
                    row.getString(11));
        }

        /** Until it may be tried once more after this attempt. */
        private long pauseSeconds() {
            int doublings = Math.min(attempts, 10);
            return Math.min(FIRST_PAUSE_SECONDS << doublings, LONGEST_PAUSE_SECONDS);
        }
    }

    Relay(Db db, List<Delivery> deliveries) {
        this.db = db;
        this.deliveries = List.copyOf(deliveries);
    }

    /** Delivers what is due now, or some of it; tells whether there was anything. */
    boolean relay() throws InterruptedException {
        List<Due> claimed = db.write(Outbox.CALLER, Relay::claim);
        if (claimed.isEmpty()) {
            return false;
        }
        Map<Message, String> failures = deliver(claimed);
        List<Long> delivered =
                claimed.stream()
                        .map(Due::message)
                        .filter(it -> !failures.containsKey(it))
                        .map(Message::position)
                        .toList();
        db.write(Outbox.CALLER, tx -> mark(tx, delivered, failures));
        return true;
    }

    private static List<Due> claim(Tx tx) {
        List<Due> claimed = new ArrayList<>();
        for (Due due : Sql.query(tx.session(), DUE, List.of(), Due::read)) {
            long position = due.message().position();
            List<Object> parameters = List.of(due.pauseSeconds(), position, due.attempts());
            if (Sql.update(tx.session(), CLAIM, parameters) == 1) {
                claimed.add(due);
            }
        }
        return claimed;
    }

    /** All at once: no two are of one aggregate. Answers why those failed that did. */
    private Map<Message, String> deliver(List<Due> claimed) throws InterruptedException {
        Map<Message, String> failures = new LinkedHashMap<>();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            long end = System.nanoTime() + LIMIT.toNanos();
            Map<Message, Future<?>> running = new LinkedHashMap<>();
            claimed.forEach(it -> running.put(it.message(), threads.submit(() -> deliver(it))));
            for (Map.Entry<Message, Future<?>> one : running.entrySet()) {
                try {
                    one.getValue().get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (ExecutionException e) {
                    failures.put(one.getKey(), String.valueOf(e.getMessage()));
                } catch (TimeoutException e) {
                    failures.put(one.getKey(), "not taken within " + LIMIT.toSeconds() + " s");
                }
            }
            return failures;
        } finally {
            threads.shutdownNow(); // and nobody waits for what does not heed it
        }
    }

    private void deliver(Due due) {
        Message message = due.message();
        db.traces()
                .delivery(
                        message.type(),
                        due.writer(),
                        () -> deliveries.forEach(it -> it.deliver(message)));
    }

    private static int mark(Tx tx, List<Long> delivered, Map<Message, String> failures) {
        failures.forEach(
                (message, why) -> {
                    log.debug("event not delivered position={} why={}", message.position(), why);
                    String kept = Sql.cut(why, LONGEST_FAILURE);
                    Sql.update(tx.session(), FAILED, List.of(kept, message.position()));
                });
        return delivered.isEmpty()
                ? 0
                : Sql.update(
                        tx.session(),
                        """
                        update core_outbox
                        set next_at = null, failure = null, delivered_at = utc_timestamp(6)
                        where position in (%s)\
                        """
                                .formatted(Sql.marks(delivered.size())),
                        delivered);
    }
}
