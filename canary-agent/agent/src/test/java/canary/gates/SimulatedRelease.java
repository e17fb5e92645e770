package canary.gates;

import canary.counters.DatabaseUse;
import canary.counters.Feedback;
import canary.counters.History;
import canary.counters.PodState;
import canary.counters.Series;
import canary.counters.Snapshot;
import canary.counters.Usage;
import canary.counters.UserMinutes;
import canary.counters.Violation;
import canary.gates.input.GateInput;
import canary.gates.input.IntegrationState;
import canary.verdict.Verdict;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A release told tick by tick to one gate: counters of both versions, added up. */
final class SimulatedRelease {

    static final Instant BEGAN = Instant.parse("2026-11-24T08:00:00Z");
    private static final double[] EDGES = {0.005, 0.025, 0.1, 1};

    /** Everything counted of a version. */
    static final class Version {
        private long requests;
        private long queries;
        private final long[] atMost = new long[EDGES.length];
        private long acquires;
        private double acquireSeconds;
        private long timeouts;
        private long retries;
        private long minutes;
        private long complaints;
        private double cpu;
        private double heap;
        private double pool;

        Version requests(long more) {
            requests += more;
            return this;
        }

        /** Statements that took so many seconds each. */
        Version queries(long more, double seconds) {
            queries += more;
            for (int i = 0; i < EDGES.length; i++) {
                atMost[i] += seconds <= EDGES[i] ? more : 0;
            }
            return this;
        }

        /** Connections handed out, each after a wait. */
        Version acquires(long more, double seconds) {
            acquires += more;
            acquireSeconds += more * seconds;
            return this;
        }

        Version timeouts(long more) {
            timeouts += more;
            return this;
        }

        Version retries(long more) {
            retries += more;
            return this;
        }

        Version minutes(long more) {
            minutes += more;
            return this;
        }

        Version complaints(long more) {
            complaints += more;
            return this;
        }

        Version cpu(double moreSeconds) {
            cpu += moreSeconds;
            return this;
        }

        Version heap(double share) {
            heap = share;
            return this;
        }

        Version pool(double share) {
            pool = share;
            return this;
        }
    }

    private final Gate gate;
    private final History history = new History(Duration.ofMinutes(5));
    private final Map<String, Version> versions = new TreeMap<>();
    private List<Violation> violations = List.of();
    private List<IntegrationState> integrations = List.of();
    private @Nullable Instant checkedAt;
    private Instant since = BEGAN;
    private Instant now = BEGAN;
    private int weight;
    private boolean isDatabaseShown = true;
    private boolean areUsersShown = true;
    private boolean isFeedbackShown = true;
    private boolean isUsageShown = true;

    SimulatedRelease(Gate gate) {
        this.gate = gate;
        versions.put("v1", new Version());
        versions.put("v2", new Version());
    }

    Version stable() {
        return versions.computeIfAbsent("v1", _ -> new Version());
    }

    Version canary() {
        return versions.computeIfAbsent("v2", _ -> new Version());
    }

    /** A stage begins. */
    SimulatedRelease weight(int percent) {
        weight = percent;
        since = now;
        return this;
    }

    SimulatedRelease withoutDatabase() {
        isDatabaseShown = false;
        return this;
    }

    SimulatedRelease withoutUsers() {
        areUsersShown = false;
        return this;
    }

    SimulatedRelease withoutFeedback() {
        isFeedbackShown = false;
        return this;
    }

    SimulatedRelease withoutUsage() {
        isUsageShown = false;
        return this;
    }

    /** The data were checked just now. */
    SimulatedRelease checked(Violation... found) {
        violations = List.of(found);
        checkedAt = now;
        return this;
    }

    SimulatedRelease integrations(IntegrationState... found) {
        integrations = List.of(found);
        return this;
    }

    Instant now() {
        return now;
    }

    /** Time passes, then all is looked at. */
    SimulatedRelease tick(int seconds) {
        now = now.plusSeconds(seconds);
        Snapshot seen =
                Snapshot.of(now, weight)
                        .series(series())
                        .users(areUsersShown ? users() : List.of())
                        .pods(List.of(new PodState("v1", true, 0), new PodState("v2", true, 0)))
                        .database(isDatabaseShown ? database() : List.of())
                        .feedback(isFeedbackShown ? feedback() : List.of())
                        .usage(isUsageShown ? usage() : List.of())
                        .violations(violations)
                        .checkedAt(checkedAt)
                        .build();
        history.add(seen);
        gate.observe(seen);
        return this;
    }

    Verdict verdict() {
        return gate.judge(
                new GateInput(
                        now,
                        since,
                        "v1",
                        "v2",
                        1,
                        history,
                        List.of(),
                        now,
                        null,
                        null,
                        integrations));
    }

    private List<Series> series() {
        List<Series> series = new ArrayList<>();
        versions.forEach(
                (name, it) -> series.add(new Series(name, "GET", "/x", it.requests, 0, Map.of())));
        return series;
    }

    private List<UserMinutes> users() {
        List<UserMinutes> users = new ArrayList<>();
        versions.forEach((name, it) -> users.add(new UserMinutes(name, it.minutes, 0)));
        return users;
    }

    private List<Feedback> feedback() {
        List<Feedback> said = new ArrayList<>();
        versions.forEach(
                (name, it) -> {
                    said.add(new Feedback(name, "complaint", it.complaints));
                    said.add(new Feedback(name, "praise", 1000));
                });
        return said;
    }

    private List<DatabaseUse> database() {
        List<DatabaseUse> use = new ArrayList<>();
        versions.forEach(
                (name, it) -> {
                    Map<String, Long> buckets = new LinkedHashMap<>();
                    for (int i = 0; i < EDGES.length; i++) {
                        buckets.put(EDGES[i] + "", it.atMost[i]);
                    }
                    buckets.put("+Inf", it.queries);
                    use.add(
                            new DatabaseUse(
                                    name,
                                    it.queries,
                                    buckets,
                                    it.acquires,
                                    it.acquireSeconds,
                                    it.timeouts,
                                    it.retries));
                });
        return use;
    }

    private List<Usage> usage() {
        List<Usage> usage = new ArrayList<>();
        versions.forEach(
                (name, it) ->
                        usage.add(
                                new Usage(
                                        name,
                                        it.cpu,
                                        1000 * it.heap,
                                        1000,
                                        16 * it.pool,
                                        0,
                                        16,
                                        1)));
        return usage;
    }
}
