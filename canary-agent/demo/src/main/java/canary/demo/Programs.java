package canary.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

    static final String DEFAULT_DATA = ".erp";

    Programs {
        serve = List.copyOf(serve);
        release = List.copyOf(release);
        database = List.copyOf(database);
    }

    /** The command line that tells from any folder of another terminal how the release stands. */
    String look(World.AgentAccess access) {
        Map<String, String> environment = new TreeMap<>(access.environment());
        if (!data.equals(home.resolve(DEFAULT_DATA))) {
            environment.put("ERP_DATA_DIR", data + "");
        }
        List<String> words = new ArrayList<>();
        environment.forEach((name, value) -> words.add(name + "=" + value));
        words.addAll(release);
        words.add("status");
        words.addAll(access.look());
        return String.join(" ", words);
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
