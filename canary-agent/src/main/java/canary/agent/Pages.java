package canary.agent;

import canary.metrics.Sample;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a page of metrics says beside its counters. */
final class Pages {

    private Pages() {}

    /**
     * What is wrong with a page; null when nothing.
     *
     * @param version the version its series must carry; empty where any will do
     */
    static @Nullable String problem(List<Sample> page, String version) {
        for (Sample sample : page) {
            if (!sample.name().equals("http_requests_total")
                    && !sample.name().equals("http_request_duration_seconds_bucket")) {
                continue;
            }
            String said = sample.label("version");
            if (said.isEmpty()) {
                return sample.name() + " has no label version";
            }
            if (!version.isEmpty() && !said.equals(version)) {
                return "%s says version %s, the pod runs %s"
                        .formatted(sample.name(), said, version);
            }
        }
        return null;
    }

    /** Distinct users by version; what a restarted mesh has forgotten stays as it was. */
    static Map<String, Long> reached(List<Sample> page, Map<String, Long> before) {
        Map<String, Long> reached = new LinkedHashMap<>(before);
        for (Sample sample : page) {
            if (sample.name().equals("mesh_users_total") && Double.isFinite(sample.value())) {
                reached.merge(sample.label("version"), Math.round(sample.value()), Math::max);
            }
        }
        return reached;
    }
}
