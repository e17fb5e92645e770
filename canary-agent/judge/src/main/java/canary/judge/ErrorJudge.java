package canary.judge;

import canary.judge.traffic.Bursts;
import canary.judge.traffic.Counterparts;
import canary.judge.traffic.Increase;
import canary.judge.traffic.Interval;
import canary.judge.traffic.Repeats;
import canary.judge.traffic.RequestTotals;
import canary.judge.traffic.RouteTally;
import canary.judge.traffic.Routes;
import canary.judge.traffic.Shares;
import canary.judge.traffic.Span;
import canary.judge.traffic.StableBefore;
import canary.judge.traffic.Window;
import canary.stats.Counts;
import canary.stats.PairedCounts;
import canary.stats.ShareBounds;
import canary.stats.sequential.Alternatives;
import canary.stats.sequential.SmallestEffect;
import canary.stats.sequential.StratifiedTest;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the canary fails more than stable: the sequential test on users by minute and, discounted
 * by the size of bursts, on requests of all routes, of each module and of each route; beside them
 * the fixed limit on the share of failed requests.
 */
public final class ErrorJudge implements Serializable {
    /** From so many trials of both versions on, an interval is compared by its own counts. */
    static final long DENSE = 30;

    /** Whoever holds a version to a fixed limit allows for bursts of this size. */
    private static final double BURST = 3;

    /** Chance that a version at the fixed limit is taken to be above it. */
    private static final double LIMIT_ALPHA = 0.01;

    private static final double POWER = 0.8;

    /** How much more must have been seen before the smallest visible effect is worked out again. */
    private static final double GROWTH = 1.02;

    static final Alternatives ALTERNATIVES = Alternatives.logGrid(1.1, 200, 28).tilted(-0.4);

    private final Settings.Errors settings;
    private final double threshold;
    private final Routes routes;
    private final MeanEvidence mean;
    private final RestartedTest requests;
    private final RestartedTest users;
    private final Shares shares = new Shares();
    private final Shares userShares = new Shares();
    private final Bursts bursts = new Bursts();
    private final Repeats repeats = new Repeats();
    private final Span stage;
    private final Window recent;
    private final List<PairedCounts> stages = new ArrayList<>();
    private final RouteTally byRoute = new RouteTally();
    private final double[] canaryBad = new double[1];
    private final double[] stableBad = new double[1];
    private Counts canaryUsers = Counts.NONE;
    private Counts stableUsers = Counts.NONE;
    private PairedCounts inStage = new PairedCounts(Counts.NONE, Counts.NONE);
    private double peak;
    private @Nullable SmallestEffect visible;
    private long visibleAt = -1;

    ErrorJudge(Settings all, Routes routes) {
        settings = all.errors();
        threshold = -Math.log(all.alpha() * settings.weight());
        this.routes = routes;
        mean = new MeanEvidence(settings.parts(), routes);
        MeanEvidence over = mean;
        requests =
                new RestartedTest(
                        settings.margin(),
                        ALTERNATIVES,
                        1,
                        // What users tell is a test of its own.
                        test -> over.logE(Double.NEGATIVE_INFINITY, test));
        users = new RestartedTest(settings.margin(), ALTERNATIVES, 1, StratifiedTest::logAll);
        stage = Span.empty(0);
        recent = new Window(settings.window(), 0);
    }

    private double logEvidence() {
        double byUsers = Math.log(settings.parts().users()) + users.logE();
        double byRequests = requests.logE();
        double top = Math.max(byUsers, byRequests);
        return top + Math.log(Math.exp(byUsers - top) + Math.exp(byRequests - top));
    }

    void nextStage() {
        requests.begin();
        users.begin();
        stages.add(inStage);
        inStage = new PairedCounts(Counts.NONE, Counts.NONE);
        stage.clear();
        recent.clear();
        shares.clear();
        userShares.clear();
        visibleAt = -1;
        refresh();
    }

    /** What stable did while the canary had no traffic: it teaches the size of bursts. */
    void learn(Increase stable) {
        bursts.add(stable);
    }

