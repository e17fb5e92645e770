package canary.report;

import canary.counters.ScrapeStatus;
import canary.counters.Snapshot;
import canary.counters.Source;
import canary.counters.Tally;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * How two versions answered over a release's time, thinned out evenly as it grows, so that a week
 * takes no more memory than a minute. What counters that begin anew had counted meanwhile is left
 * out.
 */
public final class Curves {

    /** Twice as many points at most. */
    private static final int FEWEST = 120;

    private static final double QUANTILE = 0.95;
    private static final double PERCENT = 100;
    private static final double MILLIS = 1000;
    private static final double NANOS = 1e9;

    /** What each version had answered by then, since the first look, and whether it was read. */
    private record Seen(
            Instant at, Tally stable, Tally canary, boolean isStableRead, boolean isCanaryRead) {

        Tally of(boolean ofCanary) {
            return ofCanary ? canary : stable;
        }

        boolean isRead(boolean ofCanary) {
            return ofCanary ? isCanaryRead : isStableRead;
        }
    }

    private final String stable;
    private final String canary;
    private final List<Seen> seen = new ArrayList<>();
    private final Map<String, Instant> readAt = new HashMap<>();
    private Tally stableBefore = Tally.NONE;
    private Tally canaryBefore = Tally.NONE;
    private long looks;
    private int stride = 1;

    public Curves(String stable, String canary) {
        this.stable = stable;
        this.canary = canary;
    }

    public void add(Snapshot snapshot) {
        if (!seen.isEmpty() && !snapshot.at().isAfter(seen.getLast().at())) {
            return;
        }
        Source source = snapshot.mesh().isEmpty() ? Source.PODS : Source.MESH;
        Tally stableNow = snapshot.tally(source, stable);
        Tally canaryNow = snapshot.tally(source, canary);
        Seen newest = seen.isEmpty() ? null : seen.getLast();
        if (looks % stride != 0) {
            seen.removeLast(); // the newest look is always there
        }
        seen.add(
                newest == null
                        ? new Seen(snapshot.at(), Tally.NONE, Tally.NONE, true, true)
                        : new Seen(
                                snapshot.at(),
                                newest.stable().plus(stableNow.minus(stableBefore)),
                                newest.canary().plus(canaryNow.minus(canaryBefore)),
                                isRead(snapshot, source, stable),
                                isRead(snapshot, source, canary)));
        stableBefore = stableNow;
        canaryBefore = canaryNow;
        looks++;
        if (seen.size() > 2 * FEWEST) {
            for (int i = seen.size() - 2; i > 0; i -= 2) {
                seen.remove(i);
            }
            stride *= 2;
            looks = 0;
        }
    }

    /** Counters that nobody reads stand still, which says nothing of who is counted. */
    private boolean isRead(Snapshot snapshot, Source source, String version) {
        Instant before = readAt.getOrDefault(version, Instant.MIN);
        Instant newest =
                snapshot.scrapes().stream()
                        .filter(it -> it.version().equals(source == Source.MESH ? "" : version))
                        .map(ScrapeStatus::at)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(Instant.MIN);
        readAt.put(version, newest);
        return snapshot.scrapes().isEmpty() || newest.isAfter(before);
    }

    /**
     * What was seen at a look; null of a version that was not read then.
     *
     * @param at when it ended
     */
    public record Stretch(Instant at, @Nullable Answers stable, @Nullable Answers canary) {}

    /**
     * How one version answered.
     *
     * @param rate requests a second
     * @param failed percent of them; null where there were none
     * @param p95 milliseconds within which 95 % were answered; null where nobody knows
     */
    public record Answers(double rate, @Nullable Double failed, @Nullable Double p95) {}

    private static Answers answers(Answered it) {
        OptionalDouble p95 = it.answered().quantile(QUANTILE);
        return new Answers(
                it.answered().requests() / it.seconds(),
                it.answered().requests() == 0
                        ? null
                        : Double.valueOf(PERCENT * it.answered().errorShare()),
                p95.isEmpty() ? null : Double.valueOf(MILLIS * p95.getAsDouble()));
    }

    /** All of it as data, oldest first. */
    public List<Stretch> stretches() {
        Map<Instant, Answers> ofStable = new HashMap<>();
        Map<Instant, Answers> ofCanary = new HashMap<>();
        answered(false).forEach(it -> ofStable.put(it.at(), answers(it)));
        answered(true).forEach(it -> ofCanary.put(it.at(), answers(it)));
        return seen.stream()
                .skip(1)
                .map(it -> new Stretch(it.at(), ofStable.get(it.at()), ofCanary.get(it.at())))
                .toList();
    }

    boolean isEmpty() {
        return seen.size() < 2;
    }

    Instant from() {
        return seen.getFirst().at();
    }

    Instant to() {
        return seen.getLast().at();
    }

    /** Requests a second. */
    TimePlot.Line rate(boolean ofCanary) {
        return line(ofCanary, it -> it.answered().requests() / it.seconds());
    }

    /** Percent of requests that ended in 5xx. */
    TimePlot.Line errors(boolean ofCanary) {
        return line(ofCanary, it -> answers(it).failed());
    }

    /** Milliseconds within which 95 % were answered. */
    TimePlot.Line times(boolean ofCanary) {
        return line(ofCanary, it -> answers(it).p95());
    }

    /** What a version answered in the seconds until then. */
    private record Answered(Instant at, Tally answered, double seconds) {}

    /** What was counted while nobody looked belongs to the whole time since somebody did. */
    private List<Answered> answered(boolean ofCanary) {
        List<Answered> answered = new ArrayList<>();
        Seen before = null;
        for (Seen now : seen) {
            if (!now.isRead(ofCanary)) {
                continue;
            }
            if (before != null) {
                answered.add(
                        new Answered(
                                now.at(),
                                now.of(ofCanary).minus(before.of(ofCanary)),
                                Duration.between(before.at(), now.at()).toNanos() / NANOS));
            }
            before = now;
        }
        return answered;
    }

    private TimePlot.Line line(boolean ofCanary, Function<Answered, @Nullable Double> value) {
        List<TimePlot.Point> points = new ArrayList<>();
        for (Answered it : answered(ofCanary)) {
            Double found = value.apply(it);
            if (found != null) {
                points.add(new TimePlot.Point(it.at(), found));
            }
        }
        return new TimePlot.Line(
                ofCanary ? canary : stable, ofCanary ? "canary" : "stable", points);
    }
}
