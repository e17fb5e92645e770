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
 * A split as the list {@code spec.rules} of a Gateway API HTTPRoute, and back: each version is a
 * Service. It can draw single requests only, and sends whoever says the probe header to a version:
 * a standard HTTPRoute cannot ask for a claim of the token. All is written out that the API server
 * would otherwise fill in, so that what is read equals what was written.
 */
final class RouteRules {

    private static final String PROBE_HEADER = "erp-release-probe";

    private static final Set<String> KEYS = Set.of("matches", "backendRefs");
    private static final Set<String> BACKEND_KEYS =
            Set.of("group", "kind", "name", "port", "weight");

    private RouteRules() {}

    /**
     * @param app names the Services, {@code app-version}
     * @param port of the Services
     */
    static List<Map<String, Object>> of(String app, int port, Split split) {
        List<Map<String, Object>> rules = new ArrayList<>();
        for (String version : List.of(split.stable(), split.canary())) {
            Map<String, Object> match = everything();
            match.put("headers", List.of(probe(version)));
            rules.add(rule(match, List.of(backend(app, version, port, 100))));
        }
        int percent = split.canaryPercent();
        rules.add(
                rule(
                        everything(),
                        List.of(
                                backend(app, split.stable(), port, 100 - percent),
                                backend(app, split.canary(), port, percent))));
        return rules;
    }

    private static Map<String, Object> rule(
            Map<String, Object> match, List<Map<String, Object>> backends) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("matches", List.of(match));
        rule.put("backendRefs", backends);
        return rule;
    }

    private static Map<String, Object> everything() {
        Map<String, Object> match = new LinkedHashMap<>();
        match.put("path", ordered("type", "PathPrefix", "value", "/"));
        return match;
    }

    private static Map<String, Object> probe(String version) {
        Map<String, Object> header = ordered("type", "Exact", "name", PROBE_HEADER);
        header.put("value", version);
        return header;
    }

    private static Map<String, Object> backend(String app, String version, int port, int weight) {
        Map<String, Object> backend = ordered("group", "", "kind", "Service");
        backend.put("name", app + "-" + version);
        backend.put("port", port);
        backend.put("weight", weight);
        return backend;
    }

    private static Map<String, Object> ordered(String a, String b, String c, String d) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(a, b);
        map.put(c, d);
        return map;
    }

    /** As {@link SplitRoutes#read}; the rule that holds for everybody is the last. */
    static Split read(String app, int port, @Nullable Object rules, Split expected) {
        List<?> all = rules instanceof List<?> list ? list : List.of();
        List<Map<?, ?>> to = backends(all.isEmpty() ? null : all.getLast());
        if (to.size() == 2) {
            String stable = version(app, to.getFirst());
            String canary = version(app, to.getLast());
            int percent = weight(to.getLast());
            if (!stable.isEmpty() && !canary.isEmpty() && percent >= 0 && percent <= 100) {
                Split split = new Split(stable, canary, percent, Split.Routing.WEIGHT);
                if (of(app, port, split).equals(all)) {
                    return split;
                }
            }
        }
        return new Split(
                expected.stable(),
                expected.canary(),
                100 - share(app, to, expected.stable()),
                all.stream().allMatch(it -> isReplaceable(app, it))
                        ? Split.Routing.FOREIGN
                        : Split.Routing.OTHERS);
    }

    /** Whether it has nothing but what a rendering has as well. */
    private static boolean isReplaceable(String app, Object rule) {
        return rule instanceof Map<?, ?> map
                && KEYS.containsAll(map.keySet())
                && (!(map.get("matches") instanceof List<?> matches)
                        || matches.stream().allMatch(RouteRules::isReplaceable))
                && backends(map).stream()
                        .allMatch(
                                it ->
                                        BACKEND_KEYS.containsAll(it.keySet())
                                                && !version(app, it).isEmpty());
    }

    private static boolean isReplaceable(@Nullable Object match) {
        return match instanceof Map<?, ?> map
                && Objects.equals(everything().get("path"), map.get("path"))
                && (map.size() == 1 || isProbe(map));
    }

    private static boolean isProbe(Map<?, ?> match) {
        return match.size() == 2
                && match.get("headers") instanceof List<?> headers
                && headers.size() == 1
                && headers.getFirst() instanceof Map<?, ?> header
                && PROBE_HEADER.equals(header.get("name"));
    }

    private static List<Map<?, ?>> backends(@Nullable Object rule) {
        List<Map<?, ?>> all = new ArrayList<>();
        if (rule instanceof Map<?, ?> map && map.get("backendRefs") instanceof List<?> to) {
            for (Object each : to) {
                if (each instanceof Map<?, ?> backend) {
                    all.add(backend);
                }
            }
        }
        return all;
    }

    private static String version(String app, Map<?, ?> backend) {
        String name = Objects.toString(backend.get("name"), "");
        return name.startsWith(app + "-") ? name.substring(app.length() + 1) : "";
    }

    private static int weight(Map<?, ?> backend) {
        return backend.get("weight") instanceof Number number ? number.intValue() : 1;
    }

    private static int share(String app, List<Map<?, ?>> to, String stable) {
        long all = 0;
        long its = 0;
        for (Map<?, ?> backend : to) {
            int weight = Math.max(0, weight(backend));
            all += weight;
            its += version(app, backend).equals(stable) ? weight : 0;
        }
        return all == 0 ? 0 : (int) (its * 100 / all);
    }
}
