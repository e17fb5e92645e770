package canary.kubernetes.release;

import canary.agent.ReleaseRun;
import canary.agent.io.KeptRelease;
import canary.console.LineConsole;
import canary.kubernetes.ClusterConnections;
import canary.kubernetes.api.KubernetesApi;
import canary.kubernetes.store.ShortLeases;
import canary.plan.Plan;
import canary.plan.PlanFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/** {@code release start PLAN} with a lease that is short, for agents that are killed. */
final class MortalClusterAgent {

    private MortalClusterAgent() {}

    /** The words are the plan, and a directory that nobody else needs. */
    public static void main(String[] words) throws IOException {
        String text = Files.readString(Path.of(words[0]));
        Plan plan = PlanFile.parse(text, _ -> null);
        KubernetesApi api = KubernetesApi.of(Objects.requireNonNull(plan.cluster()));
        KeptRelease release =
                ShortLeases.of(api, Path.of(words[1]), Duration.ZERO).prepare(plan, text);
        int code;
        try (ClusterConnections parts = ClusterConnections.of(plan)) {
            code =
                    new ReleaseRun(
                                    plan,
                                    parts.connections(),
                                    release,
                                    new LineConsole(System.out),
                                    null,
                                    null)
                            .run();
        }
        System.exit(code);
    }
}
