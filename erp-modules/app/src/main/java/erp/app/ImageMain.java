package erp.app;

import java.util.List;
import java.util.Optional;

/**
 * The command line of the image: {@code erp-server serve | ready | db ...}.
 *
 * <p>There is no shell in an image, so its program is a file whose interpreter line names the JVM:
 * the kernel puts that file's path before the arguments. A name of the program that the caller
 * wrote himself, because he need not know whether the image has an entry point, follows it.
 */
public final class ImageMain {
    private static final String NAME = "erp-server";

    private static final String USAGE =
            """
            Usage: erp-server COMMAND

              serve     runs the ERP service until SIGTERM
              ready     whether the server beside it is ready: exit code 0 or 1
              db        migrate | undo | status | check | activate VERSION | account USER

            Each command explains itself with --help. The database is the one that ERP_DB_URL,
            ERP_DB_USER and ERP_DB_PASSWORD name. JDK_JAVA_OPTIONS adds JVM options.
            Exit codes: 0 fine, 1 failure, 2 wrong usage.
            """;

    private ImageMain() {}

    public static void main(String[] arguments) {
        List<String> words = words(List.of(arguments));
        String command = words.isEmpty() ? "" : words.getFirst();
        String[] rest = words.stream().skip(1).toArray(String[]::new);
        switch (command) {
            case "serve" -> ErpMain.main(rest);
            case "ready" -> {
                Optional<String> problem = Ready.problem(System.getenv());
                problem.ifPresent(System.err::println);
                System.exit(problem.isEmpty() ? 0 : 1);
            }
            case "db" -> erp.migrations.Main.main(rest);
            case "-h", "--help", "help" -> System.out.print(USAGE);
            default -> {
                if (!command.isEmpty()) {
                    System.err.println("unknown command " + command);
                }
                System.err.print(USAGE);
                System.exit(2);
            }
        }
    }

    /** What is left of the arguments without the program's path and name. */
    static List<String> words(List<String> arguments) {
        List<String> words = arguments.stream().skip(1).toList();
        boolean isNamed = !words.isEmpty() && words.getFirst().equals(NAME);
        return isNamed ? words.subList(1, words.size()) : words;
    }
}
