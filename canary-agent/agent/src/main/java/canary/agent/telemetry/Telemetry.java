package canary.agent.telemetry;

import canary.agent.io.Connections;
import canary.agent.io.ReleaseDirectory;
import canary.agent.io.TimedCalls;
import canary.cluster.Pod;
import canary.counters.DataCheck;
import canary.counters.History;
import canary.counters.PodState;
import canary.counters.ScrapeStatus;
import canary.counters.Snapshot;
import canary.counters.UserMinutes;
import canary.counters.scrape.AuxiliaryTotals;
import canary.counters.scrape.Counters;
import canary.counters.scrape.Sample;
import canary.counters.scrape.Usages;
import canary.gates.Gates;
import canary.mesh.Split;
import canary.metrics.MetricSource;
import canary.metrics.RecordFile;
import canary.plan.Plan;

import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks at mesh, cluster and metrics once a tick and remembers what it saw: counters that survive
 * restarts, history, the recording. A part that does not answer leaves a gap, never an exception.
 */
public final class Telemetry {

    private static final String MESH = "mesh";

    /**
     * What answered in one look.
     *
     * @param problem what keeps the canary's copies from being ready; empty where nothing is known
     */
    public record Seen(
            @Nullable Split split,
            @Nullable List<Pod> stable,
            @Nullable List<Pod> canary,
            String problem) {}

    private final ReleaseDirectory directory;
    private final boolean isKept;
    private final Plan plan;
    private final Connections connections;
    private final TimedCalls calls;
    private final RecordFile record;
    private final CounterFile counterFile;
    private final Checkpoint checkpoint;
    private final Counters pods;
    private final Counters mesh;
    private final History history;
    private final List<Snapshot> sinceCheckpoint = new ArrayList<>();
    private @Nullable Gates keptGates;
    private @Nullable Gates gates;
    private final Map<String, ScrapeStatus> scrapes = new LinkedHashMap<>();
    private final Map<String, List<Sample>> podPages = new LinkedHashMap<>();
    private List<Pod> known = List.of();
    private final Map<String, Integer> wanted = new TreeMap<>();
    private @Nullable Instant podsAt;
    private @Nullable Instant meshAt;
    private int weight;
    private boolean isSplitUnknown;
    private Map<String, Long> reached = Map.of();
    private Map<String, Long> leftOut = Map.of();
    private final List<Consumer<Snapshot>> followers = new ArrayList<>();
    private int quietScrapes;
    private String recordProblem = "";

    /**
     * Goes on where an earlier agent's record ends.
     *
     * @param isKept whether what is seen is added to the record
     */
    public Telemetry(
            Plan plan,
            Connections connections,
            TimedCalls calls,
            ReleaseDirectory directory,
            Instant stageBegan,
            boolean isKept) {
        this.directory = directory;
        this.isKept = isKept;
        this.plan = plan;
        this.connections = connections;
        this.calls = calls;
        this.record = new RecordFile(directory.record());
        this.counterFile = new CounterFile(directory.counters());
        CounterFile.Kept kept = counterFile.read();
        this.pods = new Counters(kept.pods());
        this.mesh = new Counters(kept.mesh());
        this.checkpoint = new Checkpoint(directory.checkpoint());
        Checkpoint.State state = checkpoint.read().orElse(null);
        this.history = state == null ? new History(plan.gates().longestWindow()) : state.history();
        this.keptGates = state == null ? null : state.gates();
        history.mark(stageBegan);
        if (state == null) {
            record.read(history::add);
        } else {
            readSince(state);
        }
        history.latest().ifPresent(this::goOnFrom);
    }

    /** One scrape that fails right after a start is a gap like any other, not the first of all. */
    private void goOnFrom(Snapshot last) {
        reached = last.reached();
        leftOut = last.leftOut();
        weight = last.weight();
        podsAt = last.podsAt();
        wanted.putAll(last.desired());
        last.scrapes().forEach(scrape -> scrapes.put(scrape.source(), scrape));
    }

    private void readSince(Checkpoint.State state) {
        Instant known = history.latest().map(Snapshot::at).orElse(Instant.MIN);
        record.read(
                state.parts(),
                snapshot -> {
                    if (snapshot.at().isAfter(known)) {
                        sinceCheckpoint.add(snapshot);
                        history.add(snapshot);
                    }
                });
    }

