package erp.core.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.TestServer;
import erp.core.http.Note;
import erp.core.http.NoteRoutes;
import erp.core.jobs.Job;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/** Events on their way out; the clock is the database's, which is turned by changing rows. */
class OutboxIT {
    private static final String PENDING =
            "select count(*) from core_outbox where next_at is not null";
    private static TestServer server;

    private final Receiver receiver = new Receiver();

    @BeforeAll
    static void start() {
        server = TestServer.of(Note.class).start(NoteRoutes.all());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        sql("delete from core_outbox");
    }

    @Test
    void events_of_an_aggregate_come_in_their_order_and_once() throws Exception {
        UUID one = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        server.write(
                tx -> {
                    for (int i = 1; i <= 5; i++) {
                        tx.publish(new Receiver.Counted(one, i));
                        tx.publish(new Receiver.Counted(other, i));
                    }
                    return true;
                });
        publish(one, 6);
        drain(relay(receiver));
        assertThat(receiver.of(one)).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(receiver.of(other)).containsExactly(1, 2, 3, 4, 5);
        assertThat(relay(receiver).relay()).as("nothing is left").isFalse();
        assertThat(server.count("select count(*) from core_outbox where delivered_at is null"))
                .isZero();
    }

    /** The clocks of two servers differ, and ids are made from them. */
    @Test
    void the_order_is_that_of_the_database_and_not_that_of_ids() throws Exception {
        UUID aggregate = UUID.randomUUID();
        publish(aggregate, 1);
        publish(aggregate, 2);
        sql("update core_outbox set id = unhex(repeat('f', 32)) where payload like '%:1}'");
        drain(relay(receiver));
        assertThat(receiver.of(aggregate)).containsExactly(1, 2);
    }

    @Test
    void one_that_fails_holds_up_its_own_aggregate_only_and_comes_again_later() throws Exception {
        UUID bad = UUID.randomUUID();
        UUID good = UUID.randomUUID();
        publish(bad, 1);
        publish(bad, 2);
        publish(good, 1);
        publish(good, 2);
        AtomicBoolean isMended = new AtomicBoolean();
        Delivery failing =
                message -> {
                    if (message.aggregate().equals(bad) && !isMended.get()) {
                        throw new IllegalStateException("no route to host");
                    }
                    receiver.deliver(message);
                };
        Outbox outbox = new Outbox(server.db(), List.of(failing), Outbox.Observer.NONE);
        for (int attempt = 1; attempt <= 4; attempt++) {
            drain(relay(failing));
            assertThat(receiver.of(good)).containsExactly(1, 2);
            assertThat(receiver.of(bad)).isEmpty();
            outbox.look();
            assertThat(outbox.trouble())
                    .startsWith("outbox.Counted of " + bad.toString().replace("-", ""))
                    .contains(" failed " + attempt + " times: ")
                    .endsWith("no route to host");
            assertThat(secondsToNextAttempt())
                    .as("attempt %d", attempt)
                    .isBetween((30L << (attempt - 1)) - 10, 30L << (attempt - 1));
            due();
        }
        sql("update core_outbox set attempts = 1000 where next_at is not null");
        drain(relay(failing));
        assertThat(secondsToNextAttempt()).isBetween(3590L, 3600L);
        due();
        isMended.set(true);
        drain(relay(failing));
        assertThat(receiver.of(bad)).containsExactly(1, 2);
        outbox.look();
        assertThat(outbox.trouble()).isEmpty();
    }

    @Test
    void of_two_deliveries_each_is_told_of_every_event() throws Exception {
        UUID aggregate = UUID.randomUUID();
        publish(aggregate, 1);
        Receiver second = new Receiver();
        AtomicBoolean isMended = new AtomicBoolean();
        Delivery failing =
                message -> {
                    if (!isMended.get()) {
                        throw new IllegalStateException();
                    }
                    second.deliver(message);
                };
        drain(relay(receiver, failing));
        isMended.set(true);
        due();
        drain(relay(receiver, failing));
        assertThat(second.of(aggregate)).containsExactly(1);
        assertThat(receiver.of(aggregate)).as("at least once").containsExactly(1, 1);
    }

