package canary.trial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server wrote, in lines for machines or for people. */
final class ServerLog {

    /** The root of a stack trace in JSON, where it comes first and a line's end is two signs. */
    private static final Pattern ROOT =
            Pattern.compile("\"stack_trace\":\"(.+?)(?=\\\\n|\\\\r|\")");

    /** Where it comes last. */
    private static final Pattern CAUSE =
            Pattern.compile("Caused by: (.+?)(?=\\\\n|\\\\r|\"|\\n|$)");

    private static final int LAST_LINES = 2;
    private static final int LONGEST = 240;

    private ServerLog() {}

    /** Why it failed: the root cause of its last failure, else its last lines. */
    static String cause(Path log) {
        String text = read(log);
        String cause = failure(text);
        if (cause.isEmpty()) {
            List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
            cause =
                    String.join(
                            "; ",
                            lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        }
        return sentence(cause);
    }

    /** The root cause of its last failure; empty where it has logged none. */
    static String failure(Path log) {
        return sentence(failure(read(log)));
    }

    private static String failure(String text) {
        String cause = last(CAUSE, text);
        return cause.isEmpty() ? last(ROOT, text) : cause;
    }

    private static String last(Pattern pattern, String text) {
        String found = "";
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found = matcher.group(1);
        }
        return found;
    }

    private static String sentence(String cause) {
        // What the class is called says no more than the sentence behind it.
        String sentence = cause.replaceFirst("^[\\w.$]+(Exception|Error): (?=.)", "");
        return sentence.length() > LONGEST ? sentence.substring(0, LONGEST) + "..." : sentence;
    }

    private static String read(Path log) {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "its log cannot be read: " + e.getMessage();
        }
    }
}
