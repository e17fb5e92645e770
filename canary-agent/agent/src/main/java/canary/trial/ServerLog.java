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

    /** The first line of a cause in a stack trace; in JSON a line's end is written as two signs. */
    private static final Pattern CAUSE =
            Pattern.compile("Caused by: (.+?)(?=\\\\n|\\\\r|\"|\\n|$)");

    private static final int LAST_LINES = 2;
    private static final int LONGEST = 240;

    private ServerLog() {}

    /** Why it failed: the root cause of its last failure, else its last lines. */
    static String cause(Path log) {
        String text = read(log);
        String cause = "";
        Matcher matcher = CAUSE.matcher(text);
        while (matcher.find()) {
            cause = matcher.group(1);
        }
        if (cause.isEmpty()) {
            List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
            cause =
                    String.join(
                            "; ",
                            lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        }
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
