package canary.judge.traffic;

/** What both versions added in an interval, by route and in total; its totals are kept ready. */
public final class Interval {
    private final RequestTotals canaryTotals;
    private final RequestTotals stableTotals;
    private final Increase canary;
    private final Increase stable;

    public Interval(Increase canary, Increase stable) {
        this.canary = canary;
        this.stable = stable;
        canaryTotals = new RequestTotals(canary.edges());
        stableTotals = new RequestTotals(stable.edges());
        canaryTotals.add(canary, 1);
        stableTotals.add(stable, 1);
    }

    public Increase canary() {
        return canary;
    }

    public Increase stable() {
        return stable;
    }

    public RequestTotals canaryTotals() {
        return canaryTotals;
    }

    public RequestTotals stableTotals() {
        return stableTotals;
    }
}
