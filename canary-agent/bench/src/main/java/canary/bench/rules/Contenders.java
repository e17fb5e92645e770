package canary.bench.rules;

import canary.judge.Settings;

import java.util.List;

/**
 * All judges of a run: ours as delivered and with single parts turned off, and the rules of other
 * tools.
 */
public final class Contenders {
    /** The judge of this project as it is delivered. */
    public static final String OURS = "ours";

    private Contenders() {}

    public static List<Contender.Kind> all() {
        return List.of(
                new Contender.Kind(OURS, () -> new Ours(Settings.STANDARD)),
                new Contender.Kind("ours by requests", () -> new Ours(with(0, 0.6, 0.15, 0.25))),
                new Contender.Kind("ours by users", () -> new Ours(with(1, 0, 0, 0))),
                new Contender.Kind("notes", StandIn::new),
                new Contender.Kind("plan alerts", PlanAlerts::new),
                new Contender.Kind("plan script", PlanScript::new),
                new Contender.Kind("flagger 1", () -> new Flagger(1)),
                new Contender.Kind("flagger 5", () -> new Flagger(5)),
                new Contender.Kind("flagger 10", () -> new Flagger(10)),
                new Contender.Kind("argo", () -> new Argo(true)),
                new Contender.Kind("argo 5 min", () -> new Argo(false)),
                new Contender.Kind("kayenta", Kayenta::new));
    }

    /** The standard judge with other shares for the tests of its error gate. */
    private static Settings with(double users, double all, double modules, double routes) {
        Settings standard = Settings.STANDARD;
        Settings.Errors errors = standard.errors();
        return new Settings(
                standard.alpha(),
                new Settings.Errors(
                        errors.weight(),
                        errors.margin(),
                        new Settings.Parts(users, all, modules, routes),
                        errors.maxShare(),
                        errors.minRequests(),
                        errors.window(),
                        errors.mustSee()),
                standard.refusals(),
                standard.latency(),
                standard.split(),
                standard.silence(),
                standard.ignored());
    }
}
