package canary.replay;

import canary.counters.DatabaseUse;
import canary.counters.Refusal;
import canary.counters.Series;
import canary.counters.Snapshot;
import canary.counters.UserMinutes;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Whether the counts of a line can be true together, and how many series there are in all. */
final class LineSense {

    /** Routes are templates; with raw paths there would be no end of series. */
    static final int MOST_SERIES = 100_000;

    static final int MOST_EDGES = 1000;

    /** Pages are read while they are counted on: so much may differ, in parts of a count. */
    private static final long UNEVEN = 1000;

    /** Times are counted beside requests, each on its own. */
    private static final long TIMED_BEYOND = 100;

    private record Key(String source, String version, String method, String route, String pod) {
        @Override
        public String toString() {
            return "%s %s %s%s"
                    .formatted(version, method, route, pod.isEmpty() ? ", no pod" : ", pod " + pod);
        }
    }

    private final Set<Key> known = new HashSet<>();
    private final Map<String, Double> edges = new HashMap<>();
    private final Map<String, List<Series>> lastOf = new HashMap<>();

    /** Throws {@link RecordingException} where they cannot. */
    void check(Snapshot snapshot, int number) {
        check("series", snapshot.series(), number);
        check("mesh", snapshot.mesh(), number);
        checkTimes(snapshot.database(), number);
        checkUsers(snapshot.users(), number);
        if (edges.size() > MOST_EDGES) {
            throw new RecordingException(
                    "line %d: brings the recording to more than %d edges of histograms"
                            .formatted(number, MOST_EDGES));
        }
        if (known.size() > MOST_SERIES) {
            throw new RecordingException(
                    "line %d: brings the recording to more than %d series: a route is a template,"
                                    .formatted(number, MOST_SERIES)
                            + " not a path");
        }
    }

    private void check(String source, List<Series> all, int number) {
        List<Series> before = lastOf.getOrDefault(source, List.of());
        boolean isSameList = all.size() == before.size();
        long sum = 0;
        for (int i = 0; i < all.size(); i++) {
            Series one = all.get(i);
            Series last = i < before.size() ? before.get(i) : null;
            // Most series rest most of the time.
            String problem = one.equals(last) ? null : problem(one);
            if (problem != null) {
                throw refused(number, source, i, "." + problem);
            }
            isSameList &= last != null && one.isSameAs(last);
            sum += one.requests();
            if (sum > RecordingLine.MOST) {
                throw refused(number, source, i, " brings the line to too many requests: " + sum);
            }
        }
        if (!isSameList) {
            checkDistinct(source, all, number);
        }
        lastOf.put(source, all);
    }

    /** Two of the same pod, or of none, may be parts of a sum or copies of it. */
    private void checkDistinct(String source, List<Series> all, int number) {
        Set<Key> here = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            Series one = all.get(i);
            String pod = one.pod() == null ? "" : one.pod();
            Key key = new Key(source, one.version(), one.method(), one.route(), pod);
            if (!here.add(key)) {
                throw refused(number, source, i, " counts the same as another: " + key);
            }
        }
        known.addAll(here);
    }

    private void checkTimes(List<DatabaseUse> all, int number) {
        for (int i = 0; i < all.size(); i++) {
            String problem = timesProblem(all.get(i).buckets(), all.get(i).queries(), "statements");
            if (problem != null) {
                throw refused(number, "database", i, "." + problem);
            }
        }
    }

    private static void checkUsers(List<UserMinutes> all, int number) {
        for (int i = 0; i < all.size(); i++) {
            Long again = all.get(i).again();
            long bad = all.get(i).bad();
            if (again != null && again > bad) {
                String why = ".again is from 0 to the %d bad minutes, not %d".formatted(bad, again);
                throw refused(number, "users", i, why);
            }
        }
    }

    private static RecordingException refused(int number, String source, int at, String why) {
        return new RecordingException(
                "line %d: %s[%d]%s".formatted(number, source, at, RecordingLine.sentence(why)));
    }

    /** What is wrong with a series, beginning with the field; null where nothing is. */
    private @Nullable String problem(Series one) {
        if (one.requests() < 0 || one.requests() > RecordingLine.MOST) {
            return "requests is a whole number from 0 to %d, not %d"
                    .formatted(RecordingLine.MOST, one.requests());
        }
        if (one.errors() < 0 || one.errors() > one.requests()) {
            return "errors is from 0 to the %d requests, not %d"
                    .formatted(one.requests(), one.errors());
        }
        long rest = one.requests() - one.errors();
        for (Refusal each : Refusal.values()) {
            if (one.refused(each) < 0 || one.refused(each) > rest) {
                return "refusals are from 0 to the %d requests that are no errors, not %s for %s"
                        .formatted(one.requests() - one.errors(), one.refused(each), each.code());
            }
            rest -= one.refused(each);
        }
        return timesProblem(one.buckets(), one.requests(), "requests");
    }

    private @Nullable String timesProblem(Map<String, Long> buckets, long counted, String what) {
        TreeMap<Double, Long> byEdge = new TreeMap<>();
        buckets.forEach((le, count) -> byEdge.put(edge(le), count));
        long below = 0;
        for (Map.Entry<Double, Long> bucket : byEdge.entrySet()) {
            long count = bucket.getValue();
            if (count < 0 || count > RecordingLine.MOST || below - count > below / UNEVEN) {
                return "buckets rise from edge to edge from 0, not from %d to %d at %s"
                        .formatted(below, count, bucket.getKey());
            }
            below = Math.max(below, count);
        }
        if (below > counted + counted / 10 + TIMED_BEYOND) {
            return "buckets time %d of %d %s".formatted(below, counted, what);
        }
        return null;
    }

    private double edge(String le) {
        return edges.computeIfAbsent(
                le,
                text -> text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text));
    }
}
