package canary;

import canary.agent.io.KeptRelease;
import canary.operations.Place;
import canary.operations.RefusedException;
import canary.plan.Plan;
import canary.quarantine.AffectedDocument;
import canary.quarantine.ReportedRelease;
import canary.quarantine.ReviewDesk;
import canary.quarantine.ReviewLog;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code release quarantine}: holds for review what a release's canary wrote, or releases it. */
final class QuarantineCommand {

    private static final int NOT_ALL = 1;
    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_STORY = 200;
    private static final String REPORT = "report.json";
    private static final Set<String> VALUED = Set.of("--url", "--company", "--why");
    private static final Set<String> FLAGS =
            Set.of("--broken", "--all", "--dry-run", "--lift", "--reverse");

    private final Places places;
    private final Map<String, String> environment;
    private final PrintStream out;

    /** A release's report, where it lies, and where its ERP is found unless somebody says. */
    private record Found(String report, Path directory, @Nullable URI entrance) {}

    QuarantineCommand(Places places, Map<String, String> environment, PrintStream out) {
        this.places = places;
        this.environment = Map.copyOf(environment);
        this.out = out;
    }

    int run(List<String> words) {
        Arguments arguments = new Arguments(words, Places.valued(VALUED), Places.flags(FLAGS));
        if (arguments.has("--all") && arguments.has("--broken")) {
            throw new UsageException("--all does not go with --broken");
        }
        if (arguments.has("--reverse") && (arguments.has("--lift") || arguments.has("--all"))) {
            throw new UsageException("--reverse takes back what is broken, nothing else");
        }
        if (arguments.has("--lift") && arguments.value("--why") == null) {
            throw new UsageException("--lift needs --why TEXT");
        }
        if (!arguments.word().isEmpty()
                && Files.isReadable(Path.of(arguments.word()).resolve(REPORT))) {
            Path directory = Path.of(arguments.word());
            return run(arguments, new Found(read(directory), directory, null));
        }
        try (Place place = places.of(arguments)) {
            return place.run(() -> run(arguments, find(place, arguments.word())));
        }
    }

    private static Found find(Place place, String name) {
        KeptRelease release =
                place.releases()
                        .find(name)
                        .orElseThrow(
                                () ->
                                        new RefusedException(
                                                "there is no release %s %s"
                                                        .formatted(
                                                                name, place.releases().place())));
        Path directory = release.directory().path();
        String report =
                Files.isReadable(directory.resolve(REPORT))
                        ? read(directory)
                        : release.published()
                                .map(KeptRelease.Report::json)
                                .orElseThrow(
                                        () ->
                                                new RefusedException(
                                                        "%s has no report yet: `release report %s`"
                                                                .formatted(
                                                                        release.name(),
                                                                        release.name())));
        return new Found(report, directory, entrance(release.planToLookAt()));
    }

    private static @Nullable URI entrance(Plan plan) {
        Plan.Local local = plan.local();
        Plan.Kubernetes cluster = plan.cluster();
        return local != null ? local.entrance() : cluster == null ? null : cluster.entrance();
    }

    private int run(Arguments arguments, Found found) {
        ReportedRelease release = ReportedRelease.of(found.report());
        List<AffectedDocument> wanted =
                release.documents().stream()
                        .filter(it -> arguments.has("--all") || it.isBroken())
                        .toList();
        out.println(
                "%s: %d documents written or changed by its canary, %d of them break a rule"
                        .formatted(
                                release.name(),
                                release.documents().size(),
                                release.documents().stream()
                                        .filter(AffectedDocument::isBroken)
                                        .count()));
        if (wanted.isEmpty()) {
            out.println(
                    release.documents().isEmpty()
                            ? "nothing to do"
                            : "nothing to do; --all takes those that break no rule too");
            return 0;
        }
        URI url = url(arguments, found);
        try (ReviewDesk desk =
                new ReviewDesk(
                        url,
                        environment.get("ERP_USER"),
                        environment.get("ERP_PASSWORD"),
                        token())) {
            return run(arguments, found, release, desk, url, wanted);
        }
    }

    private URI url(Arguments arguments, Found found) {
        String asked = arguments.value("--url");
        try {
            URI url = asked == null ? found.entrance() : URI.create(asked);
            if (url == null || url.getHost() == null || !url.getScheme().startsWith("http")) {
                throw new UsageException(
                        "--url needs the address of the ERP's API, http://HOST:PORT");
            }
            return url;
        } catch (IllegalArgumentException e) {
            throw new UsageException("--url is no address: " + asked);
        }
    }

    private @Nullable String token() {
        String token = environment.get("ERP_TOKEN");
        boolean isNamed =
                environment.containsKey("ERP_USER") && environment.containsKey("ERP_PASSWORD");
        if ((token == null || token.isBlank()) && !isNamed) {
            throw new UsageException(
                    "who does it signs in: ERP_USER and ERP_PASSWORD, or ERP_TOKEN, from the"
                            + " environment");
        }
        return token == null || token.isBlank() ? null : token;
    }

