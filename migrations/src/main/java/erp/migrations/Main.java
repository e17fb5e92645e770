package erp.migrations;

import java.util.ArrayList;
import java.util.List;

/** The command line {@code ./erp db}. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        boolean verbose = words.removeAll(List.of("-v", "--verbose"));
        // Before the first logger exists; without it the chatter of libraries would drown the
        // answer.
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "erp/migrations/logback-command.xml");
            System.setProperty("erp.log.level", verbose ? "INFO" : "ERROR");
        }
        System.exit(
                new DatabaseCommand(System.getenv(), System.in, System.out, System.err).run(words));
    }
}
