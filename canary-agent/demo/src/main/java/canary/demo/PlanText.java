package canary.demo;

/** The plan that the agent carries out, as a file. Secrets come from the agent's environment. */
final class PlanText {

    static final String PROBE_PASSWORD = "DEMO_PROBE_PASSWORD";
    static final String DATABASE_PASSWORD = "DEMO_DATABASE_PASSWORD";

    private PlanText() {}

    /**
     * The whole plan.
     *
     * @param world the section that says how the world is reached
     * @param databaseUrl as the agent reaches it
     * @param probe who runs the smoke tests
     */
    static String of(
            String name,
            DemoRelease release,
            Pace pace,
            String world,
            String databaseUrl,
            String databaseUser,
            String probe) {
        return """
        release: %s
        stable: { version: v1, replicas: 1 }
        canary: { version: v2, replicas: 1, image: "erp-system:v2" }
        routing: cohort
        """
                        .formatted(name)
                + pace.plan(release.whenNobodyDecides())
                + world
                + """
                  database: { url: "%s", user: %s, password: "env:%s" }
                  probe: { username: %s, password: "env:%s" }
                """
                        .formatted(
                                databaseUrl,
                                databaseUser,
                                DATABASE_PASSWORD,
                                probe,
                                PROBE_PASSWORD);
    }
}
