package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Runbooks say the same in both languages: the same parts, steps and commands. */
class RunbooksTest {
    private static final Path FOLDER = Sources.ROOT.resolve("ops/runbooks");
    private static final Pattern COMMANDS = Pattern.compile("(?ms)^ *```\n(.*?)^ *```$");
    private static final Pattern RUNBOOK = Pattern.compile("runbook: (ops/runbooks/\\w+\\.md)");
    private static final List<String> ENGLISH =
            List.of("What users see", "How to look", "What to do", "When it ends");
    private static final List<String> CHINESE = List.of("用户看到什么", "怎么看", "怎么办", "何时结束");

    @Test
    void each_has_a_twin_with_the_same_parts_steps_and_commands() {
        List<Path> english =
                Sources.ending(".md").stream()
                        .filter(file -> file.startsWith(FOLDER) && !isChinese(file))
                        .toList();
        assertThat(english).isNotEmpty();
        for (Path file : english) {
            Path twin = Path.of(file.toString().replaceFirst("\\.md$", ".zh.md"));
            String name = file.getFileName().toString().replace(".md", "");
            String text = Sources.read(file);
            String other = Sources.read(twin);
            assertThat(text).startsWith("# " + name + "\n");
            assertThat(other).startsWith("# " + name + "\n");
            assertThat(headings(text)).as(name).isEqualTo(ENGLISH);
            assertThat(headings(other)).as(name).isEqualTo(CHINESE);
            assertThat(steps(other)).as(name).isEqualTo(steps(text)).isPositive();
            assertThat(commands(other)).as(name).isEqualTo(commands(text)).isNotEmpty();
        }
        assertThat(Sources.ending(".zh.md").stream().filter(file -> file.startsWith(FOLDER)))
                .as("none without an English one")
                .hasSameSizeAs(english);
    }

    @Test
    void each_that_an_alert_names_is_there() {
        List<String> named =
                Sources.ending(".yml").stream()
                        .filter(file -> file.toString().contains("/ops/prometheus/rules/"))
                        .flatMap(file -> RUNBOOK.matcher(Sources.read(file)).results())
                        .map(it -> it.group(1))
                        .toList();
        assertThat(named)
                .isNotEmpty()
                .allMatch(name -> Files.isRegularFile(Sources.ROOT.resolve(name)));
    }

    private static boolean isChinese(Path file) {
        return file.toString().endsWith(".zh.md");
    }

    private static List<String> headings(String text) {
        return text.lines()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();
    }

    private static long steps(String text) {
        return text.lines().filter(line -> line.matches("\\d+\\. .*")).count();
    }

    private static List<String> commands(String text) {
        return COMMANDS.matcher(text).results().map(MatchResult::group).toList();
    }
}
