package canary.bench;

import canary.judge.Additions;

/** Scrapes made by hand, tick by tick, shown to one judge. */
final class Hand {
    final Scrapes scrapes = new Scrapes(Stages.PLAN);
    private final Subject subject;
    private final Condition canary = new Condition();
    private final Condition stable = new Condition();

    Hand(Subject subject) {
        this.subject = subject;
    }

    /** Both versions answer in 30 ms; stable never fails. */
    Decision tick(long requests, long errors) {
        return tick(requests, errors, 0.03);
    }

    /**
     * @param seconds that all of the canary's answers take
     */
    Decision tick(long requests, long errors, double seconds) {
        return tick(requests, errors, seconds, Condition.ALL_UP);
    }

    Decision tick(long requests, long errors, double seconds, int up) {
        scrapes.next();
        fill(scrapes.added(Scrapes.CANARY), requests, errors, seconds);
        fill(scrapes.added(Scrapes.STABLE), 100, 0, 0.03);
        canary.reset();
        stable.reset();
        canary.up = up;
        scrapes.close(canary, stable);
        return subject.look(scrapes);
    }

    /** No series of either version come in. */
    Decision silence() {
        scrapes.next();
        canary.reset();
        stable.reset();
        canary.scraped = false;
        stable.scraped = false;
        scrapes.close(canary, stable);
        return subject.look(scrapes);
    }

    /**
     * So many ticks alike.
     *
     * @return the first decision, or NONE
     */
    Decision ticks(int ticks, long requests, long errors) {
        return ticks(ticks, requests, errors, 0.03);
    }

    Decision ticks(int ticks, long requests, long errors, double seconds) {
        for (int i = 0; i < ticks; i++) {
            Decision decision = tick(requests, errors, seconds);
            if (decision != Decision.NONE) {
                return decision;
            }
        }
        return Decision.NONE;
    }

    /** Number of ticks seen. */
    int seen() {
        return scrapes.tick() + 1;
    }

    private static void fill(Additions into, long requests, long errors, double seconds) {
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
