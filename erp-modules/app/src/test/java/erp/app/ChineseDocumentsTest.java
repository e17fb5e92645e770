package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What is written in Chinese says the same as its English twin: the same commands in the same
 * places, the same rows of tables. Guides have all parts of it, the README the parts for those who
 * run the system.
 */
class ChineseDocumentsTest {
    private static final Pattern COMMANDS = Pattern.compile("(?ms)^ *```\n(.*?)^ *```$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (.*?) \\|(.*)$");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private static final Map<String, String> README =
            titles(
                    "What it is", "它是什么",
                    "Run it", "运行",
                    "Try the API", "试用 API",
                    "Settings", "设置",
                    "Backups", "备份",
                    "Seeing it", "观察系统",
                    "A plan and its gates", "方案和关卡");
    private static final Map<String, String> RELEASE =
            titles(
                    "Plan", "方案",
                    "Start", "开始",
                    "Watch", "观察",
                    "Hold", "暂停",
                    "Roll back", "回滚",
                    "Quarantine", "隔离",
                    "Retry", "重试");

    private static Map<String, String> titles(String... pairs) {
        Map<String, String> titles = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            titles.put(pairs[i], pairs[i + 1]);
        }
        return titles;
    }

    @Test
    void the_readme_has_the_commands_and_rows_of_each_part_that_it_has() {
        Map<String, String> english = parts("README.md");
        Map<String, String> chinese = parts("README.zh.md");
        assertThat(List.copyOf(chinese.keySet()).subList(1, chinese.size()))
                .isEqualTo(List.copyOf(README.values()));
        assertThat(english.keySet()).containsSubsequence(README.keySet());
        compare(README, english, chinese);
        assertThat(commands(chinese.get(""))).isEqualTo(commands(english.get("")));
    }

    @Test
    void the_release_guide_has_all_parts_steps_and_commands() {
        Map<String, String> english = parts("ops/guides/release.md");
        Map<String, String> chinese = parts("ops/guides/release.zh.md");
        assertThat(List.copyOf(english.keySet()).subList(1, english.size()))
                .isEqualTo(List.copyOf(RELEASE.keySet()));
        assertThat(List.copyOf(chinese.keySet()).subList(1, chinese.size()))
                .isEqualTo(List.copyOf(RELEASE.values()));
        compare(RELEASE, english, chinese);
    }

    private static void compare(
            Map<String, String> titles, Map<String, String> english, Map<String, String> chinese) {
        titles.forEach(
                (title, twin) -> {
                    String text = english.get(title);
                    String other = chinese.get(twin);
                    assertThat(commands(other)).as(title).isEqualTo(commands(text));
                    assertThat(rows(other)).as(title).isEqualTo(rows(text));
                    assertThat(steps(other)).as(title).isEqualTo(steps(text));
                });
    }

    /** The text under each heading, by the heading; what stands before the first under none. */
    private static Map<String, String> parts(String file) {
        String text = Sources.read(Path.of(Sources.ROOT.toString(), file));
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : ("## \n" + text).split("(?m)^##+ ")) {
            if (!part.isEmpty()) {
                int end = part.indexOf('\n');
                parts.put(part.substring(0, end).strip(), part.substring(end));
            }
        }
        return parts;
    }

    private static List<String> commands(String text) {
        return COMMANDS.matcher(text).results().map(MatchResult::group).toList();
    }

    /** What a row is about, and the exit code at its end; without the heads of tables. */
    private static List<String> rows(String text) {
        return ROW.matcher(text)
                .results()
                .filter(row -> row.group(1).startsWith("`") || isPlain(row.group(1)))
                .map(row -> row.group(1) + lastNumber(row.group(2)))
                .toList();
    }

    /** A gate's name; a table's head begins with a word that is translated. */
    private static boolean isPlain(String cell) {
        return cell.matches("[a-z, ]+") && !List.of("command", "release", "gate").contains(cell);
    }

    private static String lastNumber(String cells) {
        String last = cells.replaceFirst(" *\\|$", "").replaceFirst(".*\\| *", "");
        return NUMBER.matcher(last).matches() ? " " + last : "";
    }

    private static long steps(String text) {
        return text.lines().filter(line -> line.matches("\\d+\\. .*")).count();
    }
}
