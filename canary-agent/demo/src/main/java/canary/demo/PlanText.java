package canary.demo;

import java.net.URI;

/** The plan that the agent carries out, as a file. Secrets come from the agent's environment. */
final class PlanText {

    static final String PROBE_PASSWORD = "DEMO_PROBE_PASSWORD";
    static final String DATABASE_PASSWORD = "DEMO_DATABASE_PASSWORD";

    private PlanText() {}

    /**
     * Where the parts of the local world are.
     *
     * @param metrics where the router's page is, without its path
     */
    record Places(
            URI control,
            URI metrics,
            URI entrance,
            String databaseUrl,
            String databaseUser,
            String probe) {}

    static String of(String name, DemoRelease release, Pace pace, Places places) {
        return """
        release: %s
        stable: { version: v1, replicas: 1 }
        canary: { version: v2, replicas: 1 }
        routing: cohort
        """
                        .formatted(name)
                + pace.plan(release.whenNobodyDecides())
                + """
                local:
                  control: %s
                  metrics: %s/metrics
                  entrance: %s
                  database: { url: "%s", user: %s, password: "env:%s" }
                  probe: { username: %s, password: "env:%s" }
                """
                        .formatted(
                                places.control(),
                                places.metrics(),
                                places.entrance(),
                                places.databaseUrl(),
                                places.databaseUser(),
                                DATABASE_PASSWORD,
                                places.probe(),
                                PROBE_PASSWORD);
    }
}
