package canary.load.measure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the command line of {@code ops/bin/load} asks for. */
record LoadOptions(
        List<Integer> clients,
        int warmUp,
        int seconds,
        int readSeconds,
        boolean startup,
        Optional<Path> out,
        Optional<Path> json) {

    static final String USAGE =
            """
            Usage: load [--clients 1,4,8,16] [--warm-up S] [--seconds S] [--reads S] [--startup]
                        [--out DIR] [--json FILE]

            Whole order-to-cash flows (order of three lines, confirm, deliver, invoice, payment)
            against one ./erp serve on a real MySQL, one flow after the other by each client;
            then single reads alone. ERP_DB_URL, ERP_DB_USER and ERP_DB_PASSWORD name an empty
            schema to use instead of a MySQL of its own.

              --startup    also measures process start to first answer, with and without AOT cache
              --out DIR    writes load-STAMP.md and load-STAMP.csv there, such as ops/benchmarks
            """;

    private static final int MOST_CLIENTS = 64;
    private static final int MOST_SECONDS = 600;

    LoadOptions {
        clients = List.copyOf(clients);
    }

    /** Options that cannot be understood. */
    static final class WrongUsage extends RuntimeException {
        WrongUsage(String problem) {
            super(problem);
        }
    }

    static LoadOptions parse(List<String> arguments) {
        List<Integer> clients = List.of(1, 4, 8, 16);
        int warmUp = 10;
        int seconds = 20;
        int reads = 5;
        boolean startup = false;
        Optional<Path> out = Optional.empty();
        Optional<Path> json = Optional.empty();
        Iterator<String> rest = new ArrayList<>(arguments).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--clients" -> clients = list(value(option, rest));
                case "--warm-up" -> warmUp = number(option, value(option, rest), 0, MOST_SECONDS);
                case "--seconds" -> seconds = number(option, value(option, rest), 1, MOST_SECONDS);
                case "--reads" -> reads = number(option, value(option, rest), 1, MOST_SECONDS);
                case "--startup" -> startup = true;
                case "--out" -> out = Optional.of(Path.of(value(option, rest)));
                case "--json" -> json = Optional.of(Path.of(value(option, rest)));
                default -> throw new WrongUsage("there is no option " + option);
            }
        }
        return new LoadOptions(clients, warmUp, seconds, reads, startup, out, json);
    }

    int mostClients() {
        return clients.stream().mapToInt(Integer::intValue).max().orElse(1);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new WrongUsage(option + " needs a value");
        }
        return rest.next();
    }

    private static List<Integer> list(String value) {
        return Stream.of(value.split(","))
                .map(each -> number("--clients", each, 1, MOST_CLIENTS))
                .toList();
    }

    private static int number(String option, String value, int least, int most) {
        if (value.matches("[0-9]{1,6}")) {
            int number = Integer.parseInt(value, 10);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new WrongUsage(option + " is " + least + " to " + most + ", not " + value);
    }
}
