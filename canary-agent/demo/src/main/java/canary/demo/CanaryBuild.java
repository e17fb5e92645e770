package canary.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What v2's build has that v1's has not.
 *
 * @param environment of its programs
 */
record CanaryBuild(Map<String, String> environment) {

    /** It is v1's. */
    static final CanaryBuild SAME = new CanaryBuild(Map.of());

    /** Later than any that a checkout has. */
    private static final String STAMP = "20991231_2359__crm_rename_lead_note.sql";

    private static final String RENAME =
            """
            -- expand
            alter table crm_lead rename column note to remark, algorithm=instant;
            """;
    private static final String TAKE_BACK =
            """
            alter table crm_lead rename column remark to note, algorithm=instant;
            """;

    CanaryBuild {
        environment = Map.copyOf(environment);
    }

    /**
     * It renames a column that v1 uses, in a migration that calls itself good for both: a folder
     * more in front of the class path.
     *
     * @param folder where that is written
     */
    static CanaryBuild withHarmfulMigration(Path folder) {
        try {
            write(folder.resolve("sql/migrate/V" + STAMP), RENAME);
            write(folder.resolve("sql/undo/U" + STAMP), TAKE_BACK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String path = folder.toAbsolutePath().toString();
        return new CanaryBuild(
                Map.of("JDK_JAVA_OPTIONS", "\"-Xbootclasspath/a:%s\"".formatted(path)));
    }

    /** The words of its own kind of a command of this checkout. */
    List<String> command(List<String> words) {
        return with(environment, words);
    }

    /** The same where a variable more is set. */
    List<String> command(String name, String value, List<String> words) {
        Map<String, String> all = new TreeMap<>(environment);
        all.put(name, value);
        return with(all, words);
    }

    private static List<String> with(Map<String, String> environment, List<String> words) {
        if (environment.isEmpty()) {
            return words;
        }
        List<String> command = new ArrayList<>();
        command.add("env");
        new TreeMap<>(environment).forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(words);
        return command;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }
}
