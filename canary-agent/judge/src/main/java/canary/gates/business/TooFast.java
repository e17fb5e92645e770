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
 * on most of the routes, no more of its answers are slower than any edge than of stable's are
 * slower than four times that edge, and clearly fewer at one of them. It is the comparison of
 * latency turned round, with a margin that nobody reaches who does the same work.
 */
final class TooFast implements Serializable {

    private static final double TIMES = 4;
    private static final double GROWTH = 1.1;

    /** Standard errors of a difference of shares. */
    private static final double DOUBT = 3;

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
        long n = all(both.canary);
        long m = all(both.stable);
        double doubt = DOUBT * Math.sqrt(0.25 / n + 0.25 / m);
        String clearest = "";
        double clear = doubt;
        for (Map.Entry<Double, Long> at : both.canary.entrySet()) {
            SortedMap<Double, Long> far = both.stable.tailMap(TIMES * at.getKey());
            if (far.isEmpty() || Double.isInfinite(far.firstKey())) {
                continue;
            }
            double ours = 1 - (double) at.getValue() / n;
            double theirs = 1 - (double) far.getOrDefault(far.firstKey(), 0L) / m;
            if (ours > theirs + doubt) {
                return "";
            }
            if (theirs - ours > clear) {
                clear = theirs - ours;
                clearest =
                        "%s of answers take longer than %s, %s of the other's longer than %s"
                                .formatted(
                                        FigureFormat.percent(ours),
                                        FigureFormat.seconds(at.getKey()),
                                        FigureFormat.percent(theirs),
                                        FigureFormat.seconds(far.firstKey()));
            }
        }
        return clearest;
    }
}
