package canary.served;

import canary.agent.io.KeptRelease;
import canary.journal.Entry;
import canary.operations.Place;
import canary.operations.ReleaseView;
import canary.operations.Request;
import canary.operations.Requests;
import canary.plan.Plan;
import canary.plan.PlanFile;
import canary.report.HtmlReport;
import canary.report.ReportFiles;
import canary.rollout.Ended;
import canary.rollout.Order;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is asked of releases over HTTP; commands at a terminal do the same. */
final class ReleaseApi {

    /** Newest releases in a list. */
    private static final int MOST_LISTED = 100;

    private static final Set<String> YAML =
            Set.of("application/yaml", "application/x-yaml", "text/yaml", "text/plain");

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final Place place;
    private final Worker worker;
    private final ReleaseList list = new ReleaseList();
    private final ReleaseCourse.Readers readers = new ReleaseCourse.Readers();

    ReleaseApi(Place place, Worker worker) {
        this.place = place;
        this.worker = worker;
    }

    private record Asked(
            @Nullable String why, @Nullable Boolean evenIfHarmful, @Nullable String acceptHarm) {}

    /** What became of an order or a plan. */
    private record Taken(String release, String by, String what) {}

    ServedAnswer answer(Call call) {
        List<String> path = call.path();
        if (path.equals(List.of("api", "v1", "me"))) {
            return get(call, it -> ServedAnswer.json(200, me(it.caller())));
        }
        boolean isApi =
                path.size() >= 3 && path.subList(0, 3).equals(List.of("api", "v1", "releases"));
        if (!isApi || path.size() > 5) {
            throw notFound();
        }
        if (path.size() == 3) {
            return switch (call.method()) {
                case "GET" -> known(call, list.of(newest()));
                case "POST" -> start(call);
                default -> throw notAllowed("GET, POST");
            };
        }
        String name = path.get(3);
        if (path.size() == 4) {
            return get(call, it -> known(it, view(existing(name))));
        }
        return switch (path.get(4)) {
            case "report" -> get(call, it -> report(it, existing(name)));
            case "course" -> get(call, it -> known(it, course(existing(name))));
            default -> order(call, existing(name), path.get(4));
        };
    }

    /** Who asks and what they may do. */
    private record Me(String name, String role, String place) {}

    private Me me(Caller caller) {
        return new Me(caller.name(), caller.role().word(), place.releases().place());
    }

    private ReleaseCourse course(KeptRelease release) {
        return readers.read(release, release.peek());
    }

    /** What has not changed is not sent again. */
    private static ServedAnswer known(Call call, Object value) {
        return ServedAnswer.json(200, value).unlessKnown(call.header("If-None-Match"));
    }

    /** Throws where the releases cannot be seen. */
    void look() {
        place.releases().list();
    }

    private interface Getter {
        ServedAnswer of(Call call);
    }

    private static ServedAnswer get(Call call, Getter getter) {
        if (!call.method().equals("GET")) {
            throw notAllowed("GET");
        }
        return getter.of(call);
    }

    private List<KeptRelease> newest() {
        List<KeptRelease> all = place.releases().list();
        return all.subList(Math.max(0, all.size() - MOST_LISTED), all.size());
    }

    private static ReleaseView view(KeptRelease release) {
        return ReleaseView.of(release, Instant.now());
    }

    private KeptRelease existing(String name) {
        return place.releases()
                .find(name)
                .filter(release -> !name.isEmpty() && !release.peek().isEmpty())
                .orElseThrow(
                        () ->
                                new ProblemException(
                                        404,
                                        "no-such-release",
                                        "there is no release %s %s"
                                                .formatted(name, place.releases().place())));
    }

    private ServedAnswer start(Call call) {
        if (!YAML.contains(call.contentType())) {
            throw new ProblemException(
                    415, "not-yaml", "a plan is sent as Content-Type: application/yaml");
        }
        String text = call.body();
        Plan plan = PlanFile.parse(text, System::getenv);
        refuseUnderWay();
        KeptRelease release = worker.begin(() -> place.releases().prepare(plan, text), plan);
        return ServedAnswer.json(
                        202, new Taken(release.name(), call.caller().name(), "is under way"))
                .with("Location", "/api/v1/releases/" + release.name());
    }

