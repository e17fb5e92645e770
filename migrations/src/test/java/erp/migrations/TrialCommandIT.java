package erp.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.migrations.schema.DataLoss;
import erp.migrations.schema.Migrator;
import erp.migrations.sql.Accounts;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.Sql;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The schema that is lent to who tries a release, on a database that is given. */
class TrialCommandIT {
    @TempDir Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> environment = new HashMap<>();
    private TestSchema schema;
    private Migrator migrator;

    @BeforeEach
    void begin() {
        schema = TestDatabase.schema();
        migrator = new Migrator(schema.owner().dataSource());
        DatabaseLogin login = schema.administrator();
        environment.put("ERP_DB_URL", login.url());
        environment.put("ERP_DB_USER", login.user());
        environment.put("ERP_DB_PASSWORD", login.password());
        environment.put("ERP_BACKUP_TO", folder.toString());
    }

    @Test
    void nothing_is_lent_where_no_migration_is_pending() throws Exception {
        assertThat(run("", "trial")).as(this::err).isZero();
        assertThat(out()).startsWith("nothing is pending");
        assertThat(left()).isEmpty();
    }

    @Test
    void only_a_proven_backup_is_lent() {
        migrator.undoLast(DataLoss.REFUSED);
        assertThat(run("", "backup")).as(this::err).isZero();
        assertThat(run("", "trial")).isEqualTo(1);
        assertThat(err()).contains("There is no verified backup of schema " + schema.name());
    }

    @Test
    void the_schema_is_expanded_and_taken_back_while_nothing_works_by_itself() throws Exception {
        String stamp = migrator.undoLast(DataLoss.REFUSED).orElseThrow().stamp();
        execute("INSERT INTO core_active_version VALUES (1, 'v1', utc_timestamp(6))");
        saved();
        try (Lent lent = new Lent()) {
            String[] words = lent.read().split(" ", 5);
            assertThat(words[0]).isEqualTo("schema");
            assertThat(words[4]).contains("rows of backup " + schema.name(), "1 to expand");
            DatabaseLogin account = new DatabaseLogin(words[1], words[2], words[3]);
            try (Connection connection = account.connect()) {
                assertThat(Sql.strings(connection, "SELECT version FROM core_active_version"))
                        .containsExactly("(nobody: a trial)");
                assertThat(
                                Sql.number(
                                        connection,
                                        "SELECT count(*) FROM core_process WHERE seen_at >"
                                                + " utc_timestamp(6) + INTERVAL 1 DAY"))
                        .isEqualTo(1);
                assertThat(lent.ask("expand")).isEqualTo("done " + stamp);
                assertThat(steps(connection)).contains(stamp.replace('_', '.'));
                assertThat(lent.ask("undo")).isEqualTo("done " + stamp);
                assertThat(steps(connection)).doesNotContain(stamp.replace('_', '.'));
                assertThat(lent.ask("undo")).isEqualTo("done no step");
                assertThat(lent.ask("drop"))
                        .isEqualTo("failed unknown word drop: there are expand and undo");
                assertThatThrownBy(
                                () -> Sql.execute(connection, "DELETE FROM flyway_schema_history"))
                        .as("an application's rights, no more")
                        .isInstanceOf(SQLException.class);
            }
            assertThat(left()).hasSize(1);
        }
        assertThat(left()).isEmpty();
        try (Connection connection = schema.owner().connect()) {
            assertThat(steps(connection)).doesNotContain(stamp.replace('_', '.'));
            assertThat(Sql.strings(connection, "SELECT version FROM core_active_version"))
                    .containsExactly("v1");
        }
    }

    @Test
    void what_was_left_by_one_that_was_killed_is_dropped_by_the_next() throws Exception {
        migrator.undoLast(DataLoss.REFUSED);
        saved();
        String left = schema.name() + "__trial_0badcafe";
        execute("CREATE DATABASE " + left, "CREATE TABLE " + left + ".core_process (id INT)");
        new Accounts(schema.administrator().dataSource())
                .grant(left, "erp_trial_0badcafe", "secret", 5);
        DatabaseLogin zombie =
                new DatabaseLogin(
                        schema.administrator().on(left).url(), "erp_trial_0badcafe", "secret");
        try (Connection session = zombie.connect()) {
            session.setAutoCommit(false);
            Sql.number(session, "SELECT count(*) FROM core_process");
            assertThat(run("", "trial")).as(this::err).isZero();
            assertThat(left()).isEmpty();
            assertThat(session.isValid(1)).as("its session is ended").isFalse();
        }
        assertThatThrownBy(zombie::connect).isInstanceOf(SQLException.class);
    }

    /** The command with its input open, as the trial of a release has it. */
    private final class Lent implements AutoCloseable {
        private final PrintStream words;
        private final BufferedReader answers;
        private final CompletableFuture<Integer> end;

        Lent() throws IOException {
            PipedInputStream in = new PipedInputStream();
            words = new PrintStream(new PipedOutputStream(in), true, StandardCharsets.UTF_8);
            PipedInputStream said = new PipedInputStream();
            PrintStream told =
                    new PrintStream(new PipedOutputStream(said), true, StandardCharsets.UTF_8);
            answers = new BufferedReader(new InputStreamReader(said, StandardCharsets.UTF_8));
            end =
                    CompletableFuture.supplyAsync(
                            () -> {
                                try (told) {
                                    return new DatabaseCommand(environment, in, told, print(err))
                                            .run(List.of("trial"));
                                }
                            });
        }

        String ask(String word) throws IOException {
            words.println(word);
            return read();
        }

        String read() throws IOException {
            String line = answers.readLine();
            assertThat(line).as(TrialCommandIT.this::err).isNotNull();
            return line;
        }

        @Override
        public void close() {
            words.close();
            assertThat(end.join()).as(TrialCommandIT.this::err).isZero();
        }
    }

    private void saved() {
        assertThat(run("", "backup", "--verify")).as(this::err).isZero();
    }

    private static List<String> steps(Connection connection) throws SQLException {
        return Sql.strings(connection, "SELECT version FROM flyway_schema_history");
    }

    /** Schemas and accounts of trials. */
    private List<String> left() throws SQLException {
        try (Connection connection = schema.administrator().connect()) {
            return Sql.strings(
                    connection,
                    "SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE ?",
                    schema.name() + "\\_\\_%");
        }
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = schema.administrator().connect()) {
            for (String statement : statements) {
                Sql.execute(connection, statement);
            }
        }
    }

    private int run(String input, String... arguments) {
        out.reset();
        err.reset();
        try (InputStream in =
                new java.io.ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8))) {
            return new DatabaseCommand(environment, in, print(out), print(err))
                    .run(List.of(arguments));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
