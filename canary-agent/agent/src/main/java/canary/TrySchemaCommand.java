package canary;

import canary.trial.SchemaTrial;
import canary.trial.TrialPlan;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * {@code release try-schema}: the program of a plan's {@code hooks.trial}, which is told the
 * versions by {@code ERP_STABLE} and {@code ERP_CANARY}.
 */
final class TrySchemaCommand {

    private static final String FROM_ENVIRONMENT = "env:";
    private static final Set<String> OPTIONS =
            Set.of("--db", "--stable", "--canary", "--probe", "--probe-password", "--skip");
    private static final String NO_SMOKE = "--no-smoke";

    private final Map<String, String> environment;
    private final PrintStream out;

    TrySchemaCommand(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    /** Runs; the result is the process' exit code. */
    int run(List<String> words) {
        Arguments arguments = new Arguments(words, OPTIONS, Set.of(NO_SMOKE));
        if (!arguments.word().isEmpty()) {
            throw new UsageException("unexpected " + arguments.word());
        }
        List<String> problems = new ArrayList<>();
        String stable = variable("ERP_STABLE", problems);
        String canary = variable("ERP_CANARY", problems);
        List<String> database = command(arguments, "--db", TrialPlan::words, problems, List.of());
        TrialPlan.Version none = new TrialPlan.Version("", List.of());
        TrialPlan.Version serveStable =
                command(
                        arguments,
                        "--stable",
                        it -> TrialPlan.Version.of(stable, it),
                        problems,
                        none);
        TrialPlan.Version serveCanary =
                command(
                        arguments,
                        "--canary",
                        it -> TrialPlan.Version.of(canary, it),
                        problems,
                        none);
        String user = option(arguments, "--probe", problems);
        String password = password(arguments, problems);
        if (!problems.isEmpty()) {
            throw new UsageException(String.join(System.lineSeparator(), problems));
        }
        return new SchemaTrial(
                        new TrialPlan(
                                database,
                                serveStable,
                                serveCanary,
                                user,
                                password,
                                !arguments.has(NO_SMOKE),
                                skip(arguments)),
                        out,
                        System.err)
                .run();
    }

    private String variable(String name, List<String> problems) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            problems.add(name + " must be set to the version; a release sets it for its hooks");
        }
        return value;
    }

    private static String option(Arguments arguments, String name, List<String> problems) {
        String value = arguments.value(name);
        if (value == null) {
            problems.add("try-schema needs " + name);
            return "";
        }
        return value;
    }

    private static <T> T command(
            Arguments arguments,
            String name,
            Function<String, T> read,
            List<String> problems,
            T none) {
        String text = option(arguments, name, problems);
        try {
            return text.isEmpty() ? none : read.apply(text);
        } catch (IllegalArgumentException e) {
            problems.add(name + " " + e.getMessage());
            return none;
        }
    }

    private String password(Arguments arguments, List<String> problems) {
        String text = option(arguments, "--probe-password", problems);
        if (text.isEmpty()) {
            return "";
        }
        String password =
                text.startsWith(FROM_ENVIRONMENT)
                        ? environment.getOrDefault(text.substring(FROM_ENVIRONMENT.length()), "")
                        : "";
        if (password.isEmpty()) {
            // Not the value: it may be the password itself.
            problems.add("--probe-password must be env:NAME, and that variable hold the password");
        }
        return password;
    }

    private static Set<String> skip(Arguments arguments) {
        String text = arguments.value("--skip");
        return text == null ? Set.of() : Set.of(text.split(" *, *"));
    }
}
