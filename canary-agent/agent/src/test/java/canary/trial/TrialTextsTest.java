package canary.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class TrialTextsTest {

    @TempDir Path folder;

    @Test
    void a_command_is_words_apart_by_blanks_which_quotes_hold_together() {
        assertThat(TrialPlan.words(" ./erp  db ")).containsExactly("./erp", "db");
        assertThat(TrialPlan.words("'a b'/erp \"it's\" '' 'it'\"'\"'s'"))
                .containsExactly("a b/erp", "it's", "", "it's");
        assertThatThrownBy(() -> TrialPlan.words("  ")).hasMessage("names no program");
        assertThatThrownBy(() -> TrialPlan.words("a \"b")).hasMessageContaining("without its end");
    }

    @Test
    void a_plan_does_not_print_the_password() {
        assertThat(plan() + "").contains("v1").doesNotContain("hunter2");
    }

    private static TrialPlan plan() {
        return new TrialPlan(
                java.util.List.of("db"),
                TrialPlan.Version.of("v1", "serve"),
                TrialPlan.Version.of("v2", "serve"),
                "probe",
                "hunter2",
                true,
                java.util.Set.of());
    }

    @Test
    void the_root_of_the_last_failure_is_the_cause_wherever_it_stands() throws IOException {
        String rootFirst =
                "{\"level\":\"ERROR\",\"stack_trace\":\"a.b.OldException: before\\n\\tat x\"}\n"
                        + "{\"level\":\"ERROR\",\"stack_trace\":\"org.h.SchemaException: missing"
                        + " column [a]\\n\\tat x\\nWrapped by: c.D: no\"}\n";
        assertThat(cause(rootFirst)).isEqualTo("missing column [a]");
        assertThat(
                        cause(
                                "java.lang.X: a\n"
                                        + "\tat b\n"
                                        + "Caused by: y.Z: no\n"
                                        + "Caused by: y.ZError: q\n"
                                        + "\tat"))
                .isEqualTo("q");
    }

    @Test
    void without_a_failure_the_last_lines_are_told() throws IOException {
        assertThat(cause("one\ntwo\n\nthree\n")).isEqualTo("two; three");
        assertThat(cause("x".repeat(1000))).hasSize(243).endsWith("...");
        Path log = Files.writeString(folder.resolve("log"), "one\n");
        assertThat(ServerLog.failure(log)).isEmpty();
    }

    private String cause(String text) throws IOException {
        return ServerLog.cause(Files.writeString(folder.resolve("log"), text));
    }
}
