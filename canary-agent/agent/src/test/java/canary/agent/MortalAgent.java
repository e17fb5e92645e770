package canary.agent;

import java.io.IOException;
import java.nio.file.Path;

/** Real agents in processes of their own, to be killed. */
final class MortalAgent {

    private MortalAgent() {}

    /** Starts one that carries out a plan, with its data and what it prints in a directory. */
    static Process start(Path plan, Path directory) throws IOException {
        ProcessBuilder agent =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "canary.Main",
                        "release",
                        "start",
                        plan.toString(),
                        "--local");
        agent.environment().put("ERP_DATA_DIR", directory.toString());
        return agent.redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(directory.resolve("agent.out").toFile()))
                .start();
    }
}
