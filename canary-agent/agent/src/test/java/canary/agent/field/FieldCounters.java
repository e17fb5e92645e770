package canary.agent.field;

import java.util.Map;
import java.util.TreeMap;

/** What one process of a {@link FieldWorld} exposes. */
final class FieldCounters {

    private static final double[] EDGES = {0.005, 0.01, 0.02, 0.035, 0.05, 0.1, 0.25, 0.5, 1, 2.5};

    private final Map<String, Double> bySeries = new TreeMap<>();

    /**
     * @param labels beside the version, such as {@code ,kind="order"}
     */
    void add(String name, String version, String labels, double more) {
        bySeries.merge(
                name + "{app=\"erp-system\",version=\"" + version + "\"" + labels + "}",
                more,
                Double::sum);
    }

    /** An answer. */
    void answered(String version, String route, int status, double seconds) {
        String asked = asked(route);
        add("http_requests_total", version, asked + ",status=\"" + status + "\"", 1);
        String bucket = "http_request_duration_seconds_bucket";
        for (double edge : EDGES) {
            add(bucket, version, asked + ",le=\"" + edge + "\"", seconds <= edge ? 1 : 0);
        }
        add(bucket, version, asked + ",le=\"+Inf\"", 1);
    }

    /** Labels of {@code GET /api/v1/sales/orders}. */
    static String asked(String route) {
        int space = route.indexOf(' ');
        return ",method=\"%s\",route=\"%s\""
                .formatted(route.substring(0, space), route.substring(space + 1));
    }

    void clear() {
        bySeries.clear();
    }

    String page() {
        StringBuilder page = new StringBuilder();
        bySeries.forEach(
                (series, count) -> page.append(series).append(' ').append(count).append('\n'));
        return page.toString();
    }
}
