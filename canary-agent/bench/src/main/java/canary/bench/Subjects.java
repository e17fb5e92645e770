package canary.bench;

import canary.judge.Settings;

import java.util.List;

/** Who judges. */
final class Subjects {
    /** The judge of this project as it is delivered. */
    static final String OURS = "ours";

    private Subjects() {}

    static List<Subject.Kind> all() {
        return List.of(
                new Subject.Kind(OURS, () -> new Ours(Settings.STANDARD)),
                new Subject.Kind("ours by requests", () -> new Ours(with(0, 0.6, 0.15, 0.25))),
                new Subject.Kind("ours by users", () -> new Ours(with(1, 0, 0, 0))),
                new Subject.Kind("notes", StandIn::new),
                new Subject.Kind("plan alerts", PlanAlerts::new),
                new Subject.Kind("plan script", PlanScript::new),
                new Subject.Kind("flagger 1", () -> new Flagger(1)),
                new Subject.Kind("flagger 5", () -> new Flagger(5)),
                new Subject.Kind("flagger 10", () -> new Flagger(10)),
                new Subject.Kind("argo", () -> new Argo(true)),
                new Subject.Kind("argo 5 min", () -> new Argo(false)),
                new Subject.Kind("kayenta", Kayenta::new));
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
                standard.latency(),
                standard.split(),
                standard.silence());
    }
}