    private int run(
            Arguments arguments,
            Found found,
            ReportedRelease release,
            ReviewDesk desk,
            URI url,
            List<AffectedDocument> wanted) {
        String company = desk.person().company();
        String asked = arguments.value("--company");
        if (asked != null && !asked.equalsIgnoreCase(company)) {
            throw new RefusedException(
                    "%s signs in for company %s, not %s: somebody of that company does it"
                            .formatted(desk.person().name(), company, asked));
        }
        Map<Boolean, List<AffectedDocument>> own =
                wanted.stream()
                        .collect(
                                Collectors.partitioningBy(
                                        it -> it.company().equalsIgnoreCase(company)));
        ReviewLog log = ReviewLog.in(found.directory());
        ReviewDesk.Task task =
                new ReviewDesk.Task(
                        release.name(),
                        deed(arguments),
                        why(arguments, release),
                        arguments.has("--dry-run"),
                        log.times());
        List<ReviewDesk.Result> results = done(desk, task, own.getOrDefault(true, List.of()));
        if (!task.isDryRun() && !results.isEmpty()) {
            log.add(Instant.now(), url.toString(), desk.person(), task, results);
        }
        boolean isWhole = tell(task, results);
        List<AffectedDocument> others =
                asked == null ? own.getOrDefault(false, List.of()) : List.of();
        others.stream()
                .collect(
                        Collectors.groupingBy(
                                AffectedDocument::company, TreeMap::new, Collectors.counting()))
                .forEach(
                        (other, count) ->
                                out.println(
                                        "not touched: %d documents of company %s; somebody of it signs in for them"
                                                .formatted(count, other)));
        return isWhole && others.isEmpty() ? 0 : NOT_ALL;
    }

    private static ReviewDesk.Deed deed(Arguments arguments) {
        if (arguments.has("--reverse")) {
            return ReviewDesk.Deed.REVERSE;
        }
        return arguments.has("--lift") ? ReviewDesk.Deed.LIFT : ReviewDesk.Deed.HOLD;
    }

    /** What is taken back is tried first and told, document by document. */
    private List<ReviewDesk.Result> done(
            ReviewDesk desk, ReviewDesk.Task task, List<AffectedDocument> documents) {
        if (task.deed() != ReviewDesk.Deed.REVERSE) {
            return desk.carryOut(task, documents);
        }
        List<ReviewDesk.Result> tried = desk.takeBack(task.tried(), documents);
        out.println("tried, nothing stays of it:");
        for (ReviewDesk.Result one : tried) {
            out.println(
                    "  %s %s (breaks %s): %s"
                            .formatted(
                                    one.document().type(),
                                    Objects.requireNonNullElse(
                                            one.document().number(), one.document().id()),
                                    String.join(" ", one.document().broken()),
                                    one.isDone() ? word(one) : one.code() + " " + one.message()));
        }
        return task.isDryRun() ? tried : desk.takeBack(task, documents);
    }

    private static String why(Arguments arguments, ReportedRelease release) {
        String asked = arguments.value("--why");
        String flat =
                (asked == null ? shortened(release.story()) : asked)
                        .codePoints()
                        .map(it -> Character.isISOControl(it) ? ' ' : it)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString()
                        .strip();
        return flat.substring(0, Math.min(flat.length(), LONGEST_REASON)).strip();
    }

    /** People meet it in each refusal; the report has all of it. */
    private static String shortened(String story) {
        return story.length() <= LONGEST_STORY
                ? story
                : story.substring(0, story.lastIndexOf(' ', LONGEST_STORY)) + " ...";
    }

    /** What came of it by module, and each refusal; whether all is as it was asked. */
    private boolean tell(ReviewDesk.Task task, List<ReviewDesk.Result> results) {
        if (task.isDryRun()) {
            out.println("a dry run, nothing stays of it:");
        }
        Map<String, Map<String, Long>> byModule =
                results.stream()
                        .collect(
                                Collectors.groupingBy(
                                        it -> module(it.document()),
                                        TreeMap::new,
                                        Collectors.groupingBy(
                                                QuarantineCommand::word,
                                                TreeMap::new,
                                                Collectors.counting())));
        byModule.forEach(
                (module, counts) ->
                        out.println(
                                "  %-12s %s"
                                        .formatted(
                                                module,
                                                counts.entrySet().stream()
                                                        .map(
                                                                it ->
                                                                        it.getValue()
                                                                                + " "
                                                                                + it.getKey())
                                                        .collect(Collectors.joining(", ")))));
        List<ReviewDesk.Result> refused = results.stream().filter(it -> !isAsAsked(it)).toList();
        for (ReviewDesk.Result one : refused) {
            out.println(
                    "  refused: %s %s: %s %s"
                            .formatted(
                                    one.document().type(),
                                    one.document().id(),
                                    one.code(),
                                    one.message()));
        }
        return refused.isEmpty();
    }

    private static boolean isAsAsked(ReviewDesk.Result result) {
        return result.isDone() || result.isFree() || result.isNoDocument();
    }

    private static String module(AffectedDocument document) {
        int dot = document.type().indexOf('.');
        return dot < 0 ? document.type() : document.type().substring(0, dot);
    }

    private static String word(ReviewDesk.Result result) {
        if (result.isFree()) {
            return "not held";
        }
        return result.isNoDocument()
                ? "left out (no documents)"
                : switch (result.outcome()) {
                    case "HELD" -> "held";
                    case "ALREADY_HELD" -> "held before";
                    case "RELEASED" -> "released";
                    case "REVERSED" -> "reversed";
                    case "REVERSED_BEFORE" -> "reversed before";
                    default -> "refused";
                };
    }

    private static String read(Path directory) {
        try {
            return Files.readString(directory.resolve(REPORT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
