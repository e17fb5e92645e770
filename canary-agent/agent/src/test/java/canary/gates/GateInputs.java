package canary.gates;

import canary.counters.History;
import canary.counters.PodState;
import canary.counters.ScrapeStatus;
import canary.counters.Series;
import canary.counters.Snapshot;
import canary.gates.input.GateInput;
import canary.gates.input.Limits;
import canary.judge.Judges;
import canary.plan.PlanFile;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Builds scenes: a stage that began at {@link #BEGAN}, told second by second. */
final class GateInputs {

    /** Of a plan that says nothing of its gates. */
    static final Limits LIMITS =
            PlanFile.parse(
                            "{release: r, stable: {version: v1}, canary: {version: v2}}",
                            name -> null)
                    .gates();

    static final Instant BEGAN = Instant.parse("2026-11-24T08:00:00Z");

    private final Judges judges = new Judges(LIMITS.settings(0.01), "v1", "v2");
    private final History history = new History(Duration.ofMinutes(5));
    private final Map<String, long[]> pods = new TreeMap<>();
    private final Map<String, long[]> mesh = new TreeMap<>();
    private final Map<String, Long> leftOut = new TreeMap<>();
    private List<PodState> states = List.of(new PodState("v2", true, 0));
    private List<ScrapeStatus> scrapes = List.of();
    private Instant now = BEGAN;
    private int weight = 5;
    private Map<String, Integer> desired = Map.of();
    private final List<Gate> followers = new ArrayList<>();
    private @Nullable Instant podsAt = BEGAN;

    GateInputs() {
        for (String version : List.of("v1", "v2")) {
            pods.put(version, new long[3]);
            mesh.put(version, new long[3]);
        }
        remember();
    }

    /** So many seconds pass. */
    GateInputs after(int seconds) {
        now = now.plusSeconds(seconds);
        podsAt = podsAt == null ? null : now;
        remember();
        return this;
    }

    /** Requests that both sources count; slow ones take between one and ten seconds. */
    GateInputs requests(String version, long requests, long errors, long slow) {
        add(pods, version, requests, errors, slow);
        return meshRequests(version, requests, errors, slow);
    }

    /** Requests that only the router counts. */
    GateInputs meshRequests(String version, long requests, long errors, long slow) {
        add(mesh, version, requests, errors, slow);
        return this;
    }

    /** Requests that only the pods count. */
    GateInputs podRequests(String version, long requests) {
        add(pods, version, requests, 0, 0);
        return this;
    }

    /** Requests of nobody's that the router sends, and that only the pods count. */
    GateInputs leftOut(String version, long requests) {
        leftOut.merge(version, requests, Long::sum);
        return podRequests(version, requests);
    }

    private static void add(
            Map<String, long[]> to, String version, long requests, long errors, long slow) {
        long[] sums = to.get(version);
        sums[0] += requests;
        sums[1] += errors;
        sums[2] += slow;
    }

    GateInputs pods(PodState... now) {
        states = List.of(now);
        return this;
    }

    /** How many pods of v2 the cluster is asked for; nobody tells at first. */
    GateInputs desired(int podsOfCanary) {
        desired = Map.of("v2", podsOfCanary);
        return this;
    }

    /** A gate that is told every snapshot from now on. */
    GateInputs followedBy(Gate gate) {
        followers.add(gate);
        history.latest().ifPresent(gate::observe);
        return this;
    }

    GateInputs scrapes(ScrapeStatus... now) {
        scrapes = List.of(now);
        return this;
    }

    GateInputs clusterIsSilent() {
        podsAt = null;
        return this;
    }

    /** The canary's weight from now on; 5 percent at first. */
    GateInputs weight(int percent) {
        weight = percent;
        return this;
    }

    private void remember() {
        Snapshot snapshot =
                Snapshot.of(now, weight)
                        .series(series(pods))
                        .mesh(series(mesh))
                        .pods(states)
                        .desired(desired)
                        .leftOut(leftOut)
                        .build();
        history.add(snapshot);
        followers.forEach(gate -> gate.observe(snapshot));
        judges.add(snapshot);
    }

    /** What the gates that get this input go by. */
    Judges judges() {
        return judges;
    }

    private static List<Series> series(Map<String, long[]> counts) {
        List<Series> series = new ArrayList<>();
        counts.forEach(
                (version, sums) ->
                        series.add(
                                new Series(
                                        version,
                                        "GET",
                                        "/x",
                                        sums[0],
                                        sums[1],
                                        Map.of(
                                                "0.1",
                                                sums[0] - sums[2],
                                                "1",
                                                sums[0] - sums[2],
                                                "10",
                                                sums[0],
                                                "+Inf",
                                                sums[0]))));
        return series;
    }

    GateInput input() {
        return new GateInput(
                now, BEGAN, "v1", "v2", 1, history, scrapes, podsAt, null, null, List.of());
    }
}
