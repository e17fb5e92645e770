package canary.stats.sequential;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Seeded random counts for the simulations. */
final class Draws {
    private final RandomGenerator random;

    Draws(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    double gaussian() {
        return random.nextGaussian();
    }

    /** Events of a Poisson process; above a mean of 60 by the normal approximation. */
    long poisson(double mean) {
        if (mean > 60) {
            return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        long events = -1;
        for (double time = 0; time <= mean; events++) {
            time -= Math.log1p(-random.nextDouble());
        }
        return events;
    }

    /** Successes in n trials, by the gaps between them. */
    long binomial(long n, double p) {
        if (p <= 0) {
            return 0;
        }
        if (p > 0.5) {
            return n - binomial(n, 1 - p);
        }
        double perGap = Math.log1p(-p);
        long successes = -1;
        for (double at = 0; at <= n; successes++) {
            at += Math.floor(Math.log1p(-random.nextDouble()) / perGap) + 1;
        }
        return successes;
    }

    /**
     * Bad requests of n that come in bursts: a failing user fails a geometric number of times,
     * {@code burst} in the mean.
     */
    long bursts(long n, double p, double burst) {
        long bad = 0;
        for (long user = binomial(n, p / burst); user > 0; user--) {
            bad++;
            while (random.nextDouble() > 1 / burst) {
                bad++;
            }
        }
        return Math.min(n, bad);
    }

    /**
     * Cumulative bucket counts, then n, of n trials that are at or below each edge with chance F.
     */
    long[] histogram(long n, double[] cumulativeChance) {
        long[] counts = new long[cumulativeChance.length + 1];
        for (long i = 0; i < n; i++) {
            int at = Arrays.binarySearch(cumulativeChance, random.nextDouble());
            counts[at < 0 ? -at - 1 : at]++;
        }
        for (int j = 1; j < counts.length; j++) {
            counts[j] += counts[j - 1];
        }
        return counts;
    }
}
