package canary.bench.simulate;

/** Draws releases of one scenario at one rate, tick by tick, into counters that it uses again. */
public final class Simulator {
    /** The people behind one request a second: a fifth of them work in any minute. */
    static final double USERS_PER_REQUEST_PER_SECOND = 100;

    /** Of a day that begins in the morning, as a part of the mean. */
    static final double LEAST_LOAD = 0.25;

    private static final int COHORTS = 100;
    private static final double DAY_TICKS = 600;
    private static final double MOST_LOAD = 2.5;
    private static final double DAY_SLOWER = 0.4;

    private final Scenario scenario;
    private final Roughness roughness;
    private final Stages stages;
    private final double perSecond;
    private final Scrapes scrapes;
    private final SimulatedVersion[] sides = new SimulatedVersion[Scrapes.VERSIONS];
    private final Condition canary = new Condition();
    private final Condition stable = new Condition();
    private final Arrivals traffic = new Arrivals();
    private final double[] shareOfCohorts = new double[COHORTS + 1];
    private Course course = (_, _, _, _) -> {};
    private int tick;
    private int onset;
    private long exposedRequests;
    private double exposedUsers;

    public Simulator(Scenario scenario, double perSecond) {
        this.scenario = scenario;
        this.perSecond = perSecond;
        roughness = scenario.roughness();
        stages = scenario.stages();
        scrapes = new Scrapes(stages, scenario.shown());
        double[] mix = roughness.otherMix() ? Mix.otherShares() : Mix.shares();
        sides[Scrapes.CANARY] = new SimulatedVersion(roughness, mix, scenario.shown().refuses());
        sides[Scrapes.STABLE] =
                new SimulatedVersion(roughness, Mix.shares(), scenario.shown().refuses());
    }

    /** Starts another release; the same seed draws the same one. */
    public Scrapes begin(long seed) {
        RandomCounts draws = new RandomCounts(seed);
        course = scenario.start().with(draws);
        sides[Scrapes.CANARY].begin(draws, new RandomCounts(seed + 1));
        sides[Scrapes.STABLE].begin(draws, new RandomCounts(seed + 2));
        if (roughness.fewUsers()) {
            drawCohorts(draws);
        } else {
            for (int i = 0; i <= COHORTS; i++) {
                shareOfCohorts[i] = (double) i / COHORTS;
            }
        }
        scrapes.begin(seed);
        tick = 0;
        onset = stages.ticks();
        exposedRequests = 0;
        exposedUsers = 0;
        return scrapes;
    }

    /** Few people, of whom each works at a pace of his own, fall into cohorts by chance. */
    private void drawCohorts(RandomCounts draws) {
        double[] weights = new double[COHORTS];
        long users = Math.max(1, Math.round(USERS_PER_REQUEST_PER_SECOND * perSecond));
        for (long i = 0; i < users; i++) {
            weights[draws.below(COHORTS)] += Math.exp(draws.gaussian());
        }
        shareOfCohorts[0] = 0;
        for (int i = 0; i < COHORTS; i++) {
            shareOfCohorts[i + 1] = shareOfCohorts[i] + weights[i];
        }
        for (int i = 0; i <= COHORTS; i++) {
            shareOfCohorts[i] /= shareOfCohorts[COHORTS];
        }
    }

    /** Draws the next tick; false where the release is over. */
    public boolean next() {
        if (tick == stages.ticks()) {
            return false;
        }
        setConditions();
        if (traffic.hasBegun) {
            onset = Math.min(onset, tick);
        }
        if (tick % Stages.TICKS_PER_MINUTE == 0) {
            double users = perSecond * traffic.load * 60 / SimulatedVersion.REQUESTS_PER_MINUTE;
            sides[Scrapes.CANARY].minute(users * traffic.canaryShare);
            sides[Scrapes.STABLE].minute(users * (1 - traffic.canaryShare));
            expose(sides[Scrapes.CANARY].users());
        }
        scrapes.next();
        exposedRequests += sides[Scrapes.CANARY].tick(tick, canary, scrapes.added(Scrapes.CANARY));
        sides[Scrapes.STABLE].tick(tick, stable, scrapes.added(Scrapes.STABLE));
        scrapes.close(canary, stable);
        tick++;
        return true;
    }

    private void setConditions() {
        canary.reset();
        stable.reset();
        traffic.load = 1;
        traffic.hasBegun = true;
        traffic.canaryShare = shareOfCohorts[stages.weight(stages.stage(tick))];
        if (roughness.day()) {
            double hour = Math.min(1, tick / DAY_TICKS);
            traffic.load = LEAST_LOAD + (MOST_LOAD - LEAST_LOAD) * hour;
            canary.slower = 1 + DAY_SLOWER * hour;
            stable.slower = canary.slower;
        }
        course.at(tick, canary, stable, traffic);
    }

    /** How many different people that makes, in the mean. */
    private void expose(long users) {
        double people = Math.max(1, USERS_PER_REQUEST_PER_SECOND * perSecond * traffic.canaryShare);
        double met = Math.min(people, exposedUsers);
        exposedUsers = Math.max(exposedUsers, people - (people - met) * Math.exp(-users / people));
    }

    /** Requests that reached the canary so far, whether anyone counted them or not. */
    public long exposedRequests() {
        return exposedRequests;
    }

    /** Different users who reached the canary so far. */
    public double exposedUsers() {
        return exposedUsers;
    }

    /** Whether what the scenario is about was there in the newest tick or before. */
    public boolean hasBegun() {
        return onset < tick;
    }

    /** First tick of what the scenario is about. */
    public int onset() {
        return onset;
    }
}
