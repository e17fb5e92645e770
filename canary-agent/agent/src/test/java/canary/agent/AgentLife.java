package canary.agent;

import canary.agent.io.Connections;
import canary.agent.io.ReleaseDirectory;
import canary.agent.io.TimedCalls;
import canary.agent.telemetry.Telemetry;
import canary.plan.Plan;
import canary.rollout.Phase;
import canary.smoke.IntegrationProbe;
import canary.smoke.SmokeTests;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What an agent sees of a release between its start and its end, without its decisions. */
final class AgentLife implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Observer observer;

    AgentLife(Plan plan, Path directory, ReleaseDay day) {
        Connections connections =
                new Connections(
                        day,
                        day,
                        day,
                        URI.create("http://127.0.0.1:1"),
                        new SmokeTests(http, PATIENCE, "probe", "secret"),
                        new IntegrationProbe(http, PATIENCE, "probe", "secret"));
        TimedCalls calls = new TimedCalls(threads, PATIENCE);
        Telemetry telemetry =
                new Telemetry(
                        plan,
                        connections,
                        calls,
                        new ReleaseDirectory(directory),
                        Instant.MIN,
                        true);
        observer = new Observer(plan, connections, calls, telemetry);
    }

    Observer.Observed look(Phase phase, Instant now) {
        return observer.observe(phase, phase.since(), now, false, null, null);
    }

    Observer observer() {
        return observer;
    }

    @Override
    public void close() {
        observer.close();
        threads.close();
        http.close();
    }
}
