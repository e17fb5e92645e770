package canary.kubernetes.store;

import canary.agent.ReleaseRun;
import canary.console.LineConsole;
import canary.kubernetes.api.KubernetesApi;
import canary.operations.PlanConnections;
import canary.plan.Plan;
import canary.plan.PlanFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A real agent in a process of its own, whose release a cluster keeps; to be killed. */
final class MortalStoreAgent {

    /** Short, so that a test with many deaths does not wait for each. */
    static final LeaseTiming TIMING =
            new LeaseTiming(Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofMillis(100));

    private MortalStoreAgent() {}

    /** Arguments: the API server, a directory of this machine, the plan. */
    public static void main(String[] arguments) throws IOException {
        String text = Files.readString(Path.of(arguments[2]));
        Plan plan = PlanFile.parse(text, _ -> null);
        int exitCode;
        try (KubernetesApi api = FaultyApiServer.api(arguments[0], "erp-system");
                PlanConnections parts = PlanConnections.of(plan)) {
            ClusterReleases releases =
                    new ClusterReleases(api, Path.of(arguments[1]), TIMING, LeaseClock.SYSTEM);
            exitCode =
                    new ReleaseRun(
                                    plan,
                                    parts.connections(),
                                    releases.prepare(plan, text),
                                    new LineConsole(System.out),
                                    null,
                                    null)
                            .run();
        }
        System.exit(exitCode);
    }

    static Process start(FaultyApiServer server, Path workspace, Path plan) throws IOException {
        Files.createDirectories(workspace);
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MortalStoreAgent.class.getName(),
                        server.url(),
                        workspace.toString(),
                        plan.toString())
                .redirectErrorStream(true)
                .redirectOutput(workspace.resolve("agent.out").toFile())
                .start();
    }
}
