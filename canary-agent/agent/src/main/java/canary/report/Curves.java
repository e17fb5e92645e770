package canary.report;

import canary.counters.Snapshot;
import canary.counters.Source;
import canary.counters.Tally;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * How two versions answered over a release's time, thinned out evenly as it grows, so that a week
 * takes no more memory than a minute. What counters that begin anew had counted meanwhile is left
 * out.
 */
final class Curves {

    /** Twice as many points at most. */
    private static final int FEWEST = 120;

    private static final double QUANTILE = 0.95;
    private static final double PERCENT = 100;
    private static final double MILLIS = 1000;

    /** What each version had answered by then, since the first look. */
    private record Seen(Instant at, Tally stable, Tally canary) {}

    private final String stable;
    private final String canary;
    private final List<Seen> seen = new ArrayList<>();
    private Tally stableBefore = Tally.NONE;
    private Tally canaryBefore = Tally.NONE;
    private long looks;
    private int stride = 1;

    Curves(String stable, String canary) {
        this.stable = stable;
        this.canary = canary;
    }

    void add(Snapshot snapshot) {
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
                        ? new Seen(snapshot.at(), Tally.NONE, Tally.NONE)
                        : new Seen(
                                snapshot.at(),
                                newest.stable().plus(stableNow.minus(stableBefore)),
                                newest.canary().plus(canaryNow.minus(canaryBefore))));
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
        return line(
                ofCanary,
                point ->
                        point.seconds() <= 0
                                ? OptionalDouble.empty()
                                : OptionalDouble.of(point.answered().requests() / point.seconds()));
    }

    /** Percent of requests that ended in 5xx. */
    TimePlot.Line errors(boolean ofCanary) {
        return line(
                ofCanary,
                point ->
                        point.answered().requests() == 0
                                ? OptionalDouble.empty()
                                : OptionalDouble.of(PERCENT * point.answered().errorShare()));
    }

    /** Milliseconds within which 95 % were answered. */
    TimePlot.Line times(boolean ofCanary) {
        return line(
                ofCanary,
                point -> {
                    OptionalDouble seconds = point.answered().quantile(QUANTILE);
                    return seconds.isEmpty()
                            ? seconds
                            : OptionalDouble.of(MILLIS * seconds.getAsDouble());
                });
    }

    /** What a version answered in so many seconds. */
    private record Stretch(Tally answered, double seconds) {}

    private TimePlot.Line line(boolean ofCanary, Function<Stretch, OptionalDouble> value) {
        List<TimePlot.Point> points = new ArrayList<>();
        for (int i = 1; i < seen.size(); i++) {
            Seen before = seen.get(i - 1);
            Seen after = seen.get(i);
            Tally answered =
                    ofCanary
                            ? after.canary().minus(before.canary())
                            : after.stable().minus(before.stable());
            double seconds = Duration.between(before.at(), after.at()).toMillis() / MILLIS;
            value.apply(new Stretch(answered, seconds))
                    .ifPresent(it -> points.add(new TimePlot.Point(after.at(), it)));
        }
        return new TimePlot.Line(
                ofCanary ? canary : stable, ofCanary ? "canary" : "stable", points);
    }
}
