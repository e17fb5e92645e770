package canary.bench.rules;

import canary.bench.simulate.Condition;
import canary.bench.simulate.Mix;
import canary.bench.simulate.Ruling;
import canary.bench.simulate.Scrapes;
import canary.bench.simulate.Stages;
import canary.judge.traffic.Increase;

/** Scrapes made by hand, tick by tick, shown to one judge. */
final class Hand {
    final Scrapes scrapes = new Scrapes(Stages.PLAN);
    private final Contender contender;
    private final Condition canary = new Condition();
    private final Condition stable = new Condition();

    Hand(Contender contender) {
        this.contender = contender;
    }

    /** Both versions answer in 30 ms; stable never fails. */
    Ruling tick(long requests, long errors) {
        return tick(requests, errors, 0.03);
    }

    /**
     * @param seconds that all of the canary's answers take
     */
    Ruling tick(long requests, long errors, double seconds) {
        return tick(requests, errors, seconds, Condition.ALL_UP);
    }

    Ruling tick(long requests, long errors, double seconds, int up) {
        scrapes.next();
        fill(scrapes.added(Scrapes.CANARY), requests, errors, seconds);
        fill(scrapes.added(Scrapes.STABLE), 100, 0, 0.03);
        canary.reset();
        stable.reset();
        canary.up = up;
        scrapes.close(canary, stable);
        return contender.look(scrapes);
    }

    /** No series of either version come in. */
    Ruling silence() {
        scrapes.next();
        canary.reset();
        stable.reset();
        canary.scraped = false;
        stable.scraped = false;
        scrapes.close(canary, stable);
        return contender.look(scrapes);
    }

    /**
     * So many ticks alike.
     *
     * @return the first decision, or NONE
     */
    Ruling ticks(int ticks, long requests, long errors) {
        return ticks(ticks, requests, errors, 0.03);
    }

    Ruling ticks(int ticks, long requests, long errors, double seconds) {
        for (int i = 0; i < ticks; i++) {
            Ruling decision = tick(requests, errors, seconds);
            if (decision != Ruling.NONE) {
                return decision;
            }
        }
        return Ruling.NONE;
    }

    /** Number of ticks seen. */
    int seen() {
        return scrapes.tick() + 1;
    }

    private static void fill(Increase into, long requests, long errors, double seconds) {
        long[] counts = new long[Mix.BUCKETS + 1];
        double[] edges = Mix.edges();
        for (int j = 0; j < edges.length; j++) {
            counts[j] = seconds <= edges[j] ? requests : 0;
        }
        counts[Mix.BUCKETS] = requests;
        into.add(0, requests, errors);
        into.addTimes(0, counts);
    }
}
