package canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

class TrySchemaCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void all_that_is_missing_is_told_at_once() {
        assertThatThrownBy(() -> run(Map.of("ERP_STABLE", "v1"), "--db", "./erp 'db"))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll(
                        "ERP_CANARY must be set to the version",
                        "--db has a quote ' without its end",
                        "try-schema needs --stable",
                        "try-schema needs --canary",
                        "try-schema needs --probe",
                        "try-schema needs --probe-password")
                .hasMessageNotContaining("ERP_STABLE");
    }

    @Test
    void a_password_on_the_command_line_is_refused_and_not_repeated() {
        assertThatThrownBy(() -> run(Map.of(), "--probe-password", "hunter2"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--probe-password must be env:NAME")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> run(Map.of(), "--probe-password", "env:NO_SUCH"))
                .hasMessageContaining("that variable hold the password");
    }

    @Test
    void a_program_that_cannot_be_started_leaves_the_versions_untried() {
        int code =
                run(
                        Map.of("ERP_STABLE", "v1", "ERP_CANARY", "v2", "PROBE", "secret"),
                        "--db",
                        "no-such-program db",
                        "--stable",
                        "a",
                        "--canary",
                        "b",
                        "--probe",
                        "probe",
                        "--probe-password",
                        "env:PROBE");
        assertThat(code).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("not tried: no-such-program cannot be started: ");
    }

    private int run(Map<String, String> environment, String... words) {
        return new TrySchemaCommand(environment, new PrintStream(out, true, StandardCharsets.UTF_8))
                .run(List.of(words));
    }
}
