package erp.migrations.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.Sql;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

class EmbeddedDatabaseIT {
    @TempDir Path folder;

    @Test
    void rows_survive_a_close_and_an_open() throws SQLException {
        try (var database = EmbeddedDatabase.open(folder)) {
            execute(database.schema("erp"), "CREATE TABLE t (i int)");
            execute(database.schema("erp"), "INSERT INTO t VALUES (42)");
        }
        try (var database = EmbeddedDatabase.open(folder)) {
            assertThat(database.isOwner()).isTrue();
            assertThat(strings(database.schema("erp"), "SELECT i FROM t")).containsExactly("42");
            assertThat(database.schemas()).containsExactly("erp");
        }
    }

    @Test
    void rows_survive_a_kill_of_the_server() throws Exception {
        long pid;
        var killed = EmbeddedDatabase.open(folder);
        execute(killed.schema("erp"), "CREATE TABLE t (i int)");
        execute(killed.schema("erp"), "INSERT INTO t VALUES (42)");
        pid = DatabaseFolder.of(folder).running().orElseThrow().pid();
        ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
        server.destroyForcibly();
        server.onExit().join();
        try (var database = EmbeddedDatabase.open(folder)) {
            assertThat(strings(database.schema("erp"), "SELECT i FROM t")).containsExactly("42");
        }
    }

    private long kill() throws IOException {
        long pid = DatabaseFolder.of(folder).running().orElseThrow().pid();
        ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
        server.destroyForcibly();
        server.onExit().join();
        return pid;
    }

