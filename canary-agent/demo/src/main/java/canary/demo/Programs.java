package canary.demo;

import java.nio.file.Path;
import java.util.List;

/**
 * The programs that the demo runs.
 *
 * @param home of the checkout
 * @param data where databases and reports go
 * @param serve starts a server
 * @param release starts the agent; {@code start PLAN ...} is appended
 * @param database carries out a {@code db} command, which is appended
 */
record Programs(
        Path home, Path data, List<String> serve, List<String> release, List<String> database) {

    Programs {
        serve = List.copyOf(serve);
        release = List.copyOf(release);
        database = List.copyOf(database);
    }

    /** This repository's launcher. */
    static Programs of(Path home, String dataDir) {
        String erp = home.resolve("erp").toString();
        return new Programs(
                home,
                home.resolve(dataDir),
                List.of(erp, "serve"),
                List.of(erp, "release"),
                List.of(erp, "db"));
    }
}
