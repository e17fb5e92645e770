package canary.judge.traffic;

import canary.counters.Refusal;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * What stable did before all traffic went to the canary, by route: the canary is compared with it
 * when stable has nothing left to do. Times of day differ, so what was seen is widened: by how much
 * stable differed from itself between blocks of {@value #BLOCK_MINUTES} minutes, further with each
 * hour that has passed since, and by what chance may have hidden of it.
 */
public final class StableBefore implements Serializable {
    /**
     * Stable is shown with so many times the canary's requests. With its share fixed, the factor of
     * a cell is then not expected to grow whatever this number is: for x Poisson with mean n p and
     * y = K n p, ln E = n p (K (r - 1) / (r + K) + K ln((1 + K) / (r + K))) {@literal <=} 0.
     */
    public static final int TIMES = 20;

    private static final int BLOCK_MINUTES = 15;
    private static final Duration BLOCK = Duration.ofMinutes(BLOCK_MINUTES);

    /** Two hours of the newest past. */
    private static final int BLOCKS = 8;

    private static final double WIDER_EACH_HOUR = 0.25;
    private static final double WIDEST = 3;
    private static final double FEW_SLOW = 30;
    private static final double DEVIATIONS = 2;

    private static final class Block implements Serializable {
        private final Instant since;
        private final Increase sum;

        Block(Instant since, int edges) {
            this.since = since;
            sum = new Increase(edges);
        }
    }

    private final ArrayDeque<Block> blocks = new ArrayDeque<>();
    private @Nullable Instant until;
    private @Nullable Increase sum;
    private double[] wider = {};
    private double[] owed = {};
    private @Nullable Increase shown;

    /** Adds what stable did while it had traffic. */
    public void add(Instant at, Increase stable) {
        Block block = blocks.peekLast();
        boolean isOther = block != null && block.sum.edges() != stable.edges();
        if (isOther) {
            blocks.clear();
        }
        if (block == null || isOther || !block.since.plus(BLOCK).isAfter(at)) {
            block = new Block(at, stable.edges());
            blocks.addLast(block);
        }
        if (blocks.size() > BLOCKS) {
            blocks.removeFirst();
        }
        block.sum.addAll(stable);
        until = at;
        sum = null;
    }

    /** Whether there is enough to compare with. */
    public boolean isKnown() {
        return sum().requests() > 0;
    }

    private Increase sum() {
        Increase known = sum;
        if (known == null) {
            Block newest = blocks.peekLast();
            known = new Increase(newest == null ? 0 : newest.sum.edges());
            for (Block block : blocks) {
                known.addAll(block.sum);
            }
            wider = wider(known);
            sum = known;
        }
        return known;
    }

    /** For each edge, how far the slow answers of the worst block are above those of all. */
    private double[] wider(Increase all) {
        double[] wider = new double[all.edges()];
        for (int edge = 0; edge < wider.length; edge++) {
            double share = slowShare(all, edge);
            wider[edge] = 1;
            for (Block block : blocks) {
                if (slow(block.sum, edge) >= FEW_SLOW) {
                    wider[edge] = Math.max(wider[edge], slowShare(block.sum, edge) / share);
                }
            }
        }
        return wider;
    }

    private static double slow(Increase of, int edge) {
        double slow = 0;
        for (int route = 0; route < of.routes(); route++) {
            long[] times = of.times(route);
            slow += times[of.edges()] - times[edge];
        }
        return slow;
    }

    private static double slowShare(Increase of, int edge) {
        double timed = 0;
        for (int route = 0; route < of.routes(); route++) {
            timed += of.times(route)[of.edges()];
        }
        return timed == 0 ? 0 : slow(of, edge) / timed;
    }

    /** As many as there may well be to be expected where so many were seen. */
    private static double upper(long seen) {
        return seen + DEVIATIONS * Math.sqrt((double) seen) + DEVIATIONS;
    }

    /** How much what was seen is widened by the hours since, at least 1. */
    private double old(Instant at) {
        double hours = until == null ? 0 : Duration.between(until, at).toSeconds() / 3600.0;
        return Math.min(WIDEST, 1 + WIDER_EACH_HOUR * Math.max(0, hours));
    }

    /**
     * What stable would have done with {@value #TIMES} times the canary's requests. Parts of a
     * request are owed to the next interval.
     *
     * @param renamed puts together what only one version has; null where routes kept their names
     */
    public Increase shown(Instant at, Increase canary, @Nullable Counterparts renamed) {
        Increase all = renamed == null ? sum() : renamed.merged(sum(), false);
        Increase into = shown;
        if (into == null || into.edges() != all.edges()) {
            into = new Increase(all.edges());
            shown = into;
        }
        into.clear();
        double old = old(at);
        Owed owe = new Owed(all.edges());
        for (int route = 0; route < Math.min(canary.routes(), all.routes()); route++) {
            if (canary.requests(route) > 0 && all.requests(route) > 0) {
                show(route, (double) TIMES * canary.requests(route), old, all, into, owe);
            }
        }
        double minutes = (double) TIMES * canary.minutes();
        double known = (double) all.minutes();
        if (known > 0) {
            double share = upper(all.badMinutes()) * old / known;
            long bad = owe.whole(0, 0, minutes * Math.min(1, share));
            long again = owe.whole(0, 1, minutes * all.againMinutes() / known);
            into.addUserMinutes(Math.max(0, Math.round(minutes) - bad - again), bad, again);
        }
        return into;
    }

    private void show(int route, double trials, double old, Increase all, Increase into, Owed owe) {
        double known = (double) all.requests(route);
        long requests = Math.round(trials);
        double errors = trials * Math.min(1, upper(all.errors(route)) * old / known);
        into.add(route, requests, Math.min(requests, owe.whole(route + 1, 0, errors)));
        for (Refusal each : Refusal.values()) {
            double share = upper(all.refusals(route, each)) * old / known;
            double refused = trials * Math.min(1, share);
            into.addRefusals(route, each, owe.whole(route + 1, 1 + each.place(), refused));
        }
        long[] times = all.times(route);
        double timed = (double) times[all.edges()];
        if (timed == 0) {
            return;
        }
        int kinds = 1 + Refusal.values().length;
        long[] counts = new long[times.length];
        long below = 0;
        for (int edge = 0; edge < all.edges(); edge++) {
            double share = upper(times[all.edges()] - times[edge]) / timed;
            double slow = Math.min(1, share * wider[edge] * old);
            long slower = owe.whole(route + 1, kinds + edge, trials * slow);
            below = Math.clamp(requests - slower, below, requests);
            counts[edge] = below;
        }
        counts[all.edges()] = requests;
        into.addTimes(route, counts);
    }

    /** What is left of a request, by route and kind. */
    private final class Owed {
        private final int kinds;

        Owed(int edges) {
            kinds = 1 + Refusal.values().length + edges;
        }

        long whole(int row, int kind, double exact) {
            int place = row * kinds + kind;
            if (place >= owed.length) {
                owed = Arrays.copyOf(owed, Math.max(place + 1, 2 * owed.length));
            }
            double due = owed[place] + exact;
            long whole = (long) Math.floor(due);
            owed[place] = due - whole;
            return whole;
        }
    }
}
