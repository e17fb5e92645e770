package canary.agent;

import canary.cluster.Cluster;
import canary.cluster.Pod;
import canary.counters.scrape.Sample;
import canary.mesh.Mesh;
import canary.mesh.Split;
import canary.metrics.MetricSource;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Two healthy versions under steady load, as their pods and the router count it: many routes of
 * which few are busy, and answers of every length.
 */
final class ReleaseDay implements Mesh, Cluster, MetricSource {

    private static final double[] EDGES = {
        0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 0.75, 1, 2.5
    };
    private static final List<String> VERSIONS = List.of("v1", "v2");
    private static final double FAILS = 0.001;

    private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(9);
    private final int routes;
    private final double[] upTo;
    private final long[][][] times;
    private final long[][] failed;
    private final long[] minutes = new long[2];
    private final Map<String, Map<String, String>> labels = new LinkedHashMap<>();
    private int weight;
    private double seconds;

    ReleaseDay(int routes) {
        this.routes = routes;
        times = new long[2][routes][EDGES.length + 1];
        failed = new long[2][routes];
        upTo = new double[routes];
        double sum = 0;
        for (int route = 0; route < routes; route++) {
            sum += 1 / (10.0 + route);
            upTo[route] = sum;
        }
    }

    void weight(int percent) {
        weight = percent;
    }

    /** Time passes. */
    void pass(double length, double requestsPerSecond) {
        seconds += length;
        double mean = length * requestsPerSecond;
        long requests = Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        for (long i = 0; i < requests; i++) {
            int version = random.nextInt(100) < weight ? 1 : 0;
            double drawn = random.nextDouble() * upTo[routes - 1];
            int route = 0;
            while (upTo[route] < drawn) {
                route++;
            }
            double time = 0.03 * Math.exp(0.8 * random.nextGaussian());
            int edge = 0;
            while (edge < EDGES.length && EDGES[edge] < time) {
                edge++;
            }
            times[version][route][edge]++;
            failed[version][route] += random.nextDouble() < FAILS ? 1 : 0;
        }
        minutes[0] += requests * (100 - weight) / 500;
        minutes[1] += requests * weight / 500;
    }

    @Override
    public Look look(List<Target> pods, Instant now) {
        Map<String, Found> found = new LinkedHashMap<>();
        for (Target pod : pods) {
            int version = VERSIONS.indexOf(pod.name().substring(0, 2));
            List<Sample> page = new ArrayList<>(counted(version));
            resources(version, page);
            found.put(pod.name(), new Found(Map.of(pod.name(), page), now, null));
        }
        List<Sample> mesh = new ArrayList<>(counted(0));
        mesh.addAll(counted(1));
        for (int version = 0; version < 2; version++) {
            mesh.add(
                    sample("erp_user_minutes_total", minutes[version], version, "outcome", "good"));
        }
        return new Look(new Found(Map.of("router", mesh), now, null), found);
    }

    private List<Sample> counted(int version) {
        List<Sample> page = new ArrayList<>();
        for (int route = 0; route < routes; route++) {
            String name = "/api/v1/module" + route % 8 + "/things" + route + "/{id}";
            long below = 0;
            for (int edge = 0; edge <= EDGES.length; edge++) {
                below += times[version][route][edge];
                String le = edge == EDGES.length ? "+Inf" : EDGES[edge] + "";
                page.add(sample("http_request_duration_seconds_bucket", below, version, name, le));
            }
            long bad = failed[version][route];
            page.add(sample("http_requests_total", below - bad, version, name, "200"));
            page.add(sample("http_requests_total", bad, version, name, "500"));
        }
        return page;
    }

    private void resources(int version, List<Sample> page) {
        double share = version == 0 ? 1 - weight / 100.0 : weight / 100.0;
        double statements = 50 * seconds * share;
        page.add(sample("process_start_time_seconds", 1, version, "", ""));
        page.add(sample("process_cpu_time_ns_total", 2e8 * seconds * share, version, "", ""));
        page.add(sample("jvm_gc_live_data_size_bytes", 5e7 + 1e4 * seconds % 7, version, "", ""));
        page.add(sample("jvm_gc_max_data_size_bytes", 5e8, version, "", ""));
        page.add(sample("hikaricp_connections_active", (int) seconds % 5, version, "", ""));
        page.add(sample("hikaricp_connections_max", 10, version, "", ""));
        page.add(sample("hikaricp_connections_acquire_seconds_count", statements, version, "", ""));
        page.add(
                sample(
                        "hikaricp_connections_acquire_seconds_sum",
                        statements / 1e4,
                        version,
                        "",
                        ""));
        page.add(sample("db_query_duration_seconds_count", statements, version, "", ""));
        for (double edge : EDGES) {
            double within = statements * (1 - Math.exp(-edge / 0.01));
            page.add(sample("db_query_duration_seconds_bucket", within, version, "le", edge + ""));
        }
        page.add(sample("db_query_duration_seconds_bucket", statements, version, "le", "+Inf"));
    }

    /** With a route and an edge or status, or with one label. */
    private Sample sample(String name, double value, int version, String first, String second) {
        Map<String, String> known =
                labels.computeIfAbsent(
                        name + version + first + second,
                        _ -> {
                            Map<String, String> all = new LinkedHashMap<>();
                            all.put("version", VERSIONS.get(version));
                            if (first.startsWith("/")) {
                                all.put("method", "GET");
                                all.put("route", first);
                                all.put(name.endsWith("_bucket") ? "le" : "status", second);
                            } else if (!first.isEmpty()) {
                                all.put(first, second);
                            }
                            return all;
                        });
        return new Sample(name, known, Math.floor(value));
    }

    @Override
    public Split split() {
        return new Split("v1", "v2", weight, Split.Routing.COHORT);
    }

    @Override
    public void shift(Split split) {
        weight = split.canaryPercent();
    }

    @Override
    public List<Pod> pods(String version) {
        URI nowhere = URI.create("http://127.0.0.1:1");
        return List.of(new Pod(version + "-0", version, true, 0, nowhere, nowhere));
    }

    @Override
    public OptionalInt desired(String version) {
        return OptionalInt.of(1);
    }

    @Override
    public void scale(String version, int replicas) {
        throw new IllegalStateException("nothing is scaled here");
    }
}
