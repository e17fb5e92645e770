package canary.bench.simulate;

/**
 * How one version does in one tick: its faults, its pods, whether it is scraped. A scenario sets it
 * anew each tick, from {@link #reset}.
 */
public final class Condition {
    static final double BASE_ERRORS = 0.001;
    public static final int PODS = 3;
    static final int ALWAYS = Integer.MIN_VALUE;
    public static final int ALL_UP = (1 << PODS) - 1;

    /** Share of requests that fail. */
    double errors;

    /** Factor on all times. */
    double slower;

    /** Share of requests that take ten times longer. */
    double tail;

    /** Whether every request to the rare route fails. */
    boolean rareIsDead;

    /** Part of the work that comes of requests which succeed. */
    double done;

    /** Whether anybody counts what comes of them. */
    boolean isWorkTold;

    /** Whether its series come in. */
    public boolean scraped;

    /** Whether its counters stand still although they come in. */
    boolean frozen;

    /** One bit for each pod that answers. */
    public int up;

    /** Of its pods since the release began. */
    int restarts;

    /** What it refuses beyond what deserves it. */
    Refused refused = Refused.NOTHING;

    /** Whether its counters are there and are not shown. */
    boolean hidden;

    /** Whether its counters rest: they are shown as they were. */
    boolean resting;

    /** Share of its counters that leave with a pod. */
    double lost;

    /** One bit for each route whose series are not shown. */
    int hiddenRoutes;

    /** When the youngest of its pods began, in ticks; {@link #ALWAYS} where all have always run. */
    int began;

    /** How often its pods were replaced under other names. */
    int generation;

    /** How many pods are wanted. */
    int wanted;

    /** Violations of the books' invariants that a check finds. */
    int violations;

    public void reset() {
        errors = BASE_ERRORS;
        slower = 1;
        tail = 0;
        rareIsDead = false;
        done = 1;
        isWorkTold = true;
        scraped = true;
        frozen = false;
        up = ALL_UP;
        restarts = 0;
        violations = 0;
        refused = Refused.NOTHING;
        hidden = false;
        resting = false;
        lost = 0;
        hiddenRoutes = 0;
        began = ALWAYS;
        generation = 0;
        wanted = PODS;
    }
}