    /**
     * The gates of this release, which have seen all of the record and see what is added.
     *
     * @param anew makes those that have seen nothing
     */
    public Gates gates(Supplier<Gates> anew) {
        Gates known = keptGates;
        if (known == null) {
            known = anew.get();
            follow(known::observe);
        } else {
            sinceCheckpoint.forEach(known::observe);
            followers.add(known::observe);
        }
        sinceCheckpoint.clear();
        keptGates = null;
        gates = known;
        return known;
    }

    /** Tells every snapshot of the record, and from now on each new one. */
    public void follow(Consumer<Snapshot> follower) {
        record.read(follower);
        followers.add(follower);
    }

    /** Asks mesh and cluster; what does not answer in time is null. */
    public Seen ask(Instant now) {
        Future<Split> split = calls.start(connections.mesh()::split);
        Future<List<Pod>> stable =
                calls.start(() -> connections.cluster().pods(plan.stable().version()));
        Future<List<Pod>> canary =
                calls.start(() -> connections.cluster().pods(plan.canary().version()));
        Map<String, Future<OptionalInt>> desired = new LinkedHashMap<>();
        for (String version : List.of(plan.stable().version(), plan.canary().version())) {
            desired.put(version, calls.start(() -> connections.cluster().desired(version)));
        }
        List<Pod> copies = calls.await(canary).value();
        Seen seen =
                new Seen(
                        calls.await(split).value(),
                        calls.await(stable).value(),
                        copies,
                        problem(copies));
        isSplitUnknown = seen.split() == null;
        if (seen.split() != null) {
            weight = plan.canaryShare(seen.split());
        }
        if (seen.stable() != null && seen.canary() != null) {
            known = new ArrayList<>(seen.stable());
            known.addAll(seen.canary());
            podsAt = now;
            desired.forEach(this::want);
        } else {
            // A cluster that is silent already is not waited for any longer.
            desired.values().forEach(asked -> asked.cancel(true));
        }
        return seen;
    }

    private String problem(@Nullable List<Pod> copies) {
        if (copies == null || (!copies.isEmpty() && copies.stream().allMatch(Pod::ready))) {
            return "";
        }
        String told =
                calls.call(() -> connections.cluster().problem(plan.canary().version())).value();
        return told == null ? "" : told;
    }

    /** What was asked for stays known where the cluster does not answer: its pods do so, too. */
    private void want(String version, Future<OptionalInt> asked) {
        OptionalInt told = calls.await(asked).value();
        if (told != null && told.isPresent()) {
            wanted.put(version, told.getAsInt());
        }
    }

    /**
     * Reads the metrics of what the mesh and the cluster told last, and remembers all of it.
     *
     * @param checked the newest run of the checks of the data; null where there is none
     */
    public void read(Instant now, @Nullable DataCheck checked) {
        read(now);
        remember(
                now,
                MetricPages.checked(
                        podPages.values(), checked, now, plan.gates().data().staleAfter()));
    }

    private void read(Instant now) {
        List<MetricSource.Target> targets = new ArrayList<>();
        for (Pod pod : known) {
            URI page = URI.create(pod.management() + "/metrics");
            targets.add(new MetricSource.Target(pod.name(), page));
        }
        MetricSource.Look look = connections.metrics().look(targets, now);
        scrapes.keySet().removeIf(name -> !name.equals(MESH) && !look.pods().containsKey(name));
        podPages.clear();
        readMesh(look.mesh());
        scrapes.put(MESH, scrape(MESH, "", look.mesh()));
        for (Pod pod : known) {
            MetricSource.Found found = look.pods().get(pod.name());
            if (found != null) {
                found.pages().forEach(pods::add);
                podPages.putAll(found.pages());
                scrapes.put(pod.name(), scrape(pod.name(), pod.version(), found));
            }
        }
    }

