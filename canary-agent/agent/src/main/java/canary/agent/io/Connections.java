package canary.agent.io;

import canary.cluster.Cluster;
import canary.hooks.CommandRunner;
import canary.hooks.HookRunner;
import canary.mesh.Mesh;
import canary.metrics.MetricSource;
import canary.metrics.PrometheusApi;
import canary.metrics.PrometheusSource;
import canary.metrics.ScrapedSource;
import canary.metrics.Scraper;
import canary.plan.Plan;
import canary.smoke.IntegrationProbe;
import canary.smoke.SmokeTests;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;

/**
 * Everything outside that the agent talks to: what a cluster provides in other ways than a local
 * world does, and what tests stand in for.
 *
 * @param metrics where counters are read
 * @param entrance the public entrance
 * @param hooks does what the plan wants done to the database
 * @param announcer tells others how the release goes
 */
public record Connections(
        Mesh mesh,
        Cluster cluster,
        MetricSource metrics,
        URI entrance,
        SmokeTests smoke,
        IntegrationProbe integrations,
        HookRunner hooks,
        Announcer announcer) {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    /** Hooks are commands, and nobody is told. */
    public Connections(
            Mesh mesh,
            Cluster cluster,
            MetricSource metrics,
            URI entrance,
            SmokeTests smoke,
            IntegrationProbe integrations) {
        this(mesh, cluster, metrics, entrance, smoke, integrations, new CommandRunner(), _ -> {});
    }

    /** The parts of a local plan that scrapes by itself. */
    public static Connections local(Plan.Local local, Mesh mesh, Cluster cluster) {
        return of(
                mesh,
                cluster,
                new ScrapedSource(new Scraper(http(), ANSWER), local.metrics(), ANSWER),
                local.entrance(),
                local.probe(),
                new CommandRunner(),
                _ -> {});
    }

    /** Parts whose ERP answers at an entrance. */
    public static Connections of(
            Mesh mesh,
            Cluster cluster,
            MetricSource metrics,
            URI entrance,
            Plan.Probe probe,
            HookRunner hooks,
            Announcer announcer) {
        HttpClient http = http();
        return new Connections(
                mesh,
                cluster,
                metrics,
                entrance,
                new SmokeTests(http, ANSWER, probe.username(), probe.password()),
                new IntegrationProbe(http, ANSWER, probe.username(), probe.password()),
                hooks,
                announcer);
    }

    /** The same with another source of metrics. */
    public Connections with(MetricSource source) {
        return new Connections(
                mesh, cluster, source, entrance, smoke, integrations, hooks, announcer);
    }

    /** The same, which tell somebody else too. */
    public Connections telling(Announcer more) {
        return new Connections(
                mesh, cluster, metrics, entrance, smoke, integrations, hooks, announcer.and(more));
    }

    /**
     * What a Prometheus has scraped.
     *
     * @param staleAfter older samples are a problem
     */
    public static MetricSource source(Plan.Prometheus prometheus, Duration staleAfter) {
        return new PrometheusSource(
                new PrometheusApi(
                        http(), prometheus.url(), prometheus.authorization(), prometheus.timeout()),
                prometheus.selector(),
                prometheus.mesh(),
                prometheus.podLabel(),
                staleAfter);
    }

    private static HttpClient http() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }
}
