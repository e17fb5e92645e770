package canary.gates.business;

import canary.counters.BusinessCount.Measure;
import canary.judge.IgnoredRoutes;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Numbers routes and kinds of documents in the order in which they turn up. What is beyond the
 * limits is left out: memory is bounded.
 */
final class WorkNames implements Serializable {

    /** Stands for what is beyond the limits. */
    static final int NONE = -1;

    static final int MOST_ROUTES = 500;
    static final int MOST_KINDS = 200;

    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final String PREFIX = "/api/v1/";

    private final IgnoredRoutes ignored;
    private final Map<String, Map<String, Integer>> routes = new HashMap<>();
    private final Map<String, Integer> routesByName = new HashMap<>();
    private final Names ofRoutes = new Names();
    private final List<Integer> writes = new ArrayList<>();
    private final Map<String, Integer> kinds = new HashMap<>();
    private final Names ofKinds = new Names();
    private final Map<String, Integer> modules = new HashMap<>();
    private final List<String> ofModules = new ArrayList<>();

    /**
     * @param ignored what is no work of users
     */
    WorkNames(IgnoredRoutes ignored) {
        this.ignored = ignored;
    }

    /** Names in their order, and the module of each. */
    private static final class Names implements Serializable {
        private final List<String> names = new ArrayList<>();
        private final List<Integer> modules = new ArrayList<>();
    }

    int route(String method, String route) {
        Map<String, Integer> ofMethod = routes.computeIfAbsent(method, _ -> new HashMap<>());
        Integer known = ofMethod.get(route);
        if (known == null) {
            known = admitRoute(method, route);
            ofMethod.put(route, known);
        }
        return known;
    }

    private int admitRoute(String method, String route) {
        if (ignored.matches(route)) {
            return NONE;
        }
        String name = method + " " + route;
        Integer known = routesByName.get(name);
        if (known != null) {
            return known;
        }
        int number = admit(ofRoutes, name, moduleOf(route), MOST_ROUTES);
        if (number != NONE) {
            if (WRITES.contains(method)) {
                writes.add(number);
            }
            routesByName.put(name, number);
        }
        return number;
    }

    /** The number of what is counted: a route, or a kind of document. */
    int of(Measure measure, String of) {
        return switch (measure) {
            case DOCUMENTS, AMOUNT -> kind(of);
            case ROWS, BYTES -> {
                Integer known = routesByName.get(of);
                int blank = of.indexOf(' ');
                yield known != null
                        ? known
                        : blank < 0 ? NONE : route(of.substring(0, blank), of.substring(blank + 1));
            }
        };
    }

    private int kind(String of) {
        Integer known = kinds.get(of);
        if (known == null) {
            int blank = of.indexOf(' ');
            String module = blank < 0 ? of : of.substring(0, blank);
            known = admit(ofKinds, of, module, MOST_KINDS);
            kinds.put(of, known);
        }
        return known;
    }

    private int admit(Names to, String name, String module, int most) {
        if (to.names.size() == most) {
            return NONE;
        }
        to.names.add(name);
        to.modules.add(
                modules.computeIfAbsent(
                        module,
                        it -> {
                            ofModules.add(it);
                            return ofModules.size() - 1;
                        }));
        return to.names.size() - 1;
    }

    /** The segment after /api/v1, else the first one. */
    private static String moduleOf(String route) {
        String path = route.startsWith(PREFIX) ? route.substring(PREFIX.length()) : route;
        String inner = path.startsWith("/") ? path.substring(1) : path;
        int slash = inner.indexOf('/');
        return slash < 0 ? inner : inner.substring(0, slash);
    }

    int routes() {
        return ofRoutes.names.size();
    }

    int kinds() {
        return ofKinds.names.size();
    }

    int modules() {
        return ofModules.size();
    }

    /** Routes that change something. */
    List<Integer> writes() {
        return writes;
    }

    int moduleOfRoute(int route) {
        return ofRoutes.modules.get(route);
    }

    int moduleOfKind(int kind) {
        return ofKinds.modules.get(kind);
    }

    /** How many numbers there are of what a measure counts. */
    int size(Measure measure) {
        return names(measure).names.size();
    }

    String name(Measure measure, int number) {
        return names(measure).names.get(number);
    }

    int module(Measure measure, int number) {
        return names(measure).modules.get(number);
    }

    String module(int module) {
        return ofModules.get(module);
    }

    private Names names(Measure measure) {
        return switch (measure) {
            case DOCUMENTS, AMOUNT -> ofKinds;
            case ROWS, BYTES -> ofRoutes;
        };
    }
}