    /**
     * @param share of the trials that the canary has in this stage
     * @param isSettled whether one weight was in force for the whole interval
     */
    void observe(
            Instant at,
            double share,
            boolean isSettled,
            Interval added,
            Counterparts counterparts) {
        Increase canary = added.canary();
        Increase stable = added.compared();
        requests.tick(at);
        users.tick(at);
        stage.add(canary, added.stable());
        recent.add(at, added.canaryTotals(), added.stableTotals());
        byRoute.add(canary, added.stable());
        inStage = inStage.plus(tick(canary, stable));
        if (share > 0 && share < 1) {
            repeats.add(canary);
            double discount = bursts.size();
            int last = Math.max(canary.routes(), stable.routes());
            for (int route = 0; route < last; route++) {
                if (counterparts.isNew(route)) {
                    compareNew(route, canary, discount);
                } else {
                    compare(route, canary, stable, share, isSettled, discount);
                }
            }
            compareUsers(canary, stable, share, isSettled);
            peak = Math.max(peak, logEvidence());
        }
        if (!added.isBefore()) {
            bursts.add(stable);
        }
        refresh();
    }

    /**
     * A route that only the canary has may fail as often as the worst that stable has in its module
     * (in all modules, where it has none there), which stands beside it with a fixed share.
     */
    private void compareNew(int route, Increase canary, double discount) {
        double n = (double) canary.requests(route);
        if (n == 0) {
            return;
        }
        double worst = byRoute.worst(routes, routes.module(route)).orElse(byRoute.worst());
        canaryBad[0] = damped(route, canary, discount);
        stableBad[0] = StableBefore.TIMES * n * worst / discount;
        requests.alone(
                route,
                routes.module(route),
                n,
                StableBefore.TIMES * n,
                n / discount,
                canaryBad,
                stableBad);
    }

    private double damped(int route, Increase canary, double discount) {
        double events = Clumps.of(canary.errors(route), canary.requests(route));
        return events / Math.max(discount, repeats.size());
    }

    private static PairedCounts tick(Increase canary, Increase stable) {
        return new PairedCounts(
                new Counts(canary.requests(), canary.errors()),
                new Counts(stable.requests(), stable.errors()));
    }

    private void compare(
            int route,
            Increase canary,
            Increase stable,
            double share,
            boolean isSettled,
            double discount) {
        double n = (double) canary.requests(route);
        double m = (double) stable.requests(route);
        if (n + m == 0) {
            return;
        }
        if (isSettled) {
            shares.add(route, canary.requests(route), stable.requests(route));
        }
        canaryBad[0] = damped(route, canary, discount);
        stableBad[0] = stable.errors(route) / discount;
        int module = routes.module(route);
        if (n >= DENSE && m >= DENSE) {
            requests.cell(route, module, n, m, n / discount, canaryBad, stableBad);
        } else if (isSettled) {
            double s = shares.of(route, share);
            requests.cell(route, module, s, 1 - s, n / discount, canaryBad, stableBad);
        }
    }

    private void compareUsers(Increase canary, Increase stable, double share, boolean isSettled) {
        long n = canary.goodMinutes() + canary.badMinutes();
        long m = stable.goodMinutes() + stable.badMinutes();
        if (n + m == 0) {
            return;
        }
        canaryUsers = canaryUsers.plus(new Counts(n, canary.badMinutes()));
        stableUsers = stableUsers.plus(new Counts(m, stable.badMinutes()));
        if (isSettled) {
            userShares.add(0, n, m);
        }
        canaryBad[0] = (double) canary.badMinutes();
        stableBad[0] = (double) stable.badMinutes();
        if (n >= DENSE && m >= DENSE) {
            users.cell(0, 0, (double) n, (double) m, (double) n, canaryBad, stableBad);
        } else if (isSettled) {
            double s = userShares.of(0, share);
            users.cell(0, 0, s, 1 - s, (double) n, canaryBad, stableBad);
        }
    }

    /** What follows from the evidence and from the fixed limit. */
    public Answer answer() {
        if (rejects()) {
            return Answer.HARMFUL;
        }
        Answer limit =
                limit(stage.canary(), stage.stable())
                        .orGraver(limit(recent.canary(), recent.stable()));
        if (limit != Answer.HEALTHY) {
            return limit;
        }
        return isVisible() ? Answer.HEALTHY : Answer.UNDECIDED;
    }

