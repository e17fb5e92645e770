package canary.agent.telemetry;

import canary.counters.DataCheck;
import canary.counters.Violation;
import canary.counters.scrape.Sample;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What pages of metrics say beside the counters that are added up: whether they carry the version
 * that should be there, how many users were reached, what the pods' own checks of the data found.
 */
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
        return largest("mesh_users_total", page, before);
    }

    /** Requests that are not the users', by version, as far as the mesh tells any. */
    static Map<String, Long> leftOut(List<Sample> page, Map<String, Long> before) {
        return largest("mesh_left_out_requests_total", page, before);
    }

    private static Map<String, Long> largest(
            String name, List<Sample> page, Map<String, Long> before) {
        Map<String, Long> largest = new LinkedHashMap<>(before);
        for (Sample sample : page) {
            if (sample.name().equals(name) && Double.isFinite(sample.value())) {
                largest.merge(sample.label("version"), Math.round(sample.value()), Math::max);
            }
        }
        return largest;
    }

    /**
     * What checks of the data found, with what the pods say of them: the larger count of both. A
     * count whose page does not say that it is young is not taken: it may be of another time.
     *
     * @param own the newest run of the agent's own checks; null where there is none, and then it
     *     takes a young count of every check that any pod knows
     * @param youth how old a count may be
     */
    static @Nullable DataCheck checked(
            Collection<List<Sample>> pages, @Nullable DataCheck own, Instant now, Duration youth) {
        Map<String, Violation> all = new TreeMap<>();
        Map<String, Double> ages = new TreeMap<>();
        for (List<Sample> page : pages) {
            Map<String, Double> told = ages(page);
            for (Sample sample : page) {
                if (sample.name().equals("erp_invariant_violations")) {
                    String check = sample.label("check");
                    double age = told.getOrDefault(check, Double.POSITIVE_INFINITY);
                    ages.merge(check, age, Math::min);
                    if (age <= youth.toSeconds()) {
                        violation(sample)
                                .ifPresent(it -> all.merge(check, it, MetricPages::larger));
                    }
                }
            }
        }
        if (own != null) {
            own.violations().forEach(it -> all.merge(it.check(), it, MetricPages::larger));
            return new DataCheck(own.at(), List.copyOf(all.values()));
        }
        OptionalDouble oldest = ages.values().stream().mapToDouble(it -> it).max();
        return oldest.isPresent() && oldest.getAsDouble() <= youth.toSeconds()
                ? new DataCheck(
                        now.minusMillis(Math.round(oldest.getAsDouble() * 1000)),
                        List.copyOf(all.values()))
                : null;
    }

    /** How many seconds old the count of each check is that a page tells. */
    private static Map<String, Double> ages(List<Sample> page) {
        Map<String, Double> ages = new TreeMap<>();
        for (Sample sample : page) {
            if (sample.name().equals("erp_invariant_checked_seconds")) {
                ages.put(sample.label("check"), sample.value());
            }
        }
        return ages;
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
