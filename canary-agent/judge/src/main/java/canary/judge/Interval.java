package canary.judge;

/** What both versions added in an interval, by route and in total; its totals are kept ready. */
final class Interval {
    private final Totals canaryTotals;
    private final Totals stableTotals;
    private final Additions canary;
    private final Additions stable;

    Interval(Additions canary, Additions stable) {
        this.canary = canary;
        this.stable = stable;
        canaryTotals = new Totals(canary.edges());
        stableTotals = new Totals(stable.edges());
        canaryTotals.add(canary, 1);
        stableTotals.add(stable, 1);
    }

    Additions canary() {
        return canary;
    }

    Additions stable() {
        return stable;
    }

    Totals canaryTotals() {
        return canaryTotals;
    }

    Totals stableTotals() {
        return stableTotals;
    }
}
