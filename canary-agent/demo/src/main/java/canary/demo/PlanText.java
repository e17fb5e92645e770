package canary.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The plan that the agent carries out, as a file. Secrets come from the agent's environment. */
final class PlanText {

    static final String PROBE_PASSWORD = "DEMO_PROBE_PASSWORD";
    static final String DATABASE_PASSWORD = "DEMO_DATABASE_PASSWORD";

    private PlanText() {}

    /**
     * A backup that is proven, and the migrations.
     *
     * @param db carries out a {@code db} command
     * @param backups the folder for them
     */
    static String hooks(List<String> db, Path backups) {
        return """
        hooks:
          backup: { command: %s, within: 5m }
          expand: { command: %s, within: 5m }
        """
                .formatted(
                        command(db, "backup", "--to", backups.toString(), "--verify"),
                        command(db, "migrate"));
    }

    private static String command(List<String> db, String... words) {
        return Stream.concat(db.stream(), Stream.of(words))
                .map(word -> "'" + word.replace("'", "''") + "'")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /**
     * The whole plan.
     *
     * @param hooks the section that says what is done to the database
     * @param world the section that says how the world is reached
     * @param databaseUrl as the agent reaches it
     * @param probe who runs the smoke tests
     */
    static String of(
            String name,
            DemoRelease release,
            Pace pace,
            String hooks,
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
                + hooks
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
