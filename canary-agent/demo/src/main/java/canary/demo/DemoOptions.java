package canary.demo;

import canary.demo.fault.Route;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** What the command line asks for. */
record DemoOptions(
        DemoRelease release,
        Optional<Route> route,
        Pace pace,
        OptionalInt rps,
        List<String> leftOut,
        Optional<Path> report,
        Optional<Path> json,
        boolean isOnCluster) {

    /** Requests a second where nobody asks for another number. */
    static final int USUAL_RPS = 60;

    private static final int MOST_RPS = 2_000;
    private static final String CLUSTER = "--cluster";
    private static final List<String> OPTIONS =
            List.of("--release", "--route", "--pace", "--rps", "--leave-out", "--report", "--json");

    DemoOptions {
        leftOut = List.copyOf(leftOut);
    }

    /** Options that cannot be understood; the message lists every problem. */
    static final class WrongUsage extends RuntimeException {
        WrongUsage(List<String> problems) {
            super(String.join(System.lineSeparator(), problems));
        }
    }

    /** What the command line can say. */
    static String usage() {
        StringBuilder releases = new StringBuilder();
        for (DemoRelease each : DemoRelease.values()) {
            releases.append(
                    "                     %-11s(%d) %s%n"
                            .formatted(each.word(), each.code(), each.what()));
        }
        return """
        Usage: demo [--release NAME] [--route ROUTE] [--pace PACE] [--rps N] [--leave-out NAME]
                    [--report DIR] [--json FILE] [--cluster]

          --release NAME   one of (default good; in brackets the exit code it must end with)
        %s  --route ROUTE    with --release errors: v2 fails all requests to this route and no other,
                           such as "POST /api/v1/crm/leads"; users run more errands then
          --pace PACE      fast (within 3 minutes), normal (default, about 10 minutes),
                           plan (the requirements document's times)
          --rps N          requests a second of all clients together (default %d, or what leaves
                           this machine room for a copy that starts)
          --leave-out NAME part of a User-Agent whose requests are served but are not the users',
                           as of a load test of yours; may be repeated. Health checks, scrapers
                           and requests with a header ERP-Load-Test are left out anyhow
          --report DIR     where the report and the logs go (default below .erp/demo)
          --json FILE      the result as JSON
          --cluster        on a Kubernetes control plane of this machine, with Istio and Envoy in
                           front, all of them real; needs root and Go, and once 10 to 25 minutes
                           to build them (ops/bin/real-kubernetes)

        Exit codes: 0 promoted, 1 failure, 2 wrong usage, 3 rolled back, 4 held: a person must
        decide, 5 refused before any traffic moved, 130 interrupted.
        """
                .formatted(releases, USUAL_RPS);
    }

    /** Reads arguments; throws {@link WrongUsage}. */
    static DemoOptions parse(List<String> arguments) {
        List<String> problems = new ArrayList<>();
        DemoRelease release = DemoRelease.GOOD;
        Optional<Route> route = Optional.empty();
        Pace pace = Pace.NORMAL;
        OptionalInt rps = OptionalInt.empty();
        List<String> leftOut = new ArrayList<>();
        Optional<Path> report = Optional.empty();
        Optional<Path> json = Optional.empty();
        boolean isOnCluster = false;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            if (option.equals(CLUSTER)) {
                isOnCluster = true;
                continue;
            }
            if (!OPTIONS.contains(option)) {
                problems.add("there is no option " + option);
                continue;
            }
            if (!rest.hasNext()) {
                problems.add(option + " needs a value");
                continue;
            }
            String value = rest.next();
            switch (option) {
                case "--release" ->
                        release =
                                one(
                                        option,
                                        value,
                                        DemoRelease::named,
                                        DemoRelease.words(),
                                        problems);
                case "--route" -> route = route(value, problems);
                case "--pace" -> pace = one(option, value, Pace::named, Pace.words(), problems);
                case "--rps" -> rps = rps(value, problems);
                case "--leave-out" -> leaveOut(value, leftOut, problems);
                case "--report" -> report = Optional.of(Path.of(value));
                default -> json = Optional.of(Path.of(value));
            }
        }
        if (route.isPresent() && release != DemoRelease.ERRORS) {
            problems.add("--route goes with --release errors only");
        }
        if (!problems.isEmpty()) {
            throw new WrongUsage(problems);
        }
        return new DemoOptions(release, route, pace, rps, leftOut, report, json, isOnCluster);
    }

    private static <E extends Enum<E>> E one(
            String option,
            String value,
            Function<String, Optional<E>> named,
            List<String> words,
            List<String> problems) {
        return named.apply(value)
                .orElseGet(
                        () -> {
                            problems.add(
                                    option
                                            + " is one of "
                                            + String.join(", ", words)
                                            + ", not "
                                            + value);
                            return named.apply(words.getFirst()).orElseThrow();
                        });
    }

    private static Optional<Route> route(String value, List<String> problems) {
        Optional<Route> route = Route.parse(value);
        if (route.isEmpty()) {
            problems.add(
                    "--route is a method and a path with {id} for ids, such as"
                            + " \"POST /api/v1/crm/leads/{id}/qualify\", not "
                            + value);
        }
        return route;
    }

    private static void leaveOut(String value, List<String> leftOut, List<String> problems) {
        if (value.isBlank()) {
            problems.add("--leave-out is a part of a User-Agent, not empty");
        } else {
            leftOut.add(value);
        }
    }

    private static OptionalInt rps(String value, List<String> problems) {
        if (value.matches("[0-9]{1,4}")) {
            int rps = Integer.parseInt(value, 10);
            if (rps >= 1 && rps <= MOST_RPS) {
                return OptionalInt.of(rps);
            }
        }
        problems.add("--rps is 1 to " + MOST_RPS + ", not " + value);
        return OptionalInt.empty();
    }
}
