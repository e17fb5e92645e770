package erp.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import static java.util.Map.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class SettingsTest {
    private static final Key<String> TOKEN = Key.secret("ERP_TOKEN", null);
    private static final List<Key<?>> KEYS = new ArrayList<>(ServerSettings.all());

    static {
        KEYS.add(TOKEN);
    }

    @TempDir Path folder;

    private String file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("erp.yaml"), yaml).toString();
    }

    private static List<String> problems(Map<String, String> environment) {
        return catchThrowableOfType(SettingsException.class, () -> Settings.read(KEYS, environment))
                .problems();
    }

    @Test
    void without_anything_set_the_defaults_hold() {
        Settings settings = Settings.read(ServerSettings.all(), Map.of("PATH", "/bin"));
        assertThat(settings.get(ServerSettings.HTTP_PORT)).isEqualTo(8080);
        assertThat(settings.get(ServerSettings.MANAGEMENT_PORT)).isEqualTo(8081);
        assertThat(settings.get(ServerSettings.HTTP_ADDRESS)).isEqualTo("0.0.0.0");
        assertThat(settings.get(ServerSettings.MANAGEMENT_ADDRESS)).isEqualTo("127.0.0.1");
        assertThat(settings.get(ServerSettings.DB_URL)).isEmpty();
        assertThat(settings.get(ServerSettings.DB_CONNECTIONS)).isEqualTo(16);
        assertThat(settings.get(ServerSettings.DB_STATEMENT_LIMIT))
                .isEqualTo(Duration.ofSeconds(25));
        assertThat(settings.get(ServerSettings.DRAIN)).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.get(ServerSettings.VERSION)).isEqualTo("dev");
        assertThat(settings.get(ServerSettings.START_REJECTED)).isFalse();
        assertThat(settings.get(ServerSettings.ENV)).isEqualTo("development");
    }

    @Test
    void every_setting_can_be_set_by_environment() {
        Settings settings =
                Settings.read(
                        ServerSettings.all(),
                        Map.ofEntries(
                                entry("ERP_VERSION", "2.1"),
                                entry("ERP_START_REJECTED", "true"),
                                entry("ERP_ENV", "production"),
                                entry("ERP_DB_URL", "jdbc:mysql://db/erp"),
                                entry("ERP_DB_USER", "erp"),
                                entry("ERP_DB_PASSWORD", "s3cret"),
                                entry("ERP_DB_CONNECTIONS", "40"),
                                entry("ERP_DB_STATEMENT_LIMIT", "90s"),
                                entry("ERP_HTTP_ADDRESS", "10.0.0.7"),
                                entry("ERP_HTTP_PORT", "80"),
                                entry("ERP_MANAGEMENT_ADDRESS", "0.0.0.0"),
                                entry("ERP_MANAGEMENT_PORT", "81"),
                                entry("ERP_DRAIN", "2m")));
        assertThat(settings.toString())
                .isEqualTo(
                        """
                        ERP_DB_CONNECTIONS=40
                        ERP_DB_PASSWORD=***
                        ERP_DB_STATEMENT_LIMIT=PT1M30S
                        ERP_DB_URL=jdbc:mysql://db/erp
                        ERP_DB_USER=erp
                        ERP_DRAIN=PT2M
                        ERP_ENV=production
                        ERP_HTTP_ADDRESS=10.0.0.7
                        ERP_HTTP_PORT=80
                        ERP_MANAGEMENT_ADDRESS=0.0.0.0
                        ERP_MANAGEMENT_PORT=81
                        ERP_START_REJECTED=true
                        ERP_VERSION=2.1
                        """);
        assertThat(settings.get(ServerSettings.DB_PASSWORD)).isEqualTo("s3cret");
    }

    @Test
    void environment_beats_file_beats_default() throws IOException {
        String file = file("http: {port: 90}\ndb:\n  connections: 7\nversion: 1.10\n");
        Settings settings =
                Settings.read(
                        ServerSettings.all(), Map.of("ERP_CONFIG", file, "ERP_HTTP_PORT", "91"));
        assertThat(settings.get(ServerSettings.HTTP_PORT)).isEqualTo(91);
        assertThat(settings.get(ServerSettings.DB_CONNECTIONS)).isEqualTo(7);
        assertThat(settings.get(ServerSettings.MANAGEMENT_PORT)).isEqualTo(8081);
    }

    @Test
    void an_address_is_an_address_and_no_name() {
        assertThatThrownBy(
                        () ->
                                Settings.read(
                                        ServerSettings.all(),
                                        Map.of(
                                                "ERP_HTTP_ADDRESS", "localhost",
                                                "ERP_MANAGEMENT_ADDRESS", "300.1.1.1")))
                .hasMessageContaining("ERP_HTTP_ADDRESS must be an IP address")
                .hasMessageContaining("ERP_MANAGEMENT_ADDRESS must be an IP address");
    }

    @Test
    void a_version_in_the_file_keeps_its_zeros() throws IOException {
        Settings settings =
                Settings.read(
                        ServerSettings.all(), Map.of("ERP_CONFIG", file("version: \"1.10\"\n")));
        assertThat(settings.get(ServerSettings.VERSION)).isEqualTo("1.10");
    }

    @Test
    void all_problems_are_said_at_once() throws IOException {
        String file = file("http: {prot: 90}\ndb: {connections: [1]}\n");
        assertThat(
                        problems(
                                Map.of(
                                        "ERP_CONFIG", file,
                                        "ERP_HTTP_PROT", "80",
                                        "ERP_MANAGEMENT_PORT", "70000",
                                        "ERP_DRAIN", "soon")))
                .containsExactly(
                        file + ": http.prot is not known: did you mean http.port?",
                        file + ": db.connections must be one value",
                        "ERP_HTTP_PROT is not known: did you mean ERP_HTTP_PORT?",
                        "ERP_MANAGEMENT_PORT must be a whole number from 0 to 65535, not \"70000\"",
                        "ERP_DRAIN must be a time span from 0ms to 2m, such as 500ms, 3s, 10m, 24h"
                                + " or 7d, not \"soon\"",
                        "ERP_TOKEN must be set: a text");
    }

    @Test
    void a_hint_is_a_likely_name_or_none() {
        assertThat(problems(Map.of("ERP_TOKEN", "x", "ERP_PORT", "80")))
                .containsExactly("ERP_PORT is not known: did you mean ERP_HTTP_PORT?");
        assertThat(problems(Map.of("ERP_TOKEN", "x", "ERP_PASSWORD", "x")))
                .containsExactly("ERP_PASSWORD is not known: did you mean ERP_DB_PASSWORD?");
        assertThat(problems(Map.of("ERP_TOKEN", "x", "ERP_DB_ULR", "x")))
                .containsExactly("ERP_DB_ULR is not known: did you mean ERP_DB_URL?");
        assertThat(problems(Map.of("ERP_TOKEN", "x", "ERP_MODE", "x")))
                .containsExactly("ERP_MODE is not known");
    }

    @Test
    void names_of_other_programs_are_left_alone() {
        Settings.read(
                ServerSettings.all(),
                Map.of(
                        "ERP_DATA_DIR", "/tmp",
                        "ERP_HOME", "/x",
                        "ERP_JAVA_HOME", "/jdk",
                        "ERP_LOG", "text",
                        "ERP_TEST_DB_URL", "jdbc:mysql://x/"));
    }

    @Test
    void a_file_that_is_missing_or_no_yaml_is_said() throws IOException {
        assertThat(problems(Map.of("ERP_CONFIG", "/nowhere/erp.yaml", "ERP_TOKEN", "x")))
                .containsExactly("ERP_CONFIG names /nowhere/erp.yaml, which cannot be read");
        assertThat(problems(Map.of("ERP_CONFIG", file("a: [1"), "ERP_TOKEN", "x")))
                .singleElement()
                .asString()
                .contains("erp.yaml is no YAML");
    }

    @Test
    void a_secret_never_shows_in_a_problem() {
        Key<Integer> pin = new Key<>("ERP_PIN", null, "a number", Integer::valueOf, true);
        SettingsException e =
                catchThrowableOfType(
                        SettingsException.class,
                        () -> Settings.read(List.of(pin), Map.of("ERP_PIN", "hunter2")));
        assertThat(e).hasMessageNotContaining("hunter2").hasMessageContaining("ERP_PIN");
    }
}
