package canary.agent;

import canary.cluster.Cluster;
import canary.gates.IntegrationProbe;
import canary.gates.SmokeTests;
import canary.mesh.Mesh;
import canary.metrics.Scraper;
import canary.rollout.Plan;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;

/**
 * Everything outside that the agent talks to.
 *
 * @param meshMetrics the mesh's page of metrics
 * @param entrance the public entrance
 */
public record Parts(
        Mesh mesh,
        Cluster cluster,
        Scraper scraper,
        URI meshMetrics,
        URI entrance,
        SmokeTests smoke,
        IntegrationProbe integrations) {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    /** The parts of a local plan. */
    public static Parts local(Plan.Local local, Mesh mesh, Cluster cluster) {
        HttpClient http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .build();
        return new Parts(
                mesh,
                cluster,
                new Scraper(http, ANSWER),
                local.metrics(),
                local.entrance(),
                new SmokeTests(http, ANSWER, local.probe().username(), local.probe().password()),
                new IntegrationProbe(
                        http, ANSWER, local.probe().username(), local.probe().password()));
    }
}
