package canary.kubernetes.routes;

import canary.mesh.Split;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A split as the list {@code spec.http} of a VirtualService, and back. First come probes, which
 * both a header and a claim of the verified token allow; then whole users by the token's claim
 * {@code cohort}; then by weight whoever has none. No route sends a request twice: a proxy cannot
 * know what was written before an answer got lost.
 */
public final class Routes {

    private static final String PROBE_HEADER = "erp-release-probe";
    private static final String PROBE_CLAIM = "@request.auth.claims.probe";
    private static final String COHORT_CLAIM = "@request.auth.claims.cohort";
    private static final String COHORT_CANARY = "cohort-canary";
    private static final String SPLIT = "split";

    private Routes() {}

    /**
     * The routes of a split.
     *
     * @param host the Service, and of the DestinationRule that has the versions as subsets
     */
    public static List<Map<String, Object>> of(String host, Split split) {
        int percent = split.canaryPercent();
        List<Map<String, Object>> routes = new ArrayList<>();
        for (String version : List.of(split.stable(), split.canary())) {
            routes.add(route("probe-" + version, probe(version), alone(host, version)));
        }
        if (split.routing() == Split.Routing.COHORT && percent > 0 && percent < 100) {
            routes.add(
                    route(
                            COHORT_CANARY,
                            header(COHORT_CLAIM, "regex", Cohorts.below(percent)),
                            alone(host, split.canary())));
            routes.add(
                    route(
                            "cohort-stable",
                            header(COHORT_CLAIM, "regex", Cohorts.ALL),
                            alone(host, split.stable())));
        }
        routes.add(
                route(
                        SPLIT,
                        null,
                        List.of(
                                destination(host, split.stable(), 100 - percent),
                                destination(host, split.canary(), percent))));
        return routes;
    }

    private static Map<String, Object> route(
            String name, @Nullable Map<String, Object> headers, List<Map<String, Object>> to) {
        Map<String, Object> route = new LinkedHashMap<>();
        route.put("name", name);
        if (headers != null) {
            route.put("match", List.of(Map.of("headers", headers)));
        }
        route.put("route", to);
        route.put("retries", Map.of("attempts", 0));
        return route;
    }

    private static Map<String, Object> probe(String version) {
        Map<String, Object> headers = new LinkedHashMap<>(header(PROBE_HEADER, "exact", version));
        headers.putAll(header(PROBE_CLAIM, "exact", "true"));
        return headers;
    }

    private static Map<String, Object> header(String name, String how, String what) {
        return Map.of(name, Map.of(how, what));
    }

    private static List<Map<String, Object>> alone(String host, String version) {
        return List.of(destination(host, version, 100));
    }

    private static Map<String, Object> destination(String host, String version, int weight) {
        Map<String, Object> to = new LinkedHashMap<>();
        to.put("host", host);
        to.put("subset", version);
        Map<String, Object> destination = new LinkedHashMap<>();
        destination.put("destination", to);
        destination.put("weight", weight);
        return destination;
    }

    /**
     * The split that routes are the rendering of. Where they are not of any, one of FOREIGN
     * routing: its canary gets all that the route for everybody does not send to the expected
     * stable.
     *
     * @param http as read; null where there is none
     * @param expected names the versions where the routes do not, and the routing at 0 and 100
     *     percent, where both are written alike
     */
    public static Split read(String host, @Nullable Object http, Split expected) {
        List<?> routes = http instanceof List<?> list ? list : List.of();
        List<Map<?, ?>> to = destinations(forEverybody(routes));
        if (to.size() == 2) {
            String stable = subset(to.getFirst());
            String canary = subset(to.getLast());
            int percent = weight(to.getLast());
            if (!stable.isEmpty() && !canary.isEmpty() && percent >= 0 && percent <= 100) {
                Split split =
                        new Split(stable, canary, percent, routing(routes, percent, expected));
                if (of(host, split).equals(routes)) {
                    return split;
                }
            }
        }
        return new Split(
                expected.stable(),
                expected.canary(),
                100 - share(to, expected.stable()),
                Split.Routing.FOREIGN);
    }

    /** The first route that takes whatever comes; the last where each takes only some. */
    private static @Nullable Object forEverybody(List<?> routes) {
        for (Object route : routes) {
            if (route instanceof Map<?, ?> map && !map.containsKey("match")) {
                return route;
            }
        }
        return routes.isEmpty() ? null : routes.getLast();
    }

    private static Split.Routing routing(List<?> routes, int percent, Split expected) {
        if (percent == 0 || percent == 100) {
            return expected.routing();
        }
        boolean isByCohort =
                routes.stream()
                        .anyMatch(
                                it ->
                                        it instanceof Map<?, ?> route
                                                && COHORT_CANARY.equals(route.get("name")));
        return isByCohort ? Split.Routing.COHORT : Split.Routing.WEIGHT;
    }

    private static List<Map<?, ?>> destinations(@Nullable Object route) {
        List<Map<?, ?>> all = new ArrayList<>();
        if (route instanceof Map<?, ?> map && map.get("route") instanceof List<?> to) {
            for (Object each : to) {
                if (each instanceof Map<?, ?> destination) {
                    all.add(destination);
                }
            }
        }
        return all;
    }

    private static String subset(Map<?, ?> destination) {
        return destination.get("destination") instanceof Map<?, ?> to
                ? Objects.toString(to.get("subset"), "")
                : "";
    }

    private static int weight(Map<?, ?> destination) {
        return destination.get("weight") instanceof Number number ? number.intValue() : 0;
    }

    /** Percent of the weights that one subset has; the only destination needs no weight. */
    private static int share(List<Map<?, ?>> to, String version) {
        if (to.size() == 1) {
            return subset(to.getFirst()).equals(version) ? 100 : 0;
        }
        long all = 0;
        long its = 0;
        for (Map<?, ?> destination : to) {
            int weight = Math.max(0, weight(destination));
            all += weight;
            its += subset(destination).equals(version) ? weight : 0;
        }
        // Rounded down: what is not wholly stable's is not said to be.
        return all == 0 ? 0 : (int) (its * 100 / all);
    }

    /** The subsets that any of these routes sends to. */
    static List<String> subsets(@Nullable Object http) {
        List<String> all = new ArrayList<>();
        if (http instanceof List<?> routes) {
            for (Object route : routes) {
                for (Map<?, ?> destination : destinations(route)) {
                    String subset = subset(destination);
                    if (!subset.isEmpty() && !all.contains(subset)) {
                        all.add(subset);
                    }
                }
            }
        }
        return all;
    }
}
