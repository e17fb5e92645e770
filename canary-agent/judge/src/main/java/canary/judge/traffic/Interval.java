package canary.judge.traffic;

/** What both versions added in an interval, by route and in total; its totals are kept ready. */
public final class Interval {
    private final RequestTotals canaryTotals;
    private final RequestTotals stableTotals;
    private final Increase canary;
    private final Increase stable;
    private final Increase compared;
    private final RequestTotals comparedTotals;

    /** In which both versions had traffic. */
    public Interval(Increase canary, Increase stable) {
        this(canary, stable, stable);
    }

    /**
     * @param stable what stable did
     * @param compared what the canary is compared with: the same, or what stable did before
     */
    public Interval(Increase canary, Increase stable, Increase compared) {
        this.canary = canary;
        this.stable = stable;
        this.compared = compared;
        canaryTotals = new RequestTotals(canary.edges());
        stableTotals = new RequestTotals(canary.edges());
        canaryTotals.add(canary, 1);
        stableTotals.add(stable, 1);
        if (compared == stable) {
            comparedTotals = stableTotals;
        } else {
            comparedTotals = new RequestTotals(canary.edges());
            comparedTotals.add(compared, 1);
        }
    }

    public Increase canary() {
        return canary;
    }

    /** What stable did. */
    public Increase stable() {
        return stable;
    }

    /** What the canary is compared with. */
    public Increase compared() {
        return compared;
    }

    /** Whether the canary is compared with what stable did before. */
    public boolean isBefore() {
        return compared != stable;
    }

    public RequestTotals canaryTotals() {
        return canaryTotals;
    }

    /** Of what the canary is compared with. */
    public RequestTotals comparedTotals() {
        return comparedTotals;
    }

    /** Of what stable did. */
    public RequestTotals stableTotals() {
        return stableTotals;
    }
}
