package canary.plan;

import canary.gates.input.Integration;
import canary.gates.input.Limits;
import canary.judge.IgnoredRoutes;
import canary.stats.Margin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what a plan says of the gates. */
final class GatesSection {

    private static final Limits STANDARD = Limits.STANDARD;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Pattern ROUTE = Pattern.compile("[A-Z]{3,10} /[!-~]{1,199}");
    private static final Pattern KIND_OR_ROUTE =
            Pattern.compile(ROUTE.pattern() + "|[a-z][a-z0-9-]{0,39} [a-z][a-z0-9-]{0,59}");
    private static final Pattern IGNORED = Pattern.compile("/[!-)+-~]{0,199}\\*?");
    private static final int MANY = 1_000_000_000;
    private static final int MOST_INTEGRATIONS = 20;

    private GatesSection() {}

    static Limits read(Section at) {
        Limits limits =
                new Limits(
                        errors(at.section("errors")),
                        refusals(at.section("refusals")),
                        latency(at.section("latency")),
                        business(at.section("business")),
                        availability(at.section("availability")),
                        telemetry(at.section("telemetry")),
                        split(at.section("split")),
                        database(at.section("database")),
                        data(at.section("data")),
                        feedback(at.section("feedback")),
                        saturation(at.section("saturation")),
                        smoke(at.section("smoke")),
                        integrations(at),
                        ignored(at));
        at.refuseUnknown();
        return limits;
    }

    private static Limits.Errors errors(Section at) {
        Limits.Errors absent = STANDARD.errors();
        return at.whole(
                new Limits.Errors(
                        at.share("maxShare", absent.maxShare()),
                        at.integer("minRequests", (int) absent.minRequests(), 1, MANY),
                        at.duration("window", absent.window(), SECOND, DAY),
                        margin(at.section("margin"), absent.margin()),
                        at.share("mustSee", absent.mustSee())));
    }

    private static Limits.Refusals refusals(Section at) {
        Limits.Refusals absent = STANDARD.refusals();
        return at.whole(
                new Limits.Refusals(
                        at.bool("enabled", absent.isEnabled()),
                        margin(at.section("margin"), absent.margin()),
                        at.words("except", ROUTE, "routes, as POST /api/v1/sales/orders")));
    }

    private static Limits.Latency latency(Section at) {
        Limits.Latency absent = STANDARD.latency();
        return at.whole(
                new Limits.Latency(
                        at.duration("p95", absent.p95(), Duration.ofMillis(1), TEN_MINUTES),
                        at.integer("minRequests", (int) absent.minRequests(), 1, MANY),
                        at.duration("window", absent.window(), SECOND, DAY),
                        margin(at.section("margin"), absent.margin()),
                        at.duration("warmUp", absent.warmUp(), Duration.ZERO, HOUR)));
    }

    private static Limits.Business business(Section at) {
        Limits.Business absent = STANDARD.business();
        return at.whole(
                new Limits.Business(
                        at.bool("enabled", absent.isEnabled()),
                        at.number("margin", absent.margin(), 0.01, 0.99),
                        at.words(
                                "except",
                                KIND_OR_ROUTE,
                                "kinds and routes, as sales order or GET /api/v1/sales/orders")));
    }

    private static Limits.Availability availability(Section at) {
        Limits.Availability absent = STANDARD.availability();
        return at.whole(
                new Limits.Availability(
                        at.integer("maxRestarts", absent.maxRestarts(), 0, 1_000_000),
                        at.duration("window", absent.window(), SECOND, DAY),
                        at.duration("unreadyFor", absent.unreadyFor(), SECOND, DAY)));
    }

    private static Limits.Telemetry telemetry(Section at) {
        Duration absent = STANDARD.telemetry().staleAfter();
        return at.whole(new Limits.Telemetry(at.duration("staleAfter", absent, SECOND, DAY)));
    }

    private static Limits.Split split(Section at) {
        Limits.Split absent = STANDARD.split();
        return at.whole(
                new Limits.Split(
                        at.share("tolerance", absent.tolerance()),
                        at.number("alpha", absent.alpha(), 0.000001, 0.2)));
    }

