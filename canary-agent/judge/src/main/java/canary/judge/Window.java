package canary.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/** What both versions did in the recent past, kept up by what comes in and what grows old. */
final class Window {

    private record Tick(Instant at, Totals canary, Totals stable) {}

    private final Duration length;
    private final int edges;
    private final ArrayDeque<Tick> ticks = new ArrayDeque<>();
    private final Totals canary;
    private final Totals stable;

    Window(Duration length, int edges) {
        this.length = length;
        this.edges = edges;
        canary = new Totals(edges);
        stable = new Totals(edges);
    }

    void add(Instant at, Totals canaryMore, Totals stableMore) {
        Instant edge = at.minus(length);
        Tick tick = null;
        while (!ticks.isEmpty() && !ticks.getFirst().at().isAfter(edge)) {
            tick = ticks.removeFirst();
            canary.add(tick.canary(), -1);
            stable.add(tick.stable(), -1);
        }
        Totals one = tick == null ? new Totals(edges) : tick.canary();
        Totals other = tick == null ? new Totals(edges) : tick.stable();
        one.clear();
        other.clear();
        one.add(canaryMore, 1);
        other.add(stableMore, 1);
        ticks.addLast(new Tick(at, one, other));
        canary.add(one, 1);
        stable.add(other, 1);
    }

    void clear() {
        ticks.clear();
        canary.clear();
        stable.clear();
    }

    Totals canary() {
        return canary;
    }

    Totals stable() {
        return stable;
    }
}
