package erp.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

class DatabaseCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bogus",
                "migrate --bogus",
                "undo now",
                "status x",
                "check x",
                "account",
                "account u --max-connections",
                "account u --max-connections many",
                "activate",
                "activate v1 v2",
                "backup now",
                "backup --keep 3",
                "backup --verify --keep none",
                "backup --verify --keep 0",
                "backups x",
                "verify",
                "restore",
                "restore a b",
                "backup-key",
                "undo --to",
                "versions v1",
                "reject v2",
                "reject --why errors",
                "reject v2 --why",
                "admit v2 --why mended now"
            })
    void a_wrong_command_line_gets_the_usage_and_exit_code_2(String line) {
        assertThat(run(Map.of(), line)).isEqualTo(2);
        assertThat(err()).contains("Usage: erp db COMMAND");
    }

    @Test
    void help_is_no_error() {
        assertThat(run(Map.of(), "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Usage: erp db COMMAND");
    }

    @Test
    void every_wrong_setting_is_named_at_once() {
        assertThat(run(Map.of("ERP_DB_URL", "postgres://somewhere"), "status")).isEqualTo(1);
        assertThat(err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("ERP_DB_URL must be jdbc:mysql://"),
                        line -> assertThat(line).startsWith("ERP_DB_USER is missing"),
                        line -> assertThat(line).startsWith("ERP_DB_PASSWORD is missing"));
    }

    @Test
    void a_user_without_a_url_is_a_mistake() {
        assertThat(run(Map.of("ERP_DB_USER", "u"), "status")).isEqualTo(1);
        assertThat(err()).startsWith("ERP_DB_USER is set but ERP_DB_URL is not");
    }

    @Test
    void a_database_that_is_away_is_a_sentence_and_exit_code_1() {
        var settings =
                Map.of(
                        "ERP_DB_URL",
                        "jdbc:mysql://127.0.0.1:1/erp",
                        "ERP_DB_USER",
                        "u",
                        "ERP_DB_PASSWORD",
                        "secret");
        assertThat(run(settings, "status")).isEqualTo(1);
        assertThat(err()).startsWith("The database refuses: ").doesNotContain("secret");
    }

    private int run(Map<String, String> environment, String line) {
        List<String> words = line.isEmpty() ? List.of() : List.of(line.split(" "));
        return new DatabaseCommand(environment, print(out), print(err)).run(words);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