    @Test
    void what_was_delivered_and_not_marked_is_delivered_again() throws Exception {
        UUID aggregate = UUID.randomUUID();
        publish(aggregate, 1);
        publish(aggregate, 2);
        CountDownLatch delivered = new CountDownLatch(1);
        Delivery dying =
                message -> {
                    receiver.deliver(message);
                    delivered.countDown();
                    LockSupport.park(); // until its process is gone
                };
        Thread killed = Thread.ofVirtual().start(() -> drain(relay(dying)));
        assertThat(delivered.await(20, TimeUnit.SECONDS)).isTrue();
        killed.interrupt();
        killed.join();
        assertThat(relay(receiver).relay()).as("claimed by who was killed").isFalse();
        due();
        drain(relay(receiver));
        assertThat(receiver.of(aggregate)).containsExactly(1, 1, 2);
    }

    @Test
    void a_delivery_that_hangs_is_given_up() throws Exception {
        UUID hanging = UUID.randomUUID();
        UUID good = UUID.randomUUID();
        publish(hanging, 1);
        publish(good, 1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Delivery delivery =
                message -> {
                    if (message.aggregate().equals(hanging)) {
                        try {
                            Thread.sleep(Duration.ofHours(1));
                        } catch (InterruptedException e) {
                            interrupted.countDown();
                            throw new IllegalStateException(e);
                        }
                    }
                    receiver.deliver(message);
                };
        drain(relay(delivery));
        assertThat(receiver.of(good)).containsExactly(1);
        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(server.count(PENDING + " and failure = 'not taken within 10 s'")).isOne();
    }

    /** A lost lease is found out late: for some seconds there are two. */
    @Test
    void two_relays_at_once_keep_the_order_while_writers_commit_out_of_turn() throws Exception {
        List<UUID> aggregates = new ArrayList<>();
        Map<UUID, Integer> published = new HashMap<>();
        for (int i = 0; i < 20; i++) {
            aggregates.add(server.addCompany());
        }
        AtomicInteger writing = new AtomicInteger(4);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                long seed = i;
                all.add(
                        threads.submit(
                                () -> {
                                    writeSome(seed, aggregates, published);
                                    return writing.decrementAndGet();
                                }));
            }
            for (int i = 0; i < 2; i++) {
                all.add(
                        threads.submit(
                                () -> {
                                    while (writing.get() > 0 || server.count(PENDING) > 0) {
                                        relay(receiver).relay();
                                    }
                                    return true;
                                }));
            }
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(receiver.disorder).isEmpty();
        published.forEach(
                (aggregate, count) ->
                        assertThat(receiver.of(aggregate))
                                .isEqualTo(IntStream.rangeClosed(1, count).boxed().toList()));
    }

