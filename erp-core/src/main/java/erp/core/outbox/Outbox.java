package erp.core.outbox;

import erp.core.Caller;
import erp.core.jobs.Job;
import erp.core.sql.Sql;
import erp.core.tx.Db;
import erp.core.tx.Sweep;
import erp.core.tx.Tx;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;

/**
 * The events that transactions have left to be told, and what becomes of them: delivered in the
 * order of their aggregate, at least once, and removed after a week. Where nobody is to be told
 * they wait for nobody, and go after a week as well.
 */
public final class Outbox {
    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    static final Caller CALLER = Caller.system("outbox");

    /** More are not counted. */
    private static final int MOST_COUNTED = 10_000;

    /** The oldest is the first that is due, or one that waits for another attempt. */
    private static final String WAITING =
            """
            select
              (select count(*) from
                (select 1 from core_outbox where next_at is not null limit %d) counted),
              timestampdiff(second, (select min(occurred_at) from (
                (select occurred_at from core_outbox where next_at <= utc_timestamp(6)
                  order by next_at limit 1)
                union all
                (select occurred_at from core_outbox where next_at > utc_timestamp(6))) oldest),
              utc_timestamp(6))\
            """
                    .formatted(MOST_COUNTED);

    private static final String FAILED =
            """
            select concat(type, ' of ', lower(hex(aggregate_id)), ' failed ', attempts, ' times: ',
              failure)
            from core_outbox
            where next_at > utc_timestamp(6) and failure is not null
            order by attempts desc, next_at limit 1\
            """;

    /** A run of the relay ends now and then, so that it is seen to succeed. */
    private static final Duration RUN = Duration.ofMinutes(10);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Db db;
    private final List<Delivery> deliveries;
    private final Observer observer;
    private volatile String failure = "";

    /** Told of what waits, for metrics. */
    public interface Observer {
        Observer NONE = (_, _) -> {};

        /**
         * @param pending events that nobody was told of, up to ten thousand
         * @param oldestSeconds since the oldest of them happened; 0 where there is none
         */
        void waiting(long pending, long oldestSeconds);
    }

    private record Waiting(long pending, long oldestSeconds, String failure) {}

    public Outbox(Db db, List<Delivery> deliveries, Observer observer) {
        this.db = db;
        this.deliveries = List.copyOf(deliveries);
        this.observer = observer;
    }

    public List<Job> jobs() {
        Job removal = new Job("outbox", Duration.ofHours(1), this::remove);
        return deliveries.isEmpty()
                ? List.of(removal)
                : List.of(removal, new Job("outbox-relay", Duration.ofSeconds(1), this::relay));
    }

    private void relay() {
        Relay relay = new Relay(db, deliveries);
        long end = System.nanoTime() + RUN.toNanos();
        try {
            while (System.nanoTime() < end) {
                if (!relay.relay()) {
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException e) {
            log.debug("told to end; what is claimed is delivered again");
        } catch (RuntimeException e) {
            if (!Thread.interrupted()) { // or it was told to end while it wrote
                throw e;
            }
        }
    }

    /** Removes what was told long ago and, where nobody is to be told, what is that old. */
    void remove() {
        removeBy("delivered_at");
        if (deliveries.isEmpty()) {
            removeBy("next_at");
        }
    }

    private void removeBy(String column) {
        Sweep.all(
                db,
                CALLER,
                (tx, most) ->
                        Sql.update(
                                tx.session(),
                                "delete from core_outbox where %s < utc_timestamp(6) - interval 7 day limit %d"
                                        .formatted(column, most),
                                List.of()));
    }

    /** Sees how much waits, and what failed. */
    public void look() {
        Waiting waiting = db.read(CALLER, Outbox::waiting);
        observer.waiting(waiting.pending(), waiting.oldestSeconds());
        failure = waiting.failure();
    }

    private static Waiting waiting(Tx tx) {
        List<String> failed = Sql.query(tx.session(), FAILED, List.of(), row -> row.getString(1));
        return Sql.query(
                        tx.session(),
                        WAITING,
                        List.of(),
                        row -> new Waiting(row.getLong(1), row.getLong(2), String.join("", failed)))
                .getFirst();
    }

    /** What operators should know: what is tried again and again; empty when all is well. */
    public String trouble() {
        return failure;
    }
}
