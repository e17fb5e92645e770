package canary.supervisor;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a version is run.
 *
 * @param version its name
 * @param command program and arguments
 * @param environment what the program gets beside its two ports
 * @param log file that gets its output, appended
 */
public record Deployment(
        String version, List<String> command, Map<String, String> environment, Path log) {

    public Deployment {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("the command of " + version + " is empty");
        }
    }
}
