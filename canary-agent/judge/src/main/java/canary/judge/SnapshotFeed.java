package canary.judge;

import canary.counters.ReadTimes;
import canary.counters.Series;
import canary.counters.Snapshot;
import canary.counters.Source;
import canary.counters.UserMinutes;
import canary.judge.traffic.Increase;
import canary.judge.traffic.Routes;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Turns successive snapshots of one source into what both versions added, and hands it to a judge.
 * An interval lasts until both versions were read. Histograms are compared at the edges that both
 * versions have.
 */
public final class SnapshotFeed implements Serializable {
    private static final int CANARY = 0;
    private static final int STABLE = 1;
    private static final int NONE = -1;
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Settings settings;
    private final Source source;
    private final String stable;
    private final String canary;
    private final Routes routes = new Routes();
    private final HistogramReader histograms;
    private final Readings readings;
    private final UserReadings users = new UserReadings();
    private final PodStarts starts = new PodStarts();
    private final ReadTimes readTimes = new ReadTimes();
    private Increase[] added = {};
    private @Nullable Judge judge;
    private @Nullable Instant last;
    private @Nullable Instant firstTraffic;

    SnapshotFeed(Settings settings, Source source, String stable, String canary) {
        this.settings = settings;
        this.source = source;
        this.stable = stable;
        this.canary = canary;
        histograms = new HistogramReader(stable, canary);
        readings = new Readings(routes, histograms);
    }

    /** The judge of this source; empty until the source has counted something twice. */
    Optional<Judge> judge() {
        return Optional.ofNullable(judge);
    }

    /** Adds the next snapshot; one that is not later than the newest is left out. */
    void add(Snapshot snapshot) {
        if (last != null && !snapshot.at().isAfter(last)) {
            return;
        }
        List<Series> all = source == Source.PODS ? snapshot.series() : snapshot.mesh();
        if ((last == null && all.isEmpty()) || !readTimes.haveAllPassed(snapshot, this::counts)) {
            return;
        }
        starts.add(snapshot);
        align(all);
        for (Increase each : added) {
            each.clear();
        }
        boolean[] hasBegun = {
            starts.hasBegunSince(canary, last), starts.hasBegunSince(stable, last)
        };
        Readings.Outcome outcome =
                readings.read(
                        all, this::side, snapshot.weight(), last, snapshot.at(), hasBegun, added);
        if (outcome == Readings.Outcome.NOT_READ) {
            return;
        }
        boolean isAdded = outcome == Readings.Outcome.ADDED && last != null;
        countUsers(snapshot, isAdded);
        if (isAdded) {
            observe(snapshot);
        }
        last = snapshot.at();
    }

    private void observe(Snapshot snapshot) {
        Judge told = judge;
        if (told == null) {
            told = new Judge(settings, routes, histograms.edges());
            judge = told;
        }
        Instant from = last == null ? snapshot.at() : last;
        if (snapshot.weight() > 0 && firstTraffic == null) {
            firstTraffic = from;
        }
        told.warmth(from, starts.youngest(canary).map(this::first));
        told.observe(
                snapshot.at(),
                Duration.between(from, snapshot.at()),
                snapshot.weight(),
                added[CANARY],
                added[STABLE]);
    }

    /** A process that has waited for its first users is as cold for them as a new one. */
    private Instant first(Instant began) {
        Instant users = firstTraffic;
        boolean hasWaited =
                users != null && began.isBefore(users) && began.plus(LONGEST_WAIT).isAfter(users);
        return users != null && hasWaited ? users : began;
    }

    private int side(Series one) {
        if (settings.ignored().matches(one.route())) {
            return NONE;
        }
        return one.version().equals(canary) ? CANARY : one.version().equals(stable) ? STABLE : NONE;
    }

    private boolean counts(String version) {
        return source == Source.MESH
                ? version.isEmpty()
                : version.equals(stable) || version.equals(canary);
    }

    /** A version whose users nobody counts has not lost them: then those of both go on. */
    private void countUsers(Snapshot snapshot, boolean isAdded) {
        Optional<UserMinutes> ofCanary = snapshot.usersOf(canary);
        Optional<UserMinutes> ofStable = snapshot.usersOf(stable);
        if (snapshot.weight() > 0 && (ofCanary.isEmpty() || ofStable.isEmpty())) {
            return;
        }
        Instant from = last == null ? snapshot.at() : last;
        long most = readings.most(Duration.between(from, snapshot.at()));
        ofCanary.ifPresent(each -> users.read(each, isAdded ? added[CANARY] : null, most));
        ofStable.ifPresent(each -> users.read(each, isAdded ? added[STABLE] : null, most));
    }

    private void align(List<Series> all) {
        if (!histograms.align(all) && added.length > 0) {
            return;
        }
        int edges = histograms.edges().size();
        added = new Increase[] {new Increase(edges), new Increase(edges)};
        readings.forgetEdges();
        if (judge != null) {
            judge.settle(histograms.edges());
        }
    }
}
