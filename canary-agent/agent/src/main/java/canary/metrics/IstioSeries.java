package canary.metrics;

import canary.counters.scrape.Counters;
import canary.counters.scrape.Sample;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Istio's standard metrics in the terms of {@link Counters}: <a
 * href="https://istio.io/latest/docs/reference/config/metrics/">Istio standard metrics</a>. They
 * know neither routes nor methods.
 */
public final class IstioSeries {

    static final String REQUESTS = "istio_requests_total";
    static final String BUCKET = "istio_request_duration_milliseconds_bucket";

    private static final String ANY = "any";

    private IstioSeries() {}

    /**
     * Who reported, where a request may be counted more than once: at its source and again at its
     * destination. Empty or one where all is well.
     */
    static List<String> reporters(List<PrometheusApi.Row> rows) {
        TreeSet<String> reporters = new TreeSet<>();
        for (PrometheusApi.Row row : rows) {
            if (isIstio(row.name())) {
                reporters.add(row.label("reporter"));
            }
        }
        return new ArrayList<>(reporters);
    }

    /** Whether it is one of the two that are translated. */
    public static boolean isIstio(String metric) {
        return metric.equals(REQUESTS) || metric.equals(BUCKET);
    }

    /** The sample under the names of the ERP's own metrics; others stay as they are. */
    public static Sample translated(Sample sample) {
        return switch (sample.name()) {
            case REQUESTS ->
                    new Sample(
                            "http_requests_total",
                            labels(sample, "status", sample.label("response_code")),
                            sample.value());
            case BUCKET ->
                    new Sample(
                            "http_request_duration_seconds_bucket",
                            labels(sample, "le", seconds(sample.label("le"))),
                            sample.value());
            default -> sample;
        };
    }

    private static Map<String, String> labels(Sample sample, String last, String value) {
        return Map.of(
                "version",
                sample.label("destination_version"),
                "method",
                ANY,
                "route",
                ANY,
                last,
                value);
    }

    /** An edge of a histogram in milliseconds, as the ERP writes edges: in seconds. */
    public static String seconds(String milliseconds) {
        try {
            BigDecimal seconds = new BigDecimal(milliseconds).movePointLeft(3).stripTrailingZeros();
            String plain = seconds.toPlainString();
            return seconds.scale() <= 0 ? plain + ".0" : plain;
        } catch (NumberFormatException e) {
            return milliseconds; // +Inf
        }
    }
}
