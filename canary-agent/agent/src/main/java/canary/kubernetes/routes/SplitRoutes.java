package canary.kubernetes.routes;

import canary.mesh.Split;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A split as the list {@code spec.http} of a VirtualService, and back. First come probes, which
 * both a header and a claim of the verified token allow; then whole users by the token's claim
 * {@code cohort}; then by weight whoever has none. The gateway writes the claims of a token that it
 * has verified into headers and routes again; without a token it routes by whatever the sender has
 * written there, so the token's own header is asked for as well. Only what came through a gateway
 * is asked for them: inside of the mesh anybody may write headers, and the weights hold. No route
 * sends a request twice: a proxy cannot know what was written before an answer got lost.
 *
 * @param host the Service, and of the DestinationRule that has the versions as subsets
 * @param gateways that verify tokens
 */
public record SplitRoutes(String host, List<String> gateways) {

    /** Of the Service; it must be named, since that has more ports than one. */
    private static final int PORT = 80;

    private static final String PROBE_HEADER = "erp-release-probe";
    private static final String PROBE_CLAIM = "erp-token-probe";
    private static final String COHORT_CLAIM = "erp-token-cohort";
    private static final String TOKEN_HEADER = "authorization";
    private static final String TOKEN = "Bearer .+[.].+[.].+";
    private static final String COHORT_CANARY = "cohort-canary";
    private static final String COHORT_STABLE = "cohort-stable";
    private static final String SPLIT = "split";
    private static final String PROBE = "probe-";
    private static final Set<String> OWN = Set.of(COHORT_CANARY, COHORT_STABLE, SPLIT);
    private static final Set<String> KEYS = Set.of("name", "match", "route", "retries");
    private static final Set<String> DESTINATION_KEYS = Set.of("destination", "weight");

    public SplitRoutes {
        gateways = List.copyOf(gateways);
    }

    /** The routes of a split. */
    public List<Map<String, Object>> of(Split split) {
        int percent = split.canaryPercent();
        List<Map<String, Object>> routes = new ArrayList<>();
        for (String version : List.of(split.stable(), split.canary())) {
            routes.add(route(PROBE + version, probe(version), alone(version)));
        }
        if (split.routing() == Split.Routing.COHORT && percent > 0 && percent < 100) {
            routes.add(route(COHORT_CANARY, cohort(Cohorts.below(percent)), alone(split.canary())));
            routes.add(route(COHORT_STABLE, cohort(Cohorts.ALL), alone(split.stable())));
        }
        routes.add(
                route(
                        SPLIT,
                        Map.of(),
                        List.of(
                                destination(split.stable(), 100 - percent),
                                destination(split.canary(), percent))));
        return routes;
    }

    private Map<String, Object> route(
            String name, Map<String, Object> headers, List<Map<String, Object>> to) {
        Map<String, Object> route = new LinkedHashMap<>();
        route.put("name", name);
        if (!headers.isEmpty()) {
            Map<String, Object> match = new LinkedHashMap<>();
            match.put("gateways", gateways);
            match.put("headers", headers);
            route.put("match", List.of(match));
        }
        route.put("route", to);
        route.put("retries", Map.of("attempts", 0));
        return route;
    }

    private static Map<String, Object> probe(String version) {
        Map<String, Object> headers = withToken();
        headers.put(PROBE_HEADER, Map.of("exact", version));
        headers.put(PROBE_CLAIM, Map.of("exact", "true"));
        return headers;
    }

    private static Map<String, Object> cohort(String pattern) {
        Map<String, Object> headers = withToken();
        headers.put(COHORT_CLAIM, Map.of("regex", pattern));
        return headers;
    }

    private static Map<String, Object> withToken() {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put(TOKEN_HEADER, Map.of("regex", TOKEN));
        return headers;
    }

    private List<Map<String, Object>> alone(String version) {
        return List.of(destination(version, 100));
    }

    private Map<String, Object> destination(String version, int weight) {
        Map<String, Object> to = new LinkedHashMap<>();
        to.put("host", host);
        to.put("subset", version);
        to.put("port", Map.of("number", PORT));
        Map<String, Object> destination = new LinkedHashMap<>();
        destination.put("destination", to);
        destination.put("weight", weight);
        return destination;
    }

    /**
     * The split that routes are the rendering of. Where they are not of any, one of FOREIGN
     * routing, or of OTHERS where a rendering in their place would lose something: its canary gets
     * all that the route for everybody does not send to the expected stable.
     *
     * @param http as read; null where there is none
     * @param expected names the versions where the routes do not, and the routing at 0 and 100
     *     percent, where both are written alike
     */
    public Split read(@Nullable Object http, Split expected) {
        List<?> routes = http instanceof List<?> list ? list : List.of();
        List<Map<?, ?>> to = destinations(forEverybody(routes));
        if (to.size() == 2) {
            String stable = subset(to.getFirst());
            String canary = subset(to.getLast());
            int percent = weight(to.getLast());
            if (!stable.isEmpty() && !canary.isEmpty() && percent >= 0 && percent <= 100) {
                Split split =
                        new Split(stable, canary, percent, routing(routes, percent, expected));
                if (of(split).equals(routes)) {
                    return split;
                }
            }
        }
        return new Split(
                expected.stable(),
                expected.canary(),
                100 - share(to, expected.stable()),
                routes.stream().allMatch(this::isReplaceable)
                        ? Split.Routing.FOREIGN
                        : Split.Routing.OTHERS);
    }

    /** Whether it has nothing but what a rendering has as well. */
    private boolean isReplaceable(Object route) {
        if (!(route instanceof Map<?, ?> map) || !KEYS.containsAll(map.keySet())) {
            return false;
        }
        String name = Objects.toString(map.get("name"), "");
        boolean isOwn = OWN.contains(name) || name.startsWith(PROBE);
        return (isOwn || !map.containsKey("match"))
                && destinations(map).stream().allMatch(this::isReplaceable);
    }

    private boolean isReplaceable(Map<?, ?> destination) {
        if (!DESTINATION_KEYS.containsAll(destination.keySet())
                || !(destination.get("destination") instanceof Map<?, ?> to)) {
            return false;
        }
        String its = Objects.toString(to.get("host"), "");
        Object port = to.get("port");
        return (its.equals(host) || its.startsWith(host + "."))
                && (port == null || port.equals(Map.of("number", PORT)));
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