    private void refuseUnderWay() {
        for (KeptRelease release : newest()) {
            List<Entry> entries = release.peek();
            if (!entries.isEmpty() && !(entries.getLast().phase() instanceof Ended)) {
                throw new ProblemException(
                        409,
                        "under-way",
                        "release %s is under way (%s): one at a time"
                                .formatted(release.name(), entries.getLast().phase().word()));
            }
        }
    }

    private ServedAnswer order(Call call, KeptRelease release, String verb) {
        Request request = request(call, verb);
        boolean isHere = worker.current().filter(release.name()::equals).isPresent();
        boolean isObeyed = Requests.leave(release, request, Instant.now());
        if (!isObeyed && !isHere) {
            worker.begin(() -> release, release.plan());
        }
        return ServedAnswer.json(
                202,
                new Taken(
                        release.name(),
                        call.caller().name(),
                        isObeyed || isHere
                                ? verb + " is asked; its agent obeys at its next tick"
                                : verb + " is asked; no agent was at work, this one goes on"));
    }

    private static Request request(Call call, String word) {
        Order.Verb verb = null;
        for (Order.Verb each : Order.Verb.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
                verb = each;
            }
        }
        if (verb == null) {
            throw notFound();
        }
        if (!call.method().equals("POST")) {
            throw notAllowed("POST");
        }
        Asked asked = asked(call);
        try {
            return new Request(
                    verb,
                    call.caller().name(),
                    asked.why(),
                    Boolean.TRUE.equals(asked.evenIfHarmful()),
                    asked.acceptHarm());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(422, "order-refused", String.valueOf(e.getMessage()));
        }
    }

    private static Asked asked(Call call) {
        String body = call.body();
        if (body.isBlank()) {
            return new Asked(null, null, null);
        }
        if (!call.contentType().equals(ServedAnswer.JSON_TYPE)) {
            throw new ProblemException(
                    415, "not-json", "an order is sent as Content-Type: application/json");
        }
        try {
            return JSON.readValue(body, Asked.class);
        } catch (JacksonException e) {
            throw new ProblemException(
                    400,
                    "bad-json",
                    "the body must be {\"why\", \"evenIfHarmful\", \"acceptHarm\"}: "
                            + e.getOriginalMessage());
        }
    }

    /** As its agent has shown it last, with the evidence; else made from the journal. */
    private static ServedAnswer report(Call call, KeptRelease release) {
        String accept = call.header("Accept").toLowerCase(Locale.ROOT);
        if (accept.contains("text/html")) {
            return ServedAnswer.text(200, "text/html", page(release))
                    .with("Content-Security-Policy", HtmlReport.POLICY)
                    .with("Referrer-Policy", "no-referrer");
        }
        boolean isJson = accept.contains(ServedAnswer.JSON_TYPE);
        boolean isMarkdown = accept.isEmpty() || accept.contains("text/") || accept.contains("*/*");
        if (!isJson && !isMarkdown) {
            throw new ProblemException(
                    406,
                    "not-acceptable",
                    "a report is text/markdown, text/html or application/json");
        }
        KeptRelease.Report report = release.published().orElseGet(() -> report(written(release)));
        return isJson
                ? ServedAnswer.text(200, ServedAnswer.JSON_TYPE, report.json())
                : ServedAnswer.text(200, "text/markdown", report.markdown());
    }

    /** With its plots where its record is here. */
    private static String page(KeptRelease release) {
        return release.publishedElsewhere()
                .map(it -> HtmlReport.of(release.name(), it.markdown()))
                .orElseGet(() -> written(release).html());
    }

    private static ReportFiles.Written written(KeptRelease release) {
        return new ReportFiles(release.planToLookAt(), release.directory().path(), null, null)
                .texts(release.peek());
    }

    private static KeptRelease.Report report(ReportFiles.Written texts) {
        return new KeptRelease.Report(texts.markdown(), texts.json());
    }

    static ProblemException notAllowed(String allowed) {
        return new ProblemException(405, "not-allowed", "only " + allowed + " is known here");
    }

    private static ProblemException notFound() {
        return new ProblemException(404, "not-found", "there is nothing at this path");
    }
}