    /**
     * Held to the fixed limit. The canary is blamed where it is above it beyond what chance and
     * bursts explain, nobody where stable fails alike. Healthy where too little was seen to say.
     */
    public Answer limit(RequestTotals canary, RequestTotals stable) {
        boolean isStableAbove =
                stable.requests() >= settings.minRequests()
                        && stable.errorShare() > settings.maxShare();
        boolean isAlike =
                stable.requests() >= settings.minRequests()
                        && stable.errorShare() >= canary.errorShare() / 2;
        if (isAbove(canary)) {
            return isAlike ? Answer.SHARED : Answer.HARMFUL;
        }
        boolean isHurtToo = canary.errorShare() >= stable.errorShare() / 2;
        return isStableAbove && isHurtToo ? Answer.SHARED : Answer.HEALTHY;
    }

    private boolean isAbove(RequestTotals totals) {
        if (totals.requests() < settings.minRequests()
                || totals.errorShare() <= settings.maxShare()) {
            return false;
        }
        double burst = Math.max(BURST, bursts.size());
        Counts events =
                new Counts(
                        Math.round(totals.requests() / burst), Math.round(totals.errors() / burst));
        return ShareBounds.lowerAlways(events, LIMIT_ALPHA) > settings.maxShare();
    }

    /** Whether stable has failed less than half as often as the canary in the recent past. */
    boolean isStableBetterOfLate() {
        return recent.stable().errorShare() < recent.canary().errorShare() / 2;
    }

    /** Whether the sequential test has blamed the canary at any look. */
    public boolean rejects() {
        return peak >= threshold;
    }

    /** Natural logarithm of the largest evidence at any look. */
    public double logE() {
        return peak;
    }

    /** What the evidence must reach. */
    public double threshold() {
        return threshold;
    }

    public StrongestComparison strongest() {
        return mean.strongest(users.logE(), requests.stronger());
    }

    /** Whether a canary that fails as much as the limit allows would have been seen by now. */
    private boolean isVisible() {
        double wanted = Math.max(settings.mustSee(), 3 * stableShare());
        return visible().map(effect -> effect.share() <= wanted).orElse(false);
    }

    /** Over the whole release: at 100 % stable fails nothing any more, whatever it did before. */
    private double stableShare() {
        long bad = inStage.stable().bad();
        long trials = inStage.stable().trials();
        for (PairedCounts each : stages) {
            bad += each.stable().bad();
            trials += each.stable().trials();
        }
        return trials == 0 ? 0 : (double) bad / trials;
    }

    /** The smallest share of failing requests that all routes together would have shown by now. */
    public Optional<SmallestEffect> visible() {
        return Optional.ofNullable(visible);
    }

    /**
     * With what is seen, not when somebody asks: a replay asks less often and must find the same.
     */
    private void refresh() {
        long seen =
                stages.stream().mapToLong(each -> each.canary().trials()).sum()
                        + inStage.canary().trials();
        if (visibleAt < 0 || seen > visibleAt * GROWTH) {
            visibleAt = seen;
            visible = work();
        }
    }

    private @Nullable SmallestEffect work() {
        double discount = bursts.size();
        List<PairedCounts> all = new ArrayList<>();
        stages.forEach(each -> all.add(each.dividedBy(discount)));
        all.add(inStage.dividedBy(discount));
        // Who fails shows by users and by requests at once.
        double part = settings.parts().users() + settings.parts().all();
        double alpha = Math.exp(-threshold) * Math.max(part, 1e-3);
        return SmallestEffect.of(all, settings.margin(), ALTERNATIVES, alpha, POWER).orElse(null);
    }

    /** Since the present weight is in force. */
    public Span stage() {
        return stage;
    }

    /** The recent past, within the stage. */
    public Span recent() {
        return new Span(recent.canary(), recent.stable());
    }

    /** Since the canary has traffic, by route. */
    public RouteTally byRoute() {
        return byRoute;
    }

    /** User-minutes of the canary and how many of them are bad, since it has traffic. */
    public Counts canaryUsers() {
        return canaryUsers;
    }

    public Counts stableUsers() {
        return stableUsers;
    }

    /** How many failed requests count as one event. */
    public double burst() {
        return bursts.size();
    }
}
