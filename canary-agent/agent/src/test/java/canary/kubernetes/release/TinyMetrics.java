package canary.kubernetes.release;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The ERP's metrics by their names, counted by hand. */
final class TinyMetrics {

    private static final double[] EDGES = {0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5};

    private final String version;
    private final double began = System.currentTimeMillis() / 1000.0;
    private final Map<String, Long> requests = new TreeMap<>();
    private final Map<String, long[]> times = new TreeMap<>();
    private long all;
    private long ofUsers;

    TinyMetrics(String version) {
        this.version = version;
    }

    synchronized void count(
            String method, String route, int status, Duration time, boolean isUsers) {
        String labels =
                "app=\"erp-system\",version=\"%s\",method=\"%s\",route=\"%s\""
                        .formatted(version, method, route);
        requests.merge("%s,status=\"%d\"".formatted(labels, status), 1L, Long::sum);
        long[] buckets = times.computeIfAbsent(labels, _ -> new long[EDGES.length + 1]);
        int edge = 0;
        while (edge < EDGES.length && time.toNanos() / 1e9 > EDGES[edge]) {
            edge++;
        }
        buckets[edge]++;
        all++;
        ofUsers += isUsers ? 1 : 0;
    }

    /** Each request asks the database five times, and uses two hundredths of a second. */
    synchronized String page() {
        List<String> lines = new ArrayList<>();
        requests.forEach((labels, count) -> lines.add(line("http_requests_total", labels, count)));
        times.forEach(
                (labels, buckets) -> {
                    long sum = 0;
                    for (int i = 0; i < buckets.length; i++) {
                        sum += buckets[i];
                        String le = i < EDGES.length ? EDGES[i] + "" : "+Inf";
                        lines.add(
                                line(
                                        "http_request_duration_seconds_bucket",
                                        "%s,le=\"%s\"".formatted(labels, le),
                                        sum));
                    }
                });
        String own = "version=\"%s\"".formatted(version);
        String pool = own + ",pool=\"erp\"";
        for (String le : List.of("0.005", "+Inf")) {
            String labels = "%s,le=\"%s\"".formatted(own, le);
            lines.add(line("db_query_duration_seconds_bucket", labels, 5 * all));
        }
        lines.add(line("db_query_duration_seconds_count", own, 5 * all));
        lines.add(line("hikaricp_connections_acquire_seconds_count", pool, all));
        lines.add(line("hikaricp_connections_max", pool, 16));
        lines.add(line("erp_user_minutes_total", own + ",outcome=\"good\"", ofUsers / 10));
        lines.add(line("process_cpu_time_ns_total", own, all * 20_000_000));
        lines.add(line("jvm_gc_max_data_size_bytes", own, 1_000_000_000));
        lines.add("process_start_time_seconds{%s} %.3f".formatted(own, began));
        return String.join("\n", lines) + "\n";
    }

    private static String line(String name, String labels, long value) {
        return "%s{%s} %d".formatted(name, labels, value);
    }
}
