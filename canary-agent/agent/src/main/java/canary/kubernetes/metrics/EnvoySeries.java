package canary.kubernetes.metrics;

import canary.counters.scrape.Sample;
import canary.metrics.IstioSeries;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A gateway's page {@code /stats/prometheus} as the ERP's own metrics. Istio's standard metrics are
 * taken where the page has them. A stock Envoy has its clusters' statistics only: {@code
 * upstream_rq} by response code (what it says again by class, and again for requests from outside,
 * is left out) and {@code upstream_rq_time} in milliseconds, of the clusters {@code
 * outbound|80|version|service}, or of a Service for each version. It splits a cluster's name at its
 * first point, so that the rest, with the namespace, gets into the metric's name.
 */
final class EnvoySeries {

    private static final String REQUESTS = "http_requests_total";
    private static final String BUCKET = "http_request_duration_seconds_bucket";
    private static final String ANY = "any";

    /** Service port {@code http}; what goes to the management port is nobody's work. */
    private static final String PORT = "80";

    private static final Pattern METRIC =
            Pattern.compile("envoy_cluster_(?<rest>.*?)upstream_rq(?<time>_time_bucket)?");

    private static final Pattern CLUSTER =
            Pattern.compile(
                    "outbound\\|(?<port>\\d+)\\|(?<subset>[^|]*)\\|(?<service>[^.;|]+)"
                            + "(\\.(?<namespace>[^.;|]+).*)?");

    private final String app;
    private final String namespace;

    /**
     * @param app name of the Service
     * @param namespace of the Service
     */
    EnvoySeries(String app, String namespace) {
        this.app = app;
        this.namespace = namespace;
    }

    /** What the page says of the app; all else is left out. */
    List<Sample> translated(List<Sample> page) {
        boolean isIstio = page.stream().anyMatch(it -> IstioSeries.isIstio(it.name()));
        List<Sample> own = new ArrayList<>();
        for (Sample sample : page) {
            Sample its = isIstio ? istio(sample) : envoy(sample);
            if (its != null) {
                own.add(its);
            }
        }
        return own;
    }

    /** A gateway counts at the source; versions of other Services are called v1 as well. */
    private @Nullable Sample istio(Sample sample) {
        boolean isOwn =
                IstioSeries.isIstio(sample.name())
                        && sample.label("reporter").equals("source")
                        && sample.label("destination_service_namespace").equals(namespace)
                        && isService(
                                sample.label("destination_service_name"),
                                sample.label("destination_version"));
        return isOwn ? IstioSeries.translated(sample) : null;
    }

    private boolean isService(String name, String version) {
        return name.equals(app) || name.equals(app + "-" + version);
    }

    private @Nullable Sample envoy(Sample sample) {
        Matcher metric = METRIC.matcher(sample.name());
        if (!metric.matches() || !isPlain(metric.group("rest"))) {
            return null;
        }
        String name = sample.label("envoy_cluster_name");
        Matcher cluster = CLUSTER.matcher(name.isEmpty() ? sample.label("cluster_name") : name);
        if (!cluster.matches() || !cluster.group("port").equals(PORT)) {
            return null;
        }
        String version = version(cluster.group("subset"), cluster.group("service"));
        if (version.isEmpty() || !isHere(cluster.group("namespace"), metric.group("rest"))) {
            return null;
        }
        if (metric.group("time") != null) {
            return sample(
                    BUCKET, version, "le", IstioSeries.seconds(sample.label("le")), sample.value());
        }
        String code = code(sample);
        return code.isEmpty() ? null : sample(REQUESTS, version, "status", code, sample.value());
    }

    private static String code(Sample sample) {
        String code = sample.label("envoy_response_code");
        return code.isEmpty() ? sample.label("response_code") : code;
    }

    /** Not those that repeat a part of it: {@code external_upstream_rq} and the like. */
    private static boolean isPlain(String rest) {
        boolean isPart =
                rest.endsWith("external_")
                        || rest.endsWith("internal_")
                        || rest.endsWith("canary_");
        return rest.isEmpty() || (rest.endsWith("_") && !isPart);
    }

    private String version(String subset, String service) {
        if (service.equals(app)) {
            return subset;
        }
        boolean isVersions = subset.isEmpty() && service.startsWith(app + "-");
        return isVersions ? service.substring(app.length() + 1) : "";
    }

    private boolean isHere(@Nullable String told, String rest) {
        return told == null
                ? rest.startsWith(namespace.replace('-', '_') + "_svc_")
                : told.equals(namespace);
    }

    private static Sample sample(
            String name, String version, String label, String value, double count) {
        return new Sample(
                name, Map.of("version", version, "method", ANY, "route", ANY, label, value), count);
    }
}
