package canary.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The plan that the agent carries out, as a file. Secrets come from the agent's environment. */
final class PlanText {

    static final String PROBE_PASSWORD = "DEMO_PROBE_PASSWORD";
    static final String DATABASE_PASSWORD = "DEMO_DATABASE_PASSWORD";

    private PlanText() {}

    /**
     * A backup that is proven, a trial of the versions on it, the migrations, and the rejection of
     * a version that was rolled back.
     *
     * @param backups the folder for them
     * @param probe who runs the smoke tests
     */
    static String hooks(
            Programs programs, CanaryBuild canary, Path backups, String name, String probe) {
        List<String> db = programs.database();
        List<String> trial = new ArrayList<>(programs.release());
        trial.addAll(
                List.of(
                        "try-schema",
                        "--db",
                        oneWord(canary.command("ERP_BACKUP_TO", backups + "", db)),
                        "--stable",
                        oneWord(programs.serve()),
                        "--canary",
                        oneWord(canary.command(programs.serve())),
                        "--probe",
                        probe,
                        "--probe-password",
                        "env:" + PROBE_PASSWORD));
        return """
        hooks:
          backup: { command: %s, within: 5m }
          trial: { command: %s, within: 10m }
          expand: { command: %s, within: 5m }
          reject: { command: %s, within: 1m }
        """
                .formatted(
                        command(db, "backup", "--to", backups.toString(), "--verify"),
                        command(trial),
                        command(canary.command(db), "migrate"),
                        command(
                                db,
                                "reject",
                                World.CANARY,
                                "--why",
                                "release %s was rolled back".formatted(name)));
    }

    /** As {@code try-schema} takes a command. */
    private static String oneWord(List<String> words) {
        return words.stream()
                .map(word -> "'" + word.replace("'", "'\"'\"'") + "'")
                .collect(Collectors.joining(" "));
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
