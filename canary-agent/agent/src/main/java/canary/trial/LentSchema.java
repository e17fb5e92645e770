package canary.trial;

import erp.migrations.sql.DatabaseLogin;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The schema that {@code db trial} lends. It ends with our end of its input, even when we are
 * killed, and drops the schema then.
 */
final class LentSchema implements AutoCloseable {

    private static final Duration TO_DROP = Duration.ofMinutes(1);
    private static final int WORDS = 5;

    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter words;
    private final Thread errors;
    private final @Nullable DatabaseLogin login;
    private final String what;
    private volatile String lastError = "";

    private LentSchema(List<String> command, PrintStream err) {
        List<String> line = new ArrayList<>(command);
        line.add("trial");
        try {
            process = new ProcessBuilder(line).start();
        } catch (IOException e) {
            throw TrialFailure.untried(
                    "%s cannot be started: %s".formatted(command.getFirst(), e.getMessage()));
        }
        answers = process.inputReader(StandardCharsets.UTF_8);
        words = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        errors = Thread.ofVirtual().name("trial-errors").start(() -> relay(err));
        String[] first = read().split(" ", WORDS);
        boolean isLent = first[0].equals("schema") && first.length == WORDS;
        login = isLent ? new DatabaseLogin(first[1], first[2], first[3]) : null;
        what = isLent ? first[WORDS - 1] : String.join(" ", first);
    }

    /** Waits until it is restored. */
    static LentSchema take(List<String> command, PrintStream err) {
        return new LentSchema(command, err);
    }

    /** Where servers find it; null where nothing is to be tried. */
    @Nullable DatabaseLogin login() {
        return login;
    }

    /** What it is, or why there is none. */
    String what() {
        return what;
    }

    /** Applies the canary's expand steps; what was done. */
    String expand() {
        return ask("expand");
    }

    /** Takes them back; what was done. */
    String undo() {
        return ask("undo");
    }

    private String ask(String word) {
        words.println(word);
        String answer = read();
        if (answer.startsWith("done ")) {
            return answer.substring("done ".length());
        }
        throw TrialFailure.refused(answer.replaceFirst("^failed ", ""));
    }

    private String read() {
        try {
            String line = answers.readLine();
            if (line != null) {
                return line;
            }
            int code = process.waitFor();
            errors.join();
            throw TrialFailure.untried(
                    "the schema for the trial cannot be had, db trial ended with %d: %s"
                            .formatted(code, lastError));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TrialFailure.untried("interrupted");
        }
    }

    private void relay(PrintStream err) {
        process.errorReader(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(
                        line -> {
                            lastError = line.strip();
                            err.println(line);
                        });
    }

    /** Waits until it is dropped. */
    @Override
    public void close() {
        words.close();
        try {
            if (!process.waitFor(TO_DROP)) {
                process.destroyForcibly();
                throw TrialFailure.untried(
                        "the trial's schema is not dropped within %s; the next trial drops it"
                                .formatted(TO_DROP));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
