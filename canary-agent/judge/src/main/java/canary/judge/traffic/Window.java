package canary.judge.traffic;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/** What both versions did in the recent past, kept up by what comes in and what grows old. */
public final class Window implements Serializable {

    private record Tick(Instant at, RequestTotals canary, RequestTotals stable)
            implements Serializable {}

    private final Duration length;
    private final int edges;
    private final ArrayDeque<Tick> ticks = new ArrayDeque<>();
    private final RequestTotals canary;
    private final RequestTotals stable;

    public Window(Duration length, int edges) {
        this.length = length;
        this.edges = edges;
        canary = new RequestTotals(edges);
        stable = new RequestTotals(edges);
    }

    public void add(Instant at, RequestTotals canaryMore, RequestTotals stableMore) {
        Instant edge = at.minus(length);
        Tick tick = null;
        while (!ticks.isEmpty() && !ticks.getFirst().at().isAfter(edge)) {
            tick = ticks.removeFirst();
            canary.add(tick.canary(), -1);
            stable.add(tick.stable(), -1);
        }
        RequestTotals one = tick == null ? new RequestTotals(edges) : tick.canary();
        RequestTotals other = tick == null ? new RequestTotals(edges) : tick.stable();
        one.clear();
        other.clear();
        one.add(canaryMore, 1);
        other.add(stableMore, 1);
        ticks.addLast(new Tick(at, one, other));
        canary.add(one, 1);
        stable.add(other, 1);
    }

    public void clear() {
        ticks.clear();
        canary.clear();
        stable.clear();
    }

    public RequestTotals canary() {
        return canary;
    }

    public RequestTotals stable() {
        return stable;
    }
}
