package canary.judge.traffic;

/** What both versions did since a moment. */
public record Span(RequestTotals canary, RequestTotals stable) {

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
