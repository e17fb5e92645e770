package canary.judge;

import canary.counters.PodState;
import canary.counters.Series;
import canary.counters.Snapshot;
import canary.counters.Source;
import canary.counters.UserMinutes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A plain recording for tests, line by line every 15 seconds; the canary is v2, stable v1. */
final class Recorded {
    static final Instant START = Instant.parse("2026-11-26T09:00:00Z");
    private static final int SECONDS = 15;

    /** What a series has counted. */
    private record Key(String version, String route, String pod) {}

    private final Map<Key, long[]> counts = new LinkedHashMap<>();
    private final Map<String, long[]> users = new LinkedHashMap<>();
    private final Set<String> hidden = new HashSet<>();
    private final Judges judges = new Judges(Settings.STANDARD, "v1", "v2");
    private List<PodState> pods = List.of();
    private List<String> edges = List.of("0.1", "1", "+Inf");
    private int weight = 5;
    private int line;

    /** So many requests more, of which so many failed and so many were slow. */
    Recorded add(String version, String route, long requests, long errors) {
        return add(version, route, "", requests, errors);
    }

    Recorded add(String version, String route, String pod, long requests, long errors) {
        long[] sums = counts.computeIfAbsent(new Key(version, route, pod), _ -> new long[4]);
        sums[0] += requests;
        sums[1] += errors;
        return this;
    }

    Recorded set(String version, String route, long requests) {
        counts.put(new Key(version, route, ""), new long[] {requests, 0, 0, 0});
        return this;
    }

    Recorded refuse(String version, String route, long refused) {
        add(version, route, refused, 0);
        counts.get(new Key(version, route, ""))[2] += refused;
        return this;
    }

    /** Of which so many took more than a tenth of a second. */
    Recorded slow(String version, String route, long requests, long slow) {
        add(version, route, requests, 0);
        counts.get(new Key(version, route, ""))[3] += slow;
        return this;
    }

    Recorded forget(String version, String route, String pod) {
        counts.remove(new Key(version, route, pod));
        return this;
    }

    Recorded users(String version, long good, long bad) {
        long[] sums = users.computeIfAbsent(version, _ -> new long[2]);
        sums[0] += good;
        sums[1] += bad;
        return this;
    }

    /** A version or a route is not in the lines from now on. */
    Recorded hide(String what) {
        hidden.add(what);
        return this;
    }

    Recorded show(String what) {
        hidden.remove(what);
        return this;
    }

    Recorded pods(PodState... now) {
        pods = List.of(now);
        return this;
    }

    Recorded edges(String... upper) {
        edges = List.of(upper);
        return this;
    }

    Recorded weight(int percent) {
        weight = percent;
        return this;
    }

    /** A line of what has been counted by now. */
    Recorded line() {
        List<Series> series = new ArrayList<>();
        counts.forEach(
                (key, sums) -> {
                    if (!hidden.contains(key.version()) && !hidden.contains(key.route())) {
                        series.add(series(key, sums));
                    }
                });
        List<UserMinutes> minutes = new ArrayList<>();
        users.forEach(
                (version, sums) -> {
                    if (!hidden.contains(version)) {
                        minutes.add(new UserMinutes(version, sums[0], sums[1]));
                    }
                });
        judges.add(
                Snapshot.of(START.plusSeconds((long) SECONDS * line++), weight)
                        .series(series)
                        .users(minutes)
                        .pods(pods)
                        .build());
        return this;
    }

    private Series series(Key key, long[] sums) {
        Map<String, Long> buckets = new LinkedHashMap<>();
        edges.forEach(edge -> buckets.put(edge, edge.equals("0.1") ? sums[0] - sums[3] : sums[0]));
        return new Series(
                key.version(),
                "GET",
                key.route(),
                sums[0],
                sums[1],
                buckets,
                Map.of("404", sums[2]),
                key.pod().isEmpty() ? null : key.pod());
    }

    boolean hasJudge() {
        return judges.of(Source.PODS).isPresent();
    }

    Judge judge() {
        return judges.of(Source.PODS).orElseThrow();
    }
}
