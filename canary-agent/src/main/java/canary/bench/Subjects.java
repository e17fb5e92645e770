package canary.bench;

import java.util.List;

/** Who judges. */
final class Subjects {
    private Subjects() {}

    static List<Subject.Kind> all() {
        return List.of(
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
}
