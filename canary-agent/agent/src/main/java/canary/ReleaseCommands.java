package canary;

import canary.agent.ReleaseRun;
import canary.agent.io.KeptRelease;
import canary.console.Console;
import canary.operations.Place;
import canary.operations.PlanConnections;
import canary.operations.RefusedException;
import canary.operations.Request;
import canary.operations.Requests;
import canary.plan.Plan;
import canary.plan.PlanFile;
import canary.report.HistoryTable;
import canary.rollout.Order;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What each {@code release} command does. */
final class ReleaseCommands {

    private static final Set<String> FILES = Set.of("--report", "--json");
    private static final Set<String> ORDER = Set.of("--report", "--json", "--why");
    private static final Set<String> PROMOTION =
            Set.of("--report", "--json", "--why", "--accept-harm");
    private static final String AS_CSV = "--csv";
    private static final String AS_JSON = "--json";
    private static final Set<String> HISTORY = Set.of(AS_CSV, AS_JSON);
    private static final String FIRM = "--even-if-harmful";
    private static final String ACCEPT = "--accept-harm";

    private final Places places;
    private final PrintStream out;

    ReleaseCommands(Path all, PrintStream out) {
        this(new Places(all), out);
    }

    ReleaseCommands(Places places, PrintStream out) {
        this.places = places;
        this.out = out;
    }

    int run(String command, List<String> arguments) {
        return switch (command) {
            case "start" -> start(new Arguments(arguments, FILES, Set.of(Places.LOCAL)));
            case "pause" -> order(Order.Verb.PAUSE, arguments, ORDER, Set.of(FIRM));
            case "resume" -> order(Order.Verb.RESUME, arguments, ORDER, Set.of());
            case "promote" -> order(Order.Verb.PROMOTE, arguments, PROMOTION, Set.of());
            case "rollback" -> order(Order.Verb.ROLLBACK, arguments, ORDER, Set.of());
            case "status", "check" -> look(command, arguments, Set.of(), Set.of());
            case "history" -> look(command, arguments, Set.of(), HISTORY);
            case "report" -> look(command, arguments, FILES, Set.of());
            case "thresholds" -> new ThresholdsCommand(places, out).run(arguments);
            case "quarantine" -> new QuarantineCommand(places, System.getenv(), out).run(arguments);
            case "page" -> new ServeCommand(places, System.getenv(), out).page(arguments);
            case "render" -> new RenderCommand(out).run(arguments);
            case "replay" -> new ReplayCommand(out).run(arguments);
            case "try-schema" -> new TrySchemaCommand(System.getenv(), out).run(arguments);
            case "" -> throw new UsageException("a command is missing");
            default -> throw new UsageException("unknown command " + command);
        };
    }

    private int look(String command, List<String> words, Set<String> valued, Set<String> flags) {
        Arguments arguments = new Arguments(words, Places.valued(valued), Places.flags(flags));
        try (Place place = places.of(arguments)) {
            return place.run(() -> look(command, place, arguments));
        }
    }

    private int look(String command, Place place, Arguments arguments) {
        ReleaseViews views = new ReleaseViews(place, out);
        return switch (command) {
            case "status" -> views.status(existing(place, arguments));
            case "check" -> views.check(existing(place, arguments));
            case "report" ->
                    views.report(
                            existing(place, arguments),
                            arguments.path("--report"),
                            arguments.path("--json"));
            default -> history(views, arguments);
        };
    }

    private static int history(ReleaseViews views, Arguments arguments) {
        if (!arguments.word().isEmpty()) {
            throw new UsageException("unexpected " + arguments.word());
        }
        if (arguments.has(AS_CSV) && arguments.has(AS_JSON)) {
            throw new UsageException(AS_CSV + " does not go with " + AS_JSON);
        }
        return views.history(
                arguments.has(AS_CSV)
                        ? HistoryTable::csv
                        : arguments.has(AS_JSON) ? HistoryTable::json : HistoryTable::text);
    }

    private int start(Arguments arguments) {
        Path file = Path.of(arguments.word());
        if (arguments.word().isEmpty()) {
            throw new UsageException("start needs a plan");
        }
        if (!Files.isReadable(file)) {
            throw new UsageException("the plan " + file + " cannot be read");
        }
        Plan plan = PlanFile.read(file);
        try (Place place = placeOf(plan, arguments.has(Places.LOCAL))) {
            return place.run(
                    () -> {
                        KeptRelease release = place.releases().prepare(plan, read(file));
                        return agent(place, plan, release, arguments);
                    });
        }
    }

    private Place placeOf(Plan plan, boolean isLocal) {
        Plan.Kubernetes cluster = plan.cluster();
        if (isLocal && cluster != null) {
            throw new UsageException("--local does not go with a plan that has a section cluster");
        }
        if (!isLocal && cluster == null) {
            throw new UsageException(
                    "a plan without a section cluster is carried out on this machine: say --local");
        }
        return cluster == null
                ? places.local()
                : places.cluster(cluster.context(), cluster.namespace(), cluster.app());
    }

    private int agent(Place place, Plan plan, KeptRelease release, Arguments arguments) {
        // Read by logback.xml when the first logger is made; what a plan cannot have is told
        // before.
        System.setProperty("canary.log.to", "file");
        System.setProperty(
                "canary.log", release.directory().path().resolve("agent.log").toString());
        try (PlanConnections parts = place.connect(plan)) {
            return new ReleaseRun(
                            plan,
                            parts.connections(),
                            release,
                            Console.standard(),
                            arguments.path("--report"),
                            arguments.path("--json"))
                    .run();
        }
    }

    private static KeptRelease existing(Place place, Arguments arguments) {
        String name = arguments.word();
        return place.releases()
                .find(name)
                .orElseThrow(
                        () ->
                                new RefusedException(
                                        "there is no release %s%s"
                                                .formatted(
                                                        name.isEmpty() ? "" : name + " ",
                                                        place.releases().place())));
    }

    /** Leaves the order for the agent at work; where none is, this process becomes the agent. */
    private int order(Order.Verb verb, List<String> words, Set<String> valued, Set<String> flags) {
        Arguments arguments = new Arguments(words, Places.valued(valued), Places.flags(flags));
        try (Place place = places.of(arguments)) {
            return place.run(() -> order(verb, place, arguments));
        }
    }

    private int order(Order.Verb verb, Place place, Arguments arguments) {
        KeptRelease release = existing(place, arguments);
        Request request = request(verb, arguments, place.releases().asker());
        if (isLeft(release, request)) {
            out.println(
                    "%s asked of %s; its agent obeys at its next tick"
                            .formatted(request.word(), release.name()));
            return 0;
        }
        out.println("no agent is at work on " + release.name() + ", this one goes on");
        return agent(place, release.plan(), release, arguments);
    }

    private static Request request(Order.Verb verb, Arguments arguments, String by) {
        try {
            return new Request(
                    verb,
                    by,
                    arguments.value("--why"),
                    arguments.has(FIRM),
                    arguments.value(ACCEPT));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isLeft(KeptRelease release, Request request) {
        try {
            return Requests.leave(release, request, Instant.now());
        } catch (RefusedException e) {
            throw e.isForHarm()
                    ? new RefusedException(
                            "%s; %s WHY goes on all the same".formatted(e.getMessage(), ACCEPT))
                    : e;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