    /** Changes aggregates under the locks of their rows, and ends sooner or later. */
    private static void writeSome(long seed, List<UUID> aggregates, Map<UUID, Integer> published) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < 50; i++) {
            UUID aggregate = aggregates.get(random.nextInt(aggregates.size()));
            server.write(
                    tx -> {
                        tx.session()
                                .createNativeQuery(
                                        "select 1 from core_company where id = :id for update",
                                        Long.class)
                                .setParameter("id", aggregate)
                                .getSingleResult();
                        int number;
                        synchronized (published) {
                            number = published.merge(aggregate, 1, Integer::sum);
                        }
                        tx.publish(new Receiver.Counted(aggregate, number));
                        tx.flush();
                        LockSupport.parkNanos(random.nextLong(5_000_000));
                        return true;
                    });
        }
    }

    @Test
    void what_was_told_is_removed_after_a_week_and_what_waits_for_a_delivery_never() {
        for (int i = 1; i <= 2500; i++) {
            publish(UUID.randomUUID(), i);
        }
        sql("update core_outbox set next_at = null, delivered_at = utc_timestamp(6)");
        sql("update core_outbox set delivered_at = utc_timestamp(6) - interval 8 day limit 2400");
        publish(UUID.randomUUID(), 1);
        sql("update core_outbox set next_at = '2026-01-01' where next_at is not null");
        new Outbox(server.db(), List.of(receiver), Outbox.Observer.NONE).remove();
        assertThat(server.count("select count(*) from core_outbox")).isEqualTo(101);
        assertThat(server.count(PENDING)).isOne();
        new Outbox(server.db(), List.of(), Outbox.Observer.NONE).remove();
        assertThat(server.count("select count(*) from core_outbox")).isEqualTo(100);
    }

    @Test
    void where_nobody_is_to_be_told_nothing_is_relayed() {
        assertThat(new Outbox(server.db(), List.of(), Outbox.Observer.NONE).jobs())
                .extracting(Job::name)
                .containsExactly("outbox");
        assertThat(new Outbox(server.db(), List.of(receiver), Outbox.Observer.NONE).jobs())
                .extracting(Job::name)
                .containsExactly("outbox", "outbox-relay");
    }

    @Test
    void the_relay_works_until_it_is_told_to_end_and_that_is_no_failure() throws Exception {
        UUID aggregate = UUID.randomUUID();
        Runnable work =
                new Outbox(server.db(), List.of(receiver), Outbox.Observer.NONE)
                        .jobs()
                        .getLast()
                        .work();
        AtomicBoolean isEndedWell = new AtomicBoolean();
        Thread relay =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    work.run();
                                    isEndedWell.set(!Thread.currentThread().isInterrupted());
                                });
        for (int i = 1; i <= 3; i++) {
            publish(aggregate, i);
            awaitTold(aggregate, i);
        }
        relay.interrupt();
        assertThat(relay.join(Duration.ofSeconds(20))).isTrue();
        assertThat(isEndedWell).isTrue();
    }

    @Test
    void how_much_waits_and_how_long_is_seen() throws Exception {
        List<Long> seen = new ArrayList<>();
        Outbox outbox =
                new Outbox(
                        server.db(),
                        List.of(receiver),
                        (pending, oldest) -> seen.addAll(List.of(pending, oldest)));
        outbox.look();
        assertThat(seen).containsExactly(0L, 0L);
        for (int i = 1; i <= 3; i++) {
            publish(UUID.randomUUID(), i);
        }
        sql("update core_outbox set occurred_at = utc_timestamp(6) - interval 100 second");
        sql(
                "update core_outbox set occurred_at = utc_timestamp(6) - interval 5000 second,"
                    + " next_at = utc_timestamp(6) + interval 1 hour where payload like '%:2}'");
        seen.clear();
        outbox.look();
        assertThat(seen.getFirst()).isEqualTo(3);
        assertThat(seen.getLast()).isBetween(5000L, 5060L);
        drain(relay(receiver));
        due();
        drain(relay(receiver));
        seen.clear();
        outbox.look();
        assertThat(seen).containsExactly(0L, 0L);
    }

    private static void publish(UUID aggregate, int number) {
        server.write(
                tx -> {
                    tx.publish(new Receiver.Counted(aggregate, number));
                    return true;
                });
    }

    private static Relay relay(Delivery... deliveries) {
        return new Relay(server.db(), List.of(deliveries));
    }

    private static void drain(Relay relay) {
        try {
            while (relay.relay()) {
                Thread.onSpinWait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitTold(UUID aggregate, int number) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!receiver.of(aggregate).contains(number)) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private static long secondsToNextAttempt() {
        return server.count(
                "select max(timestampdiff(second, utc_timestamp(6), next_at)) from core_outbox");
    }

    private static void due() {
        sql("update core_outbox set next_at = utc_timestamp(6) where next_at is not null");
    }

    private static void sql(String sql) {
        try (Connection connection = server.schema().owner().connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