    private static Limits.Database database(Section at) {
        Limits.Database absent = STANDARD.database();
        return at.whole(
                new Limits.Database(
                        at.bool("enabled", absent.isEnabled()),
                        at.integer("minQueries", (int) absent.minQueries(), 1, MANY),
                        margin(at.section("margin"), absent.margin()),
                        at.duration("poolWait", absent.poolWait(), Duration.ZERO, MINUTE),
                        at.integer("maxTimeouts", (int) absent.maxTimeouts(), 0, MANY),
                        at.duration("window", absent.window(), SECOND, DAY),
                        at.duration("warmUp", absent.warmUp(), Duration.ZERO, DAY)));
    }

    private static Limits.Data data(Section at) {
        Limits.Data absent = STANDARD.data();
        Limits.Data data =
                new Limits.Data(
                        at.bool("enabled", absent.isEnabled()),
                        at.duration("every", absent.every(), SECOND, DAY),
                        at.duration("timeout", absent.timeout(), SECOND, HOUR),
                        at.duration("staleAfter", absent.staleAfter(), SECOND, DAY));
        if (data.staleAfter().compareTo(data.every()) <= 0) {
            at.problem("staleAfter", "must be above every");
        }
        return at.whole(data);
    }

    private static Limits.Feedback feedback(Section at) {
        Limits.Feedback absent = STANDARD.feedback();
        return at.whole(
                new Limits.Feedback(
                        at.bool("enabled", absent.isEnabled()),
                        margin(at.section("margin"), absent.margin())));
    }

    private static Limits.Saturation saturation(Section at) {
        Limits.Saturation absent = STANDARD.saturation();
        return at.whole(
                new Limits.Saturation(
                        at.bool("enabled", absent.isEnabled()),
                        at.number("ratio", absent.ratio(), 1, 100),
                        at.duration("block", absent.block(), Duration.ofSeconds(30), HOUR),
                        at.duration("warmUp", absent.warmUp(), Duration.ZERO, DAY),
                        at.integer("minRequests", (int) absent.minRequests(), 1, MANY),
                        at.number("cores", absent.cores(), 0, 1024),
                        at.share("heap", absent.heap()),
                        at.share("pool", absent.pool())));
    }

    private static Limits.Smoke smoke(Section at) {
        Limits.Smoke absent = STANDARD.smoke();
        return at.whole(
                new Limits.Smoke(
                        at.bool("enabled", absent.isEnabled()),
                        at.bool("everyStage", absent.isEveryStage()),
                        at.words("skip", "names of smoke tests")));
    }

    /** Routes that a plan names stand instead of the common ones. */
    private static IgnoredRoutes ignored(Section at) {
        Set<String> named =
                at.words("ignoreRoutes", IGNORED, "route templates, as /health or /internal/*");
        return named.isEmpty() ? STANDARD.ignored() : new IgnoredRoutes(named);
    }

    private static List<Integration> integrations(Section gates) {
        List<Integration> all = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Section at : gates.sections("integrations")) {
            Integration one =
                    new Integration(
                            at.text("name"),
                            at.text("path"),
                            at.integer("expect", 200, 100, 599),
                            at.duration("every", Duration.ofSeconds(30), SECOND, DAY),
                            at.integer("failures", 3, 1, 1000));
            if (!one.name().isEmpty() && !names.add(one.name())) {
                at.problem("name", "must differ from the others");
            }
            if (!one.path().isEmpty() && !one.path().matches("/[!-~]{0,1000}")) {
                at.problem("path", "must begin with '/' and have no blanks");
            }
            all.add(at.whole(one));
        }
        if (all.size() > MOST_INTEGRATIONS) {
            gates.problem("integrations", "must be at most " + MOST_INTEGRATIONS);
        }
        return all;
    }

    private static Margin margin(Section at, Margin absent) {
        return at.whole(
                new Margin(
                        at.number("ratio", absent.ratio(), 1, 100),
                        at.number("share", absent.share(), 0, 0.5)));
    }
}
