package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The house style as a test that reads the sources (STYLE.md, rule 6). */
class TidyTest {
    private static final int FILE_LINES = 400;
    private static final int LINE_LENGTH = 120;
    private static final int MOST_FILES = 30;

    private static final int METHOD_LINES = 60;
    private static final Pattern METHOD =
            Pattern.compile("^    (?:    )?[\\w@<].*\\(.*\\) (?:throws [\\w., ]+ )?\\{$");
    private static final Pattern UNFINISHED =
            Pattern.compile("\\b(?:TO" + "DO|FIX" + "ME|XX" + "X)\\b");

    @Test
    void every_java_file_is_in_the_house_format() {
        Formatter formatter =
                new Formatter(
                        JavaFormatterOptions.builder()
                                .style(JavaFormatterOptions.Style.AOSP)
                                .build());
        List<String> wrong = new ArrayList<>();
        for (Path file : Sources.java()) {
            String source = Sources.read(file);
            try {
                if (!formatter.formatSourceAndFixImports(source).equals(source)) {
                    wrong.add(name(file));
                }
            } catch (FormatterException e) {
                wrong.add(name(file) + ": " + e.getMessage());
            }
        }
        assertThat(wrong).as("run ops/bin/format").isEmpty();
    }

    @Test
    void files_lines_and_methods_are_short() {
        List<String> long_ = new ArrayList<>();
        for (Path file : Sources.java()) {
            List<String> lines = Sources.read(file).lines().toList();
            if (lines.size() > FILE_LINES) {
                long_.add(name(file) + " has " + lines.size() + " lines");
            }
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).length() > LINE_LENGTH) {
                    long_.add(
                            name(file)
                                    + ":"
                                    + (i + 1)
                                    + " has "
                                    + lines.get(i).length()
                                    + " characters");
                }
                int length = methodLength(lines, i);
                if (length > METHOD_LINES) {
                    long_.add(name(file) + ":" + (i + 1) + " is a method of " + length + " lines");
                }
            }
        }
        assertThat(long_).isEmpty();
    }

    @Test
    void nothing_is_marked_unfinished() {
        List<String> found = new ArrayList<>();
        for (String ending : List.of(".java", ".sql", ".sh", ".yaml", ".yml")) {
            for (Path file : Sources.ending(ending)) {
                Matcher matcher = UNFINISHED.matcher(Sources.read(file));
                if (matcher.find()) {
                    found.add(name(file) + ": " + matcher.group());
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void every_package_of_main_code_says_what_it_is_for() {
        List<String> silent =
                Sources.java().stream()
                        .filter(file -> file.toString().contains("/src/main/java/"))
                        .map(Path::getParent)
                        .distinct()
                        .filter(dir -> !Files.exists(dir.resolve("package-info.java")))
                        .map(TidyTest::name)
                        .toList();
        assertThat(silent).isEmpty();
    }

    @Test
    void no_folder_of_main_code_has_more_files_than_one_can_look_over() {
        Map<String, Long> files =
                Sources.java().stream()
                        .filter(file -> file.toString().contains("/src/main/java/erp/"))
                        .collect(
                                Collectors.groupingBy(
                                        file -> name(file.getParent()), Collectors.counting()));
        files.values().removeIf(number -> number <= MOST_FILES);
        assertThat(files).isEmpty();
    }

    @Test
    void every_migration_goes_both_ways() {
        List<String> single =
                Sources.ending(".sql").stream()
                        .filter(file -> file.toString().contains("/sql/migrate/"))
                        .filter(file -> !Files.exists(undo(file)))
                        .map(TidyTest::name)
                        .toList();
        assertThat(single).isEmpty();
    }

    private static Path undo(Path migration) {
        String name = migration.getFileName().toString();
        return migration.getParent().resolveSibling("undo").resolve("U" + name.substring(1));
    }

    /**
     * Lines of the method that starts here, 0 where none does: up to the brace at the indentation
     * of its first line.
     */
    private static int methodLength(List<String> lines, int start) {
        String first = lines.get(start);
        if (!METHOD.matcher(first).matches()) {
            return 0;
        }
        String end = " ".repeat(first.length() - first.stripLeading().length()) + "}";
        for (int i = start + 1; i < lines.size(); i++) {
            if (lines.get(i).equals(end)) {
                return i - start + 1;
            }
        }
        return 0;
    }

    private static String name(Path file) {
        return Sources.ROOT.relativize(file).toString();
    }
}
