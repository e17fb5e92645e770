package canary.plan;

import canary.gates.input.Limits;
import canary.judge.Settings;
import canary.smoke.Integration;
import canary.smoke.SmokeTest;
import canary.stats.Margin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads what a plan says of the gates. */
final class GatesSection {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int MANY = 1_000_000_000;
    private static final int MOST_INTEGRATIONS = 20;

    private GatesSection() {}

    static Limits read(Section at) {
        Limits limits =
                new Limits(
                        errors(at.section("errors")),
                        latency(at.section("latency")),
                        availability(at.section("availability")),
                        telemetry(at.section("telemetry")),
                        split(at.section("split")),
                        database(at.section("database")),
                        data(at.section("data")),
                        feedback(at.section("feedback")),
                        saturation(at.section("saturation")),
                        smoke(at.section("smoke")),
                        integrations(at));
        at.refuseUnknown();
        return limits;
    }

    private static Limits.Errors errors(Section at) {
        return at.whole(
                new Limits.Errors(
                        at.share("maxShare", 0.05),
                        at.integer("minRequests", 100, 1, MANY),
                        at.duration("window", WINDOW, SECOND, DAY),
                        margin(at.section("margin"), Limits.Errors.MARGIN),
                        at.share("mustSee", Settings.STANDARD.errors().mustSee())));
    }

    private static Limits.Latency latency(Section at) {
        return at.whole(
                new Limits.Latency(
                        at.duration("p95", SECOND, Duration.ofMillis(1), Duration.ofMinutes(10)),
                        at.integer("minRequests", 100, 1, MANY),
                        at.duration("window", WINDOW, SECOND, DAY),
                        margin(at.section("margin"), Limits.Latency.MARGIN)));
    }

    private static Limits.Availability availability(Section at) {
        return at.whole(
                new Limits.Availability(
                        at.integer("maxRestarts", 0, 0, 1_000_000),
                        at.duration("unreadyFor", Duration.ofSeconds(30), SECOND, DAY)));
    }

    private static Limits.Telemetry telemetry(Section at) {
        return at.whole(new Limits.Telemetry(at.duration("staleAfter", MINUTE, SECOND, DAY)));
    }

    private static Limits.Split split(Section at) {
        return at.whole(
                new Limits.Split(
                        at.share("tolerance", Settings.STANDARD.split().tolerance()),
                        at.number("alpha", Settings.STANDARD.split().alpha(), 0.000001, 0.2)));
    }

    private static Limits.Database database(Section at) {
        return at.whole(
                new Limits.Database(
                        at.bool("enabled", true),
                        at.integer("minQueries", 100, 1, MANY),
                        margin(at.section("margin"), new Margin(1.3, 0.005)),
                        at.duration("poolWait", Duration.ofMillis(20), Duration.ZERO, MINUTE),
                        at.integer("maxTimeouts", 10, 0, MANY),
                        at.duration("window", WINDOW, SECOND, DAY),
                        at.duration("warmUp", Duration.ofSeconds(30), Duration.ZERO, DAY)));
    }

    private static Limits.Data data(Section at) {
        Limits.Data data =
                new Limits.Data(
                        at.bool("enabled", true),
                        at.duration("every", MINUTE, SECOND, DAY),
                        at.duration("timeout", Duration.ofMinutes(2), SECOND, HOUR),
                        at.duration("staleAfter", Duration.ofMinutes(5), SECOND, DAY));
        if (data.staleAfter().compareTo(data.every()) <= 0) {
            at.problem("staleAfter", "must be above every");
        }
        return at.whole(data);
    }

    private static Limits.Feedback feedback(Section at) {
        return at.whole(
                new Limits.Feedback(
                        at.bool("enabled", true),
                        margin(at.section("margin"), new Margin(1.5, 0.001))));
    }

    private static Limits.Saturation saturation(Section at) {
        return at.whole(
                new Limits.Saturation(
                        at.bool("enabled", true),
                        at.number("ratio", 1.5, 1, 100),
                        at.duration("block", Duration.ofSeconds(30), Duration.ofSeconds(30), HOUR),
                        at.duration("warmUp", Duration.ofMinutes(2), Duration.ZERO, DAY),
                        at.integer("minRequests", 50, 1, MANY),
                        at.number("cores", 0.25, 0, 1024),
                        at.share("heap", 0.7),
                        at.share("pool", 0.8)));
    }

    private static Limits.Smoke smoke(Section at) {
        List<SmokeTest> skip = at.allOf("skip", SmokeTest.values(), SmokeTest::word);
        return at.whole(new Limits.Smoke(at.bool("everyStage", true), Set.copyOf(skip)));
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
