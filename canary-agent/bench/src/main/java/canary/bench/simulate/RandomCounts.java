package canary.bench.simulate;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Seeded random counts, exact in law and without memory per draw: small ones by inversion, large
 * ones by Hörmann's transformed rejection (<i>The generation of binomial random variates</i>, 1993,
 * algorithm BTRS; <i>The transformed rejection method for generating Poisson random variables</i>,
 * 1993, algorithm PTRS).
 */
public final class RandomCounts {
    private static final double SMALL = 10;
    private static final int TABLED = 1024;
    private static final double[] LOG_FACTORIAL = new double[TABLED];
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    static {
        for (int k = 2; k < TABLED; k++) {
            LOG_FACTORIAL[k] = LOG_FACTORIAL[k - 1] + Math.log(k);
        }
    }

    private final RandomGenerator random;

    public RandomCounts(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /**
     * A seed of its own for each release, so that any of them can be run again alone.
     *
     * @param index of the release in its cell
     */
    public static long seed(long seed, String scenario, double rate, int index) {
        long mixed = mix(seed ^ 0x9E3779B97F4A7C15L);
        for (int i = 0; i < scenario.length(); i++) {
            mixed = mix(mixed ^ scenario.charAt(i));
        }
        return mix(mix(mixed ^ Double.doubleToLongBits(rate)) ^ index);
    }

    /** The finaliser of SplitMix64. */
    private static long mix(long bits) {
        long z = bits;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    double uniform() {
        return random.nextDouble();
    }

    double gaussian() {
        return random.nextGaussian();
    }

    /** 0 to below {@code bound}. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Events of a Poisson process. */
    public long poisson(double mean) {
        if (mean < SMALL) {
            double left = random.nextDouble();
            double chance = Math.exp(-mean);
            long k = 0;
            while (left > chance && chance > 0) {
                left -= chance;
                chance *= mean / ++k;
            }
            return k;
        }
        double root = Math.sqrt(mean);
        double b = 0.931 + 2.53 * root;
        double a = -0.059 + 0.02483 * b;
        double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        double quick = 0.9277 - 3.6224 / (b - 2);
        while (true) {
            double u = random.nextDouble() - 0.5;
            double v = random.nextDouble();
            double us = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / us + b) * u + mean + 0.43);
            if (us >= 0.07 && v <= quick) {
                return (long) k;
            }
            if (k < 0 || (us < 0.013 && v > us)) {
                continue;
            }
            double log = Math.log(v) + Math.log(inverseAlpha) - Math.log(a / (us * us) + b);
            if (log <= -mean + k * Math.log(mean) - logFactorial((long) k)) {
                return (long) k;
            }
        }
    }

    /** Successes in n trials. */
    public long binomial(long n, double p) {
        if (p <= 0 || n == 0) {
            return 0;
        }
        if (p >= 1) {
            return n;
        }
        if (p > 0.5) {
            return n - binomial(n, 1 - p);
        }
        return n * p < SMALL ? inverted(n, p) : rejected(n, p);
    }

    private long inverted(long n, double p) {
        double left = random.nextDouble();
        if (left <= 1 - n * p) {
            return 0; // (1 - p)^n is no smaller: most draws of rare events end here
        }
        double chance = Math.exp(n * Math.log1p(-p));
        double odds = p / (1 - p);
        long k = 0;
        while (left > chance && k < n) {
            left -= chance;
            k++;
            chance *= odds * (n - k + 1) / k;
        }
        return k;
    }

    private long rejected(long n, double p) {
        double spread = Math.sqrt(n * p * (1 - p));
        double b = 1.15 + 2.53 * spread;
        double a = -0.0873 + 0.0248 * b + 0.01 * p;
        double centre = n * p + 0.5;
        double quick = 0.92 - 4.2 / b;
        while (true) {
            double u = random.nextDouble() - 0.5;
            double v = random.nextDouble();
            double us = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / us + b) * u + centre);
            if (us >= 0.07 && v <= quick) {
                return (long) k;
            }
            if (k < 0 || k > n) {
                continue;
            }
            double alpha = (2.83 + 5.1 / b) * spread;
            long mode = (long) ((n + 1) * p);
            double bound =
                    logFactorial(mode)
                            + logFactorial(n - mode)
                            - logFactorial((long) k)
                            - logFactorial(n - (long) k)
                            + (k - mode) * Math.log(p / (1 - p));
            if (Math.log(v * alpha / (a / (us * us) + b)) <= bound) {
                return (long) k;
            }
        }
    }

    /** Failures before the first success: 0, 1, ... */
    long geometric(double success) {
        return (long) Math.floor(Math.log1p(-random.nextDouble()) / Math.log1p(-success));
    }

    private static double logFactorial(long k) {
        if (k < TABLED) {
            return LOG_FACTORIAL[(int) k];
        }
        double x = k + 1.0;
        return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + 1 / (12 * x);
    }
}
