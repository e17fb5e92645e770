package erp.core.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.TestServer;
import erp.core.http.Note;
import erp.core.http.NoteRoutes;
import erp.migrations.fleet.LiveServer;
import erp.migrations.fleet.VersionStates;
import erp.migrations.schema.Migrations;

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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A version that was rolled back does nothing by itself from its next look on. */
class RejectedVersionIT {
    private static TestServer server;

    private final VersionStates states = new VersionStates(server.schema().owner().dataSource());
    private final CountDownLatch brokenOff = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch takenOver = new CountDownLatch(1);
    private final List<Jobs> fleet = new ArrayList<>();

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
                List.of("core_job", "core_process", "core_version_state", "core_active_version")) {
            sql("delete from " + table);
        }
        sql("insert into core_active_version values (1, 'v2', utc_timestamp(6))");
        sql("insert into core_job (name, next_at) values ('work', utc_timestamp(6))");
    }

    @AfterEach
    void end() {
        fleet.forEach(Jobs::close);
    }

    @Test
    void it_breaks_off_what_it_does_and_the_other_version_takes_over() throws Exception {
        Jobs canary = process("v2", this::workUntilBrokenOff);
        Jobs stable = process("v1", takenOver::countDown);
        canary.tick();
        stable.tick();
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

        states.reject("v2", "errors");
        stable.tick();
        assertThat(active()).isEqualTo("v1");
        canary.tick();
        assertThat(brokenOff.await(20, TimeUnit.SECONDS)).isTrue();
        due();
        canary.tick();
        stable.tick();
        assertThat(takenOver.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void alone_it_does_nothing_either_until_it_is_admitted() throws Exception {
        states.reject("v2", "errors");
        Jobs canary = process("v2", takenOver::countDown);
        canary.tick();
        assertThat(server.count("select count(*) from core_job where holder is null")).isOne();
        states.admit("v2", "mended");
        canary.tick();
        assertThat(takenOver.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_process_says_where_it_runs_and_what_it_knows_of_the_schema() throws Exception {
        process("v2", takenOver::countDown).tick();
        try (Connection connection = server.schema().owner().connect()) {
            assertThat(LiveServer.on(connection))
                    .singleElement()
                    .satisfies(
                            it -> {
                                assertThat(it.version()).isEqualTo("v2");
                                assertThat(it.host()).isNotBlank().isNotEqualTo("?");
                                Migrations known = Migrations.ofBuild();
                                assertThat(it.schemaStamp()).isEqualTo(known.newestStamp());
                                assertThat(it.contracts())
                                        .containsExactlyInAnyOrderElementsOf(
                                                known.contractStamps());
                            });
        }
    }

    private Jobs process(String version, Runnable work) {
        Job job = new Job("work", Duration.ofHours(1), work);
        Jobs jobs = new Jobs(server.db(), version, List.of(job), Jobs.Observer.NONE);
        fleet.add(jobs);
        return jobs;
    }

    private void workUntilBrokenOff() {
        begun.countDown();
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park();
        }
        brokenOff.countDown();
    }

    /** The run that was broken off has ended, and is due again. */
    private static void due() {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (server.count("select count(*) from core_job where holder is null") == 0) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        sql("update core_job set next_at = utc_timestamp(6) - interval 1 second");
    }

    private static String active() throws SQLException {
        try (Connection connection = server.schema().owner().connect();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("select version from core_active_version")) {
            row.next();
            return row.getString(1);
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
