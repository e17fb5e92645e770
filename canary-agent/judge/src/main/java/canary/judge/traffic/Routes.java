package canary.judge.traffic;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers the routes of a release in the order in which they turn up, so that counters can be kept
 * in arrays. Beyond a limit, further routes share the last number: memory is bounded.
 */
public final class Routes implements Serializable {
    /** Most routes that are told apart. */
    public static final int MOST = 500;

    /** What router and servers call a request that they know no route for. */
    public static final String NONE = "none";

    private static final String UNMATCHED = "(routes of one version only)";

    private static final String PREFIX = "/api/v1/";

    private record Key(String method, String route) implements Serializable {}

    private final Map<Key, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<Integer> moduleOf = new ArrayList<>();
    private final Map<String, Integer> modules = new HashMap<>();
    private final List<String> moduleNames = new ArrayList<>();

    /** The number of a route, from 0. */
    public int number(String method, String route) {
        Integer known = numbers.get(new Key(method, route));
        return known == null ? admit(method, route) : known;
    }

    private int admit(String method, String route) {
        if (names.size() == MOST) {
            return MOST - 1;
        }
        boolean isLast = names.size() == MOST - 1;
        int number = names.size();
        String module = isLast ? "other" : module(route);
        names.add(isLast ? "other routes" : method + " " + route);
        moduleOf.add(modules.computeIfAbsent(module, this::admitModule));
        numbers.put(new Key(method, route), number);
        return number;
    }

    private int admitModule(String module) {
        moduleNames.add(module);
        return moduleNames.size() - 1;
    }

    /**
     * The number that stands for all routes which only one version has.
     *
     * @param module within which; empty for those of modules which only one version has
     */
    int unmatched(String module) {
        return number("any", module.isEmpty() ? UNMATCHED : PREFIX + module + "/" + UNMATCHED);
    }

    /** The module of a route: the segment after /api/v1, else the first one. */
    static String module(String route) {
        String path = route.startsWith(PREFIX) ? route.substring(PREFIX.length()) : route;
        String[] segments = path.split("/");
        for (String segment : segments) {
            if (!segment.isEmpty()) {
                return segment;
            }
        }
        return "root";
    }

    public int size() {
        return names.size();
    }

    /** Method and route template, as people say it. */
    public String name(int route) {
        return names.get(route);
    }

    /** Whether it stands for requests without a route. */
    public boolean isNone(int route) {
        return moduleName(module(route)).equals(NONE);
    }

    /** The number of a route's module, from 0. */
    public int module(int route) {
        return moduleOf.get(route);
    }

    public int modules() {
        return moduleNames.size();
    }

    public String moduleName(int module) {
        return moduleNames.get(module);
    }
}
