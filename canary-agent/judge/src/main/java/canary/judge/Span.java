package canary.judge;

/** What both versions did since a moment. */
public record Span(Totals canary, Totals stable) {

    static Span empty(int edges) {
        return new Span(new Totals(edges), new Totals(edges));
    }

    void add(Additions canaryMore, Additions stableMore) {
        canary.add(canaryMore, 1);
        stable.add(stableMore, 1);
    }

    void add(Span more) {
        canary.add(more.canary, 1);
        stable.add(more.stable, 1);
    }

    void clear() {
        canary.clear();
        stable.clear();
    }
}
