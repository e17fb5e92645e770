package erp.core.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.core.TestServer;
import erp.core.http.Note;
import erp.core.http.NoteRoutes;
import erp.core.tx.Db;
import erp.migrations.ActiveVersion;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Jobs of a fleet of processes; its clock is the database's, which is turned by changing rows. */
class JobsIT {
    private static TestServer server;

    private final List<Jobs> fleet = new ArrayList<>();
    private final AtomicInteger runs = new AtomicInteger();

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
        for (String table :
                List.of(
                        "core_job",
                        "core_process",
                        "core_active_version",
                        "core_started_version")) {
            sql("delete from " + table);
        }
    }

    @AfterEach
    void end() {
        fleet.forEach(Jobs::close);
    }

    @Test
    void a_due_job_is_done_once_in_the_fleet() throws Exception {
        started("v1", 0);
        List<Jobs> processes =
                List.of(
                        process("v1", counting()),
                        process("v1", counting()),
                        process("v1", counting()));
        allAtOnce(processes);
        assertThat(runs).as("not due yet").hasValue(0);
        for (int round = 1; round <= 10; round++) {
            due();
            allAtOnce(processes);
            awaitEnded();
            assertThat(runs).hasValue(round);
            allAtOnce(processes);
            assertThat(runs).as("not due again").hasValue(round);
        }
    }

    @Test
    void a_version_beside_the_active_one_does_nothing_by_itself_and_takes_over_when_that_is_gone() {
        started("v1", 0);
        Jobs stable = process("v1", counting());
        stable.tick();
        started("v2", 0);
        AtomicInteger byCanary = new AtomicInteger();
        Jobs canary = process("v2", hourly(byCanary::incrementAndGet));
        for (int i = 0; i < 5; i++) {
            due();
            canary.tick();
        }
        assertThat(byCanary).hasValue(0);
        stable.tick();
        awaitEnded();
        assertThat(runs).hasValue(1);

        silent("v1", Fleet.SILENT_SECONDS - 10);
        due();
        canary.tick();
        assertThat(byCanary).as("a process that pauses is not gone").hasValue(0);
        silent("v1", Fleet.SILENT_SECONDS + 1);
        canary.tick();
        await(() -> byCanary.get() == 1);
        due();
        stable.tick();
        assertThat(runs).as("what comes back is no longer active").hasValue(1);
    }

    /** A look takes place every ten seconds. */
    @Test
    void a_version_that_is_named_works_from_its_next_look_and_the_other_breaks_off()
            throws Exception {
        started("v1", 0);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch brokenOff = new CountDownLatch(1);
        Jobs stable = process("v1", hourly(() -> workUntilBrokenOff(begun, brokenOff)));
        stable.tick();
        started("v2", 0);
        Jobs canary = process("v2", counting());
        canary.tick();
        due();
        stable.tick();
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

        ActiveVersion active = new ActiveVersion(server.schema().owner().dataSource());
        active.name("v2");
        stable.tick();
        assertThat(brokenOff.await(20, TimeUnit.SECONDS)).isTrue();
        awaitEnded();
        due();
        canary.tick();
        await(() -> runs.get() == 1);

        active.name("v1");
        due();
        canary.tick();
        assertThat(runs).as("given back").hasValue(1);
        stable.tick();
        assertThat(server.count("select count(*) from core_job where holder_version = 'v1'"))
                .isOne();
    }

    @Test
    void every_process_looks_for_itself_whether_active_or_not() {
        started("v1", 0);
        AtomicInteger looks = new AtomicInteger();
        process("v1", counting()).looking(looks::incrementAndGet).tick();
        started("v2", 0);
        process("v2", counting()).looking(looks::incrementAndGet).tick();
        assertThat(looks).hasValue(2);
    }

    @Test
    void a_look_that_fails_does_not_keep_the_others_from_looking() {
        started("v1", 0);
        AtomicInteger looks = new AtomicInteger();
        Jobs jobs =
                process("v1", counting())
                        .looking(
                                () -> {
                                    throw new IllegalStateException("blind");
                                })
                        .looking(looks::incrementAndGet);
        assertThatThrownBy(jobs::tick).hasMessage("blind");
        assertThat(looks).hasValue(1);
    }

    @Test
    void who_ends_orderly_is_followed_at_once() {
        started("v1", 0);
        started("v2", 0);
        sql("insert into core_active_version values (1, 'v1', utc_timestamp(6))");
        Jobs stable = process("v1", counting());
        stable.tick();
        Jobs next = process("v2", counting());
        next.tick();
        due();
        next.tick();
        assertThat(runs).hasValue(0);
        stable.close();
        next.tick();
        await(() -> runs.get() == 1);
    }

    @Test
    void beside_a_version_that_knows_no_fleet_it_waits_for_a_day() {
        started("older", 40 * 24);
        started("v1", 23);
        Jobs jobs = process("v1", counting());
        jobs.tick();
        due();
        jobs.tick();
        assertThat(runs).hasValue(0);
        started("v1", 25);
        jobs.tick();
        due();
        jobs.tick();
        await(() -> runs.get() == 1);
    }

    @Test
    void a_job_that_fails_is_told_and_done_again_soon() {
        started("v1", 0);
        AtomicInteger tries = new AtomicInteger();
        Counted counted = new Counted();
        Jobs jobs =
                process(
                        "v1",
                        hourly(
                                () -> {
                                    if (tries.incrementAndGet() < 3) {
                                        throw new IllegalStateException("no luck");
                                    }
                                }),
                        counted);
        jobs.tick();
        for (int i = 1; i <= 2; i++) {
            due();
            jobs.tick();
            awaitEnded();
            jobs.tick();
            assertThat(jobs.trouble()).isEqualTo("count failed: no luck");
            assertThat(
                            server.count(
                                    "select timestampdiff(second, utc_timestamp(6), next_at) from"
                                            + " core_job"))
                    .isBetween(200L, 300L);
        }
        due();
        jobs.tick();
        awaitEnded();
        jobs.tick();
        assertThat(jobs.trouble()).isEmpty();
        assertThat(counted.ended).containsEntry("count failed", 2).containsEntry("count done", 1);
        assertThat(counted.since).containsKey("count");
    }

    @Test
    void a_job_nobody_does_is_told() {
        started("v1", 0);
        Jobs jobs = process("v1", hourly(() -> {}));
        jobs.tick();
        sql(
                "update core_job set next_at = utc_timestamp(6) - interval 20 minute, leased_until"
                        + " = utc_timestamp(6) + interval 1 minute, holder = null");
        jobs.tick();
        assertThat(jobs.trouble()).as("somebody has it").isEmpty();
        sql("update core_job set name = 'of-another-version', leased_until = null");
        jobs.tick();
        assertThat(jobs.trouble()).startsWith("of-another-version is ").endsWith(" s late");
    }

    @Test
    void what_a_killed_process_held_is_done_by_another_and_who_lost_it_is_broken_off()
            throws Exception {
        started("v1", 0);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch brokenOff = new CountDownLatch(1);
        Jobs stuck = process("v1", hourly(() -> workUntilBrokenOff(begun, brokenOff)));
        stuck.tick();
        due();
        stuck.tick();
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        Jobs other = process("v1", counting());
        other.tick();
        assertThat(runs).as("while the lease lasts").hasValue(0);
        stuck.tick();
        sql("update core_job set leased_until = utc_timestamp(6) - interval 1 second");
        other.tick();
        await(() -> runs.get() == 1);
        stuck.tick();
        assertThat(brokenOff.await(20, TimeUnit.SECONDS)).isTrue();
        awaitEnded();
        assertThat(server.count("select count(*) from core_job where failure is null")).isOne();
    }

    private static final class Counted implements Jobs.Observer {
        private final ConcurrentHashMap<String, Integer> ended = new ConcurrentHashMap<>();
        private final ConcurrentHashMap<String, Long> since = new ConcurrentHashMap<>();

        @Override
        public void ended(String job, boolean succeeded) {
            ended.merge(job + (succeeded ? " done" : " failed"), 1, Integer::sum);
        }

        @Override
        public void sinceSuccess(String job, long seconds) {
            since.put(job, seconds);
        }
    }

    private Job counting() {
        return hourly(runs::incrementAndGet);
    }

    private static void workUntilBrokenOff(CountDownLatch begun, CountDownLatch brokenOff) {
        begun.countDown();
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park();
        }
        brokenOff.countDown();
    }

    private static Job hourly(Runnable work) {
        return new Job("count", Duration.ofHours(1), work);
    }

    private Jobs process(String version, Job job) {
        return process(version, job, Jobs.Observer.NONE);
    }

    private Jobs process(String version, Job job, Jobs.Observer observer) {
        Db db = server.db();
        Jobs jobs = new Jobs(db, version, List.of(job), observer);
        fleet.add(jobs);
        return jobs;
    }

    private static void allAtOnce(List<Jobs> processes) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> ticks = new ArrayList<>();
            for (Jobs process : processes) {
                ticks.add(threads.submit(process::tick));
            }
            for (Future<?> tick : ticks) {
                tick.get(20, TimeUnit.SECONDS);
            }
        }
    }

    private static void started(String version, int hoursAgo) {
        sql(
                "insert into core_started_version (version, first_at, last_at) values ('%s',"
                                .formatted(version)
                        + " utc_timestamp(6) - interval %d hour, utc_timestamp(6)) on duplicate key"
                                .formatted(hoursAgo)
                        + " update first_at = values(first_at)");
    }

    private static void due() {
        sql("update core_job set next_at = utc_timestamp(6) - interval 1 second");
    }

    private static void silent(String version, int seconds) {
        sql(
                "update core_process set seen_at = utc_timestamp(6) - interval %d second where"
                                .formatted(seconds)
                        + " version = '"
                        + version
                        + "'");
    }

    private static void awaitEnded() {
        await(() -> server.count("select count(*) from core_job where holder is not null") == 0);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
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
