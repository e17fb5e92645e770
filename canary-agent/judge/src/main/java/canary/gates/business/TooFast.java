package canary.gates.business;

import canary.counters.BusinessCount.Measure;
import canary.counters.Series;
import canary.counters.Snapshot;
import canary.gates.compare.FigureFormat;
import canary.gates.input.Versions;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether the canary is faster than can be believed where nobody counts what comes of its answers:
 * next to none takes longer than an edge, and half of stable's take longer than four times that, on
 * most of the routes. Who does the same work twice as fast is far from it.
 */
final class TooFast implements Serializable {

    private static final double TIMES = 4;
    private static final double GROWTH = 1.1;

    /** Share of stable's answers that are slower, and of the canary's that may be by accident. */
    private static final double MOST = 0.5;

    private static final double HARDLY_ANY = 0.01;

    /** Answers of each version to a route that tell how fast it is there. */
    private static final long ENOUGH = 30;

    /** Answers of the canary to all routes that are compared. */
    private static final long ENOUGH_IN_ALL = 100;

    private final Versions versions;
    private final WorkNames names;
    private @Nullable Snapshot before;
    private String found = "";
    private double lookAt = ENOUGH_IN_ALL;

    TooFast(Versions versions, WorkNames names) {
        this.versions = versions;
        this.names = names;
    }

    /**
     * The last look before the canary had traffic is what later ones add to. As histograms are
     * many, they are looked at when the canary's requests have grown by a part of themselves.
     */
    void observe(Snapshot seen, WorkFeed feed) {
        Snapshot begin = before;
        if (seen.weight() == 0 || begin == null) {
            before = seen;
        } else if (feed.canaryRequests() >= lookAt) {
            lookAt = GROWTH * feed.canaryRequests();
            found = look(begin, seen, feed);
        }
    }

    /**
     * Why its times are beyond belief; empty where they are not, or what comes of it is counted.
     */
    Optional<String> reason() {
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    /** Answers to a route by both versions since then. */
    private static final class Both {
        private final SortedMap<Double, Long> canary = new TreeMap<>();
        private final SortedMap<Double, Long> stable = new TreeMap<>();
    }

    private String look(Snapshot begin, Snapshot now, WorkFeed feed) {
        Map<Integer, Both> routes = new HashMap<>();
        boolean hasRouter = !now.mesh().isEmpty();
        add(hasRouter ? begin.mesh() : begin.series(), -1, routes, feed);
        add(hasRouter ? now.mesh() : now.series(), 1, routes, feed);
        long compared = 0;
        long beyond = 0;
        int routesBeyond = 0;
        String example = "";
        for (Map.Entry<Integer, Both> each : routes.entrySet()) {
            Both both = each.getValue();
            long answers = all(both.canary);
            if (answers < ENOUGH || all(both.stable) < ENOUGH) {
                continue;
            }
            compared += answers;
            String how = beyond(both);
            if (!how.isEmpty()) {
                beyond += answers;
                routesBeyond++;
                example = names.name(Measure.BYTES, each.getKey()) + ": " + how;
            }
        }
        return compared >= ENOUGH_IN_ALL && 2 * beyond > compared
                ? sentence(routesBeyond, example)
                : "";
    }

    private String sentence(int routesBeyond, String example) {
        return ("too good to be true: %s answers more than %.0f times as fast as %s on %d routes,"
                        + " and nobody counts what comes of it (%s)")
                .formatted(versions.canary(), TIMES, versions.stable(), routesBeyond, example);
    }

    private void add(List<Series> all, int sign, Map<Integer, Both> routes, WorkFeed feed) {
        for (Series one : all) {
            boolean isCanary = one.version().equals(versions.canary());
            int route = names.route(one.method(), one.route());
            boolean isMeant = isCanary || one.version().equals(versions.stable());
            if (isMeant && route != WorkNames.NONE && !isCounted(route, feed)) {
                Both both = routes.computeIfAbsent(route, _ -> new Both());
                SortedMap<Double, Long> to = isCanary ? both.canary : both.stable;
                one.buckets()
                        .forEach((edge, count) -> to.merge(seconds(edge), sign * count, Long::sum));
            }
        }
    }

    private static double seconds(String edge) {
        return edge.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(edge);
    }

    private static long all(SortedMap<Double, Long> counts) {
        return counts.isEmpty() ? 0 : counts.getOrDefault(counts.lastKey(), 0L);
    }

    /** Whether both versions tell what comes of their answers to a route. */
    private static boolean isCounted(int route, WorkFeed feed) {
        return feed.areBothCounted(Measure.BYTES, route)
                || feed.areBothCounted(Measure.ROWS, route);
    }

    /** How much faster it is; empty where it is not beyond belief. */
    private static String beyond(Both both) {
        double fast = Double.NaN;
        for (Map.Entry<Double, Long> at : both.canary.entrySet()) {
            if (all(both.canary) - at.getValue() <= HARDLY_ANY * all(both.canary)) {
                fast = at.getKey();
                break;
            }
        }
        for (Map.Entry<Double, Long> at : both.stable.entrySet()) {
            boolean isSlow = all(both.stable) - at.getValue() >= MOST * all(both.stable);
            if (isSlow && at.getKey() >= TIMES * fast) {
                return "%s of answers within %s, more than half of the other's take longer than %s"
                        .formatted(
                                FigureFormat.percent(1 - HARDLY_ANY),
                                FigureFormat.seconds(fast),
                                FigureFormat.seconds(at.getKey()));
            }
        }
        return "";
    }
}