    /** The new server answers a moment before it is written down whose it is. */
    private void awaitOther(long pid) throws IOException {
        Instant end = Instant.now().plusSeconds(60);
        while (DatabaseFolder.of(folder).running().filter(it -> it.pid() != pid).isEmpty()) {
            assertThat(Instant.now()).isBefore(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static List<String> awaitStrings(DatabaseLogin login, String sql) throws SQLException {
        Instant end = Instant.now().plusSeconds(60);
        while (true) {
            try {
                return strings(login, sql);
            } catch (SQLException e) {
                if (Instant.now().isAfter(end)) {
                    throw e;
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }

    @Test
    void a_server_that_is_killed_comes_back_where_it_was_with_every_row() throws Exception {
        try (var database = EmbeddedDatabase.open(folder)) {
            database.keepRunning(
                    why -> {
                        throw new AssertionError(why);
                    });
            DatabaseLogin login = database.schema("erp");
            execute(login, "CREATE TABLE t (i int)");
            for (int i = 1; i <= 2; i++) {
                execute(login, "INSERT INTO t VALUES (" + i + ")");
                long killed = kill();
                assertThat(awaitStrings(login, "SELECT count(*) FROM t")).containsExactly("" + i);
                awaitOther(killed);
            }
            assertThat(database.isOwner()).isTrue();
        }
        assertThat(DatabaseFolder.of(folder).running()).isEmpty();
    }

    @Test
    @Timeout(120)
    void who_only_joined_takes_over_when_the_server_ends() throws Exception {
        var first = EmbeddedDatabase.open(folder);
        try (var second = EmbeddedDatabase.open(folder)) {
            second.keepRunning(
                    why -> {
                        throw new AssertionError(why);
                    });
            long ended = DatabaseFolder.of(folder).running().orElseThrow().pid();
            first.close();
            assertThat(awaitStrings(second.administrator(""), "SELECT 1")).containsExactly("1");
            awaitOther(ended);
            while (!second.isOwner()) {
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            }
        }
    }

    @Test
    void what_cannot_be_started_again_is_said_in_a_sentence() throws Exception {
        var said = new CompletableFuture<String>();
        try (var database = EmbeddedDatabase.open(folder)) {
            database.keepRunning(said::complete);
            Files.move(folder.resolve("mariadb"), folder.resolve("elsewhere"));
            Files.createFile(folder.resolve("mariadb"));
            kill();
            assertThat(said.get(60, TimeUnit.SECONDS)).contains("cannot be started again");
        }
    }

    @Test
    void all_of_it_is_readable_by_its_owner_only_and_what_was_open_is_closed() throws Exception {
        Path data = folder.resolve("data");
        EmbeddedDatabase.open(data).close();
        List<Path> folders = List.of(data, data.resolve("mariadb"), data.resolve("mariadb.tmp"));
        List<Path> files = new ArrayList<>();
        try (var all = Files.list(data)) {
            all.filter(Files::isRegularFile).forEach(files::add);
        }
        assertThat(files).contains(data.resolve("mariadb.log"), data.resolve("mariadb.lock"));
        assertModes(folders, files);
        for (Path one : folders) {
            Files.setPosixFilePermissions(one, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        for (Path one : files) {
            Files.setPosixFilePermissions(one, PosixFilePermissions.fromString("rw-r--r--"));
        }
        try (var _ = EmbeddedDatabase.open(data)) {
            assertModes(folders, files);
            assertModes(List.of(), List.of(data.resolve("mariadb.running")));
        }
    }

    private static void assertModes(List<Path> folders, List<Path> files) throws IOException {
        for (Path one : folders) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
                    .as(one.toString())
                    .isEqualTo("rwx------");
        }
        for (Path one : files) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
                    .as(one.toString())
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void who_opens_a_folder_in_use_joins_its_server_and_leaves_it_running() throws SQLException {
        try (var first = EmbeddedDatabase.open(folder)) {
            try (var second = EmbeddedDatabase.open(folder)) {
                assertThat(second.isOwner()).isFalse();
                assertThat(second.port()).isEqualTo(first.port());
            }
            assertThat(strings(first.administrator(""), "SELECT 1")).containsExactly("1");
        }
    }

    @Test
    void many_who_open_at_once_share_one_server() {
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<CompletableFuture<EmbeddedDatabase>> all =
                    IntStream.range(0, 4)
                            .mapToObj(
                                    _ ->
                                            CompletableFuture.supplyAsync(
                                                    () -> EmbeddedDatabase.open(folder), threads))
                            .toList();
            List<EmbeddedDatabase> opened = all.stream().map(CompletableFuture::join).toList();
            assertThat(opened).filteredOn(EmbeddedDatabase::isOwner).hasSize(1);
            assertThat(opened.stream().map(EmbeddedDatabase::port).distinct()).hasSize(1);
            opened.forEach(EmbeddedDatabase::close);
        }
    }

    @Test
    void the_server_ends_with_the_process_that_runs_it() throws Exception {
        Path log = folder.resolve("owner.log");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                OwnerProcess.class.getName(),
                                folder.resolve("data").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        assertThat(process.waitFor()).as(() -> read(log)).isEqualTo(OwnerProcess.EXIT_CODE);
        ProcessHandle.of(DatabaseFolder.of(folder.resolve("data")).running().orElseThrow().pid())
                .ifPresent(server -> server.onExit().join());
        try (var database = EmbeddedDatabase.open(folder.resolve("data"))) {
            assertThat(database.isOwner()).isTrue();
            assertThat(strings(database.schema("erp"), "SELECT i FROM t")).containsExactly("1");
        }
    }

    @Test
    void root_needs_the_password_that_only_the_owner_can_read() throws Exception {
        try (var database = EmbeddedDatabase.open(folder)) {
            String url = database.administrator("").url();
            assertThatThrownBy(() -> new DatabaseLogin(url, "root", "").connect())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("Access denied");
            assertThat(
                            strings(
                                    database.administrator(""),
                                    "SELECT concat(user, '@', host) FROM mysql.user WHERE user NOT"
                                            + " LIKE '%\\_owner'"))
                    .containsExactlyInAnyOrder("root@127.0.0.1", "mariadb.sys@localhost");
            Path password = folder.resolve("mariadb.password");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
                    .isEqualTo("rw-------");
            assertThat(folder.resolve("mariadb.setup.sql")).doesNotExist();
        }
    }

    @Test
    void commits_are_as_durable_as_in_production() throws SQLException {
        try (var database = EmbeddedDatabase.open(folder)) {
            assertThat(
                            strings(
                                    database.administrator(""),
                                    "SELECT @@innodb_flush_log_at_trx_commit"))
                    .containsExactly("1");
        }
    }

    @Test
    void temporary_tables_lie_where_no_other_server_deletes_them() throws SQLException {
        try (var database = EmbeddedDatabase.open(folder)) {
            assertThat(strings(database.administrator(""), "SELECT @@tmpdir"))
                    .containsExactly(folder.resolve("mariadb.tmp").toString());
        }
    }

    @Test
    void an_owner_sees_only_the_schema_that_is_its_own() throws SQLException {
        try (var database = EmbeddedDatabase.open(folder)) {
            database.schema("erp_demo");
            DatabaseLogin owner = database.schema("erp");
            assertThat(strings(owner, "SHOW DATABASES"))
                    .containsExactlyInAnyOrder("erp", "information_schema");
            assertThat(owner.toString()).doesNotContain(owner.password());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void execute(DatabaseLogin login, String sql) throws SQLException {
        try (Connection connection = login.connect()) {
            Sql.execute(connection, sql);
        }
    }

    private static List<String> strings(DatabaseLogin login, String sql) throws SQLException {
        try (Connection connection = login.connect()) {
            return Sql.strings(connection, sql);
        }
    }
}
