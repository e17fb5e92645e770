package canary.agent.telemetry;

import canary.counters.DataCheck;
import canary.counters.Violation;
import canary.counters.scrape.Sample;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a page of metrics says beside its counters. */
final class MetricPages {

    private MetricPages() {}

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

    /** Whether pages speak of requests at all: an empty one does not say that there were none. */
    static boolean countsRequests(Collection<List<Sample>> pages) {
        return pages.stream()
                .flatMap(List::stream)
                .anyMatch(sample -> sample.name().equals("http_requests_total"));
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
                if (sample.name().equals("erp_invariant_violations")) {
                    isExposed = true;
                    violation(sample)
                            .ifPresent(it -> all.merge(it.check(), it, MetricPages::larger));
                }
            }
        }
        if (own != null) {
            own.violations().forEach(it -> all.merge(it.check(), it, MetricPages::larger));
        }
        Instant at = own != null ? own.at() : isExposed ? now : null;
        return at == null ? null : new DataCheck(at, List.copyOf(all.values()));
    }

    /** A check whose count is no number did not run: that is no pass. */
    private static Optional<Violation> violation(Sample sample) {
        String check = sample.label("check");
        if (!Double.isFinite(sample.value())) {
            String error = "a pod counts " + sample.value() + " rows";
            return Optional.of(new Violation(check, 0, null, null, error));
        }
        long count = Math.round(sample.value());
        return count > 0
                ? Optional.of(new Violation(check, count, null, null, null))
                : Optional.empty();
    }

    private static Violation larger(Violation said, Violation found) {
        return new Violation(
                found.check(),
                Math.max(said.count(), found.count()),
                found.statement(),
                found.rows(),
                found.error().isEmpty() ? said.error() : found.error(),
                found.byCanary());
    }
}
