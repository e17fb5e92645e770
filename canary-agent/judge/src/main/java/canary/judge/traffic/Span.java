package canary.judge.traffic;

import java.io.Serializable;

/**
 * What both versions did since a moment, in place: used for a stage, for those before it and for
 * what was compared.
 */
public record Span(RequestTotals canary, RequestTotals stable) implements Serializable {

    public static Span empty(int edges) {
        return new Span(new RequestTotals(edges), new RequestTotals(edges));
    }

    public void add(Increase canaryMore, Increase stableMore) {
        canary.add(canaryMore, 1);
        stable.add(stableMore, 1);
    }

    public void add(Span more) {
        canary.add(more.canary, 1);
        stable.add(more.stable, 1);
    }

    public void clear() {
        canary.clear();
        stable.clear();
    }
}
