package canary.agent;

import canary.metrics.DataCheck;
import canary.metrics.Sample;
import canary.metrics.Violation;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

    /**
     * What checks of the data found, with what the pods say of them: the larger count of both.
     *
     * @param own the newest run of the agent's own checks; null where there is none
     */
    static @Nullable DataCheck checked(
            Collection<List<Sample>> pages, @Nullable DataCheck own, Instant now) {
        Map<String, Violation> all = new TreeMap<>();
        boolean isExposed = false;
        for (List<Sample> page : pages) {
            for (Sample sample : page) {
                if (!sample.name().equals("erp_invariant_violations")
                        || !Double.isFinite(sample.value())) {
                    continue;
                }
                isExposed = true;
                String check = sample.label("check");
                if (sample.value() > 0) {
                    Violation said =
                            new Violation(check, Math.round(sample.value()), null, null, null);
                    all.merge(check, said, Pages::larger);
                }
            }
        }
        if (own != null) {
            own.violations().forEach(it -> all.merge(it.check(), it, Pages::larger));
        }
        Instant at = own != null ? own.at() : isExposed ? now : null;
        return at == null ? null : new DataCheck(at, List.copyOf(all.values()));
    }

    private static Violation larger(Violation said, Violation found) {
        return new Violation(
                found.check(),
                Math.max(said.count(), found.count()),
                found.statement(),
                found.rows(),
                found.error(),
                found.byCanary());
    }
}
