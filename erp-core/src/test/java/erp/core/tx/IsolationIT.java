package erp.core.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;
import erp.migrations.sql.Accounts;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.Sql;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two versions under accounts of their own: whatever the canary does to its connections, stable
 * works on.
 */
@Timeout(180)
class IsolationIT {
    private static final int WORKERS = 4;
    private static final int FLOWS = 400;
    private static final int POOL = 5;
    private static final int ALLOWED = POOL + 2;
    private static final int RUNAWAYS_ROW = 100;

    /** Thirty rows to the power of eight. */
    private static final String ENDLESS =
            "SELECT count(*) FROM many a, many b, many c, many d, many e, many f, many g, many h"
                    + " WHERE a.i + b.i + c.i + d.i + e.i + f.i + g.i + h.i = 1";

    private static final int CANARYS_ROW = 1_000;
    private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(2);

    private final TestSchema schema = TestDatabase.emptySchema();
    private final List<AutoCloseable> open = new ArrayList<>();
    private Accounts accounts;
    private DatabaseLogin canaryLogin;
    private Database stable;
    private Database canary;

    @BeforeEach
    void begin() throws SQLException {
        try (Connection owner = schema.owner().connect()) {
            Sql.execute(owner, "CREATE TABLE stock (id INT PRIMARY KEY, on_hand INT NOT NULL)");
            Sql.execute(owner, "CREATE TABLE many (i INT PRIMARY KEY)");
            for (int i = 0; i < 30; i++) {
                Sql.update(owner, "INSERT INTO many VALUES (?)", i);
            }
            for (int id = 0; id < WORKERS; id++) {
                Sql.update(owner, "INSERT INTO stock VALUES (?, 0)", id);
            }
            for (int id = RUNAWAYS_ROW; id <= CANARYS_ROW; id += 50) {
                Sql.update(owner, "INSERT INTO stock VALUES (?, 0)", id);
            }
        }
        accounts = new Accounts(schema.administrator().dataSource());
        stable = version("stable");
        canaryLogin = login("canary");
        canary = version("canary");
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        accounts.remove(user("stable"));
        accounts.remove(user("canary"));
    }

    @Test
    void a_canary_that_leaks_locks_and_runs_away_takes_nothing_from_stable() throws Exception {
        List<Long> before = flows();
        CountDownLatch over = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        List<Long> during;
        List<Future<Void>> runaways = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            runaways.add(threads.submit(() -> runAway(over, ended, ENDLESS)));
            runaways.add(
                    threads.submit(
                            () ->
                                    runAway(
                                            over,
                                            ended,
                                            "UPDATE stock SET on_hand = (%s) WHERE id = %d"
                                                    .formatted(ENDLESS, RUNAWAYS_ROW))));
            Connection holder = leaked();
            Sql.update(holder, "UPDATE stock SET on_hand = 9 WHERE id > ?", CANARYS_ROW - 100);
            leaked();
            leaked();
            during = flows();
            over.countDown();
            for (Future<Void> each : runaways) {
                each.get();
            }
        }
        assertThatThrownBy(this::connectUntilRefused).hasMessageContaining("max_user_conn");
        assertThat(ended).as("statements that the limit ended").hasValueGreaterThanOrEqualTo(2);
        System.out.printf(
                Locale.ROOT,
                "stable's p95 on %s: %.1f ms alone, %.1f ms beside a canary that leaks, locks and"
                        + " runs away%n",
                TestDatabase.serverVersion(),
                p95(before),
                p95(during));
    }

    @Test
    void an_account_that_is_removed_lets_go_of_all_that_it_held() throws Exception {
        Connection holder = leaked();
        Sql.update(holder, "UPDATE stock SET on_hand = 9 WHERE id = ?", CANARYS_ROW);
        accounts.remove(user("canary"));
        assertThatThrownBy(holder::close).isInstanceOf(SQLException.class);
        open.remove(holder);
        try (Connection connection = stable.pool().getConnection()) {
            assertThat(
                            Sql.update(
                                    connection,
                                    "UPDATE stock SET on_hand = on_hand + 1 WHERE id = ?",
                                    CANARYS_ROW))
                    .isEqualTo(1);
            connection.commit();
            assertThat(Sql.number(connection, "SELECT max(on_hand) FROM stock")).isEqualTo(1);
        }
        assertThatThrownBy(canaryLogin::connect).hasMessageContaining("Access denied");
        accounts.remove(user("canary"));
    }

    /** Work as an ERP does it: each worker books on rows of its own, and reads what others have. */
    private List<Long> flows() throws Exception {
        List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> workers = new ArrayList<>();
            for (int worker = 0; worker < WORKERS; worker++) {
                int row = worker;
                workers.add(threads.submit(work(row, nanos)));
            }
            for (Future<Void> each : workers) {
                each.get(); // no request has failed
            }
        }
        assertThat(nanos).hasSize(WORKERS * FLOWS);
        return nanos;
    }

    private Callable<Void> work(int row, List<Long> nanos) {
        return () -> {
            for (int i = 0; i < FLOWS; i++) {
                long start = System.nanoTime();
                try (Connection connection = stable.pool().getConnection()) {
                    Sql.number(connection, "SELECT sum(on_hand) FROM stock");
                    Sql.update(
                            connection, "UPDATE stock SET on_hand = on_hand + 1 WHERE id = ?", row);
                    connection.commit();
                }
                nanos.add(System.nanoTime() - start);
            }
            return null;
        };
    }

    private Void runAway(CountDownLatch over, AtomicInteger ended, String sql) throws Exception {
        do {
            try (Connection connection = canary.pool().getConnection()) {
                assertThatThrownBy(() -> Sql.execute(connection, sql))
                        .isInstanceOf(SQLException.class);
                ended.incrementAndGet();
                connection.rollback();
            }
        } while (over.getCount() > 0);
        return null;
    }

    /** A connection that nobody gives back. */
    private Connection leaked() throws SQLException {
        Connection connection = canary.pool().getConnection();
        open.add(connection);
        return connection;
    }

    private void connectUntilRefused() throws SQLException {
        for (int i = 0; i <= ALLOWED; i++) {
            open.add(canaryLogin.connect());
        }
    }

    private Database version(String name) {
        DatabaseLogin login = login(name);
        Database database =
                Database.connect(
                        new Database.Options(
                                login.url(),
                                login.user(),
                                login.password(),
                                POOL,
                                Duration.ofSeconds(3),
                                STATEMENT_LIMIT));
        open.add(database);
        return database;
    }

    private DatabaseLogin login(String name) {
        accounts.grant(schema.name(), user(name), name + "-secret", ALLOWED);
        return new DatabaseLogin(schema.owner().url(), user(name), name + "-secret");
    }

    private String user(String name) {
        return schema.name() + "_" + name.charAt(0);
    }

    private static double p95(List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.get(sorted.size() * 95 / 100) / 1e6;
    }
}