    private void readMesh(MetricSource.Found found) {
        long soFar = canaryRequests();
        found.pages().forEach(mesh::add);
        for (List<Sample> page : found.pages().values()) {
            reached = MetricPages.reached(page, reached);
            leftOut = MetricPages.leftOut(page, leftOut);
        }
        Instant at = found.at();
        if (canaryRequests() != soFar) {
            quietScrapes = 0;
        } else if (MetricPages.countsRequests(found.pages().values())
                && at != null
                && (meshAt == null || at.isAfter(meshAt))) {
            quietScrapes++; // what was counted before says nothing new when it is read again
        }
        meshAt = at == null ? meshAt : at;
    }

    private ScrapeStatus scrape(String source, String version, MetricSource.Found found) {
        ScrapeStatus before = scrapes.get(source);
        Instant last = before == null ? null : before.at();
        String problem = found.problem();
        if (found.pages().isEmpty()) {
            return new ScrapeStatus(source, version, last, problem == null ? "is empty" : problem);
        }
        for (List<Sample> page : found.pages().values()) {
            String label = MetricPages.problem(page, version);
            if (label != null) {
                // A page that cannot be used counts as not read since it was last usable.
                return new ScrapeStatus(source, version, last, label);
            }
        }
        return new ScrapeStatus(source, version, found.at(), problem);
    }

    private long canaryRequests() {
        return mesh.series().stream()
                .filter(series -> series.version().equals(plan.canary().version()))
                .mapToLong(canary.counters.Series::requests)
                .sum();
    }

    private void remember(Instant now, @Nullable DataCheck checked) {
        List<PodState> states = known.stream().map(Telemetry::state).toList();
        AuxiliaryTotals totals = pods.totals();
        Snapshot snapshot =
                Snapshot.of(now, weight)
                        .series(pods.series())
                        .mesh(mesh.series())
                        .users(users(totals))
                        .pods(states)
                        .reached(reached)
                        .database(totals.database())
                        .feedback(totals.feedback())
                        .usage(Usages.of(podPages.values(), totals.cpuSeconds()))
                        .violations(checked == null ? List.of() : checked.violations())
                        .checkedAt(checked == null ? null : checked.at())
                        .scrapes(scrapes())
                        .podsAt(podsAt)
                        .desired(wanted)
                        .business(totals.business())
                        .leftOut(leftOut)
                        .build();
        history.add(snapshot);
        if (isSplitUnknown) {
            // Nobody knows under which weight this was counted; the next interval has it in it.
            return;
        }
        followers.forEach(follower -> follower.accept(snapshot));
        if (!isKept) {
            return;
        }
        try {
            boolean isPartClosed = record.append(snapshot);
            if (isPartClosed && gates != null) {
                checkpoint.write(new Checkpoint.State(record.parts(), gates, history));
            }
            counterFile.write(new CounterFile.Kept(pods.state(), mesh.state()));
            recordProblem = "";
        } catch (UncheckedIOException e) {
            recordProblem = TimedCalls.problem(e);
        }
    }

    private static PodState state(Pod pod) {
        return new PodState(
                pod.version(),
                pod.ready(),
                pod.restarts(),
                pod.name(),
                pod.startedAt(),
                pod.lastEnd());
    }

    /** Why the newest snapshot is not, or not wholly, on the disk; empty where it is. */
    public String recordProblem() {
        return recordProblem;
    }

    /**
     * The mesh's where it counts them: only the mesh sees a user whose requests reach no pod. Both
     * count all the time, so the choice is the same at every tick but for the first minute.
     */
    private List<UserMinutes> users(AuxiliaryTotals ofPods) {
        List<UserMinutes> seen = mesh.totals().users();
        return seen.isEmpty() ? ofPods.users() : seen;
    }

    /** Share of the canary as the mesh last showed it, percent. */
    public int weight() {
        return weight;
    }

    /** Distinct users by version. */
    public Map<String, Long> reached() {
        return reached;
    }

    public History history() {
        return history;
    }

    public List<ScrapeStatus> scrapes() {
        return List.copyOf(scrapes.values());
    }

    /** Pods of a version as last told. */
    public List<Pod> podsOf(String version) {
        return known.stream().filter(pod -> pod.version().equals(version)).toList();
    }

    /** Counts from none again. */
    public void countQuietScrapes() {
        quietScrapes = 0;
    }

    /** How many scrapes of the mesh in a row saw no request to the canary. */
    public int quietScrapes() {
        return quietScrapes;
    }
}
