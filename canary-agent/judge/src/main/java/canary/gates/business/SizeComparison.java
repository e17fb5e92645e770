package canary.gates.business;

import canary.counters.BusinessCount.Measure;
import canary.gates.business.LevelEvidence.Level;
import canary.gates.business.LevelEvidence.Strongest;
import canary.gates.compare.FigureFormat;
import canary.gates.input.Versions;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Is there less in the canary's work: rows or bytes in an answer, money on a document?
 *
 * <p>Null hypothesis, for each route or kind: the mean X of one answer is at least {@code m}, which
 * is the margin's part of stable's mean. What is counted is never negative, so {@code E exp(-l X)
 * <= exp(-l m + l^2 q / 2)} with {@code q} its second moment, however heavy its upper tail is, and
 * {@code exp(l (n m - S) - n l^2 q / 2)} of n answers with the sum S is not expected to grow. (The
 * one-sided bound for sums of nonnegative variables: Maurer, <i>A bound on the deviation
 * probability for sums of non-negative random variables</i>, JIPAM 2003.) A few big documents of
 * stable make {@code q} large and the test slow; those of the canary speak for it.
 *
 * <p>Mean and second moment come from stable's intervals until then; bursts within an interval are
 * in the second moment. Answers of one user are alike, so they count less and less beyond some for
 * each user; and a route that the canary's users call far more often than others is not compared,
 * as a few busy users make its mean.
 */
final class SizeComparison implements WorkComparison {

    private static final double[] STAKES = {0.3, 0.6, 1};

    /** Answers of stable that tell its mean, and intervals that tell how it varies. */
    private static final double KNOWN_FROM = 30;

    private static final int INTERVALS = 5;

    /** Answers of the canary that would tell nothing from something. */
    private static final double ENOUGH = 50;

    /** Variance over squared mean before it is seen, and what the guess is worth in answers. */
    private static final double GUESS = 1;

    private static final double GUESS_WORTH = 20;

    /** So many standard errors below its mean stable's is taken to be. */
    private static final double DOUBT = 2;

    /** Answers that count for each user of the canary. */
    private static final double PER_USER = 8;

    /** How much more often than all others a route may be called by the canary's users. */
    private static final double BUSY = 1.5;

    private final Measure measure;
    private final WorkNames names;
    private final Versions versions;
    private final double margin;
    private final Set<String> except;
    private final double threshold;
    private final double[] all = new double[STAKES.length];
    private @Nullable LevelEvidence levels;
    private Stratum[] strata = new Stratum[0];
    private double[][] modules = new double[0][];
    private double peak;

    /** One route or kind. */
    private static final class Stratum implements Serializable {
        private double stableTrials;
        private double stableSum;
        private double squares;
        private int intervals;
        private double canaryTrials;
        private double canarySum;
        private double comparedStable;
        private final double[] logs = new double[STAKES.length];

        double mean() {
            return stableTrials == 0 ? 0 : stableSum / stableTrials;
        }

        /** Of one answer, with what bursts add to it. */
        double variance() {
            return (GUESS_WORTH * GUESS * mean() * mean() + squares) / (GUESS_WORTH + stableTrials);
        }
    }

    /**
     * @param margin least part of stable's mean that is no harm, 0 to 1
     * @param except routes or kinds that have less on purpose
     */
    SizeComparison(
            Measure measure,
            WorkNames names,
            Versions versions,
            double margin,
            Set<String> except,
            double alpha) {
        this.measure = measure;
        this.names = names;
        this.versions = versions;
        this.margin = margin;
        this.except = except;
        threshold = -Math.log(alpha);
    }

    /** What a sum is divided by: answers that were counted where it was, or documents. */
    private double trials(WorkTotals of, int number) {
        return switch (measure) {
            case ROWS, BYTES -> of.requests(WorkTotals.By.PODS, number);
            case AMOUNT, DOCUMENTS -> of.work(Measure.DOCUMENTS, number);
        };
    }

    @Override
    public void learn(WorkInterval interval) {
        grow();
        for (int number = 0; number < strata.length; number++) {
            double n = trials(interval.stable(), number);
            if (n > 0) {
                Stratum of = strata[number];
                double sum = interval.stable().work(measure, number);
                double off = sum - n * of.mean();
                of.squares += of.stableTrials == 0 ? 0 : off * off;
                of.stableTrials += n;
                of.stableSum += sum;
                of.intervals++;
            }
        }
    }

    @Override
    public void observe(WorkInterval interval) {
        grow();
        if (levels == null) {
            levels = new LevelEvidence(names.modules(), strata.length);
        }
        for (int number = 0; number < strata.length; number++) {
            double n = trials(interval.canary(), number);
            if (interval.isTold(measure, number) && !except.contains(names.name(measure, number))) {
                compare(number, n, interval);
            }
        }
        peak = Math.max(peak, logE(levels));
        learn(interval);
    }

    private void compare(int number, double n, WorkInterval interval) {
        Stratum of = strata[number];
        of.comparedStable += trials(interval.stable(), number);
        if (n <= 0) {
            return;
        }
        double sum = interval.canary().work(measure, number);
        of.canaryTrials += n;
        of.canarySum += sum;
        boolean isKnown = of.stableTrials >= KNOWN_FROM && of.intervals >= INTERVALS;
        if (!isKnown || of.stableSum <= 0 || isBusy(of, interval.share())) {
            return;
        }
        double variance = of.variance();
        double least = margin * (of.mean() - DOUBT * Math.sqrt(variance / of.stableTrials));
        if (least <= 0) {
            return;
        }
        double second = of.mean() * of.mean() + variance;
        double worth = Math.min(1, PER_USER * Math.max(1, interval.users()) / of.canaryTrials);
        double[] module = modules[names.module(measure, number)];
        for (int i = 0; i < STAKES.length; i++) {
            double stake = STAKES[i] * least / second;
            double change = worth * (stake * (n * least - sum) - n * stake * stake * second / 2);
            of.logs[i] += change;
            module[i] += change;
            all[i] += change;
        }
    }

    private static boolean isBusy(Stratum of, double share) {
        double both = of.canaryTrials + of.comparedStable;
        double usual = share * both;
        return of.canaryTrials > BUSY * usual + 2 * Math.sqrt(usual) + 1;
    }

    private void grow() {
        int size = names.size(measure);
        if (strata.length < size) {
            int before = strata.length;
            strata = Arrays.copyOf(strata, size);
            for (int number = before; number < size; number++) {
                strata[number] = new Stratum();
            }
        }
        if (modules.length < names.modules()) {
            int before = modules.length;
            modules = Arrays.copyOf(modules, names.modules());
            for (int module = before; module < modules.length; module++) {
                modules[module] = new double[STAKES.length];
            }
        }
    }

    /** The mean over the stakes. */
    private static double logMean(double[] logs) {
        double top = logs[0];
        for (double log : logs) {
            top = Math.max(top, log);
        }
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - top);
        }
        return top + Math.log(sum / logs.length);
    }

    private double ofModule(int module) {
        return logMean(modules[module]);
    }

    private double ofOne(int number) {
        return logMean(strata[number].logs);
    }

    private double logE(LevelEvidence by) {
        return by.logE(logMean(all), modules.length, this::ofModule, strata.length, this::ofOne);
    }

    @Override
    public double logAll() {
        return logMean(all);
    }

    @Override
    public boolean isHarm() {
        return peak >= threshold;
    }

    @Override
    public boolean wouldShow() {
        return Arrays.stream(strata)
                        .filter(of -> of.stableSum > 0)
                        .mapToDouble(of -> of.canaryTrials)
                        .sum()
                >= ENOUGH;
    }

    /** What the canary's answers had, and would have had with stable's means. */
    private record Sums(double had, double expected) {}

    private Sums sums(Strongest of) {
        double had = 0;
        double expected = 0;
        for (int number = 0; number < strata.length; number++) {
            Stratum one = strata[number];
            boolean isMeant =
                    switch (of.level()) {
                        case ALL -> true;
                        case MODULE -> names.module(measure, number) == of.number();
                        case ONE -> number == of.number();
                    };
            if (isMeant && one.stableTrials > 0) {
                had += one.canarySum;
                expected += one.canaryTrials * one.mean();
            }
        }
        return new Sums(had, expected);
    }

    @Override
    public String sentence() {
        Sums together = sums(new Strongest(Level.ALL, 0));
        LevelEvidence by = levels;
        if (by == null || together.expected() == 0) {
            return what() + " not compared yet";
        }
        Strongest strongest =
                isHarm()
                        ? by.strongest(
                                logMean(all),
                                modules.length,
                                this::ofModule,
                                strata.length,
                                this::ofOne)
                        : new Strongest(Level.ALL, 0);
        Sums sums = sums(strongest);
        String where =
                switch (strongest.level()) {
                    case ALL -> "";
                    case MODULE -> " of module " + names.module(strongest.number());
                    case ONE -> " of " + names.name(measure, strongest.number());
                };
        return String.format(
                Locale.ROOT,
                "%s %s%s: %s %,.0f where %s has %,.0f for as many%s",
                what(),
                isHarm() ? "fall short" : "compared",
                where,
                versions.canary(),
                sums.had(),
                versions.stable(),
                sums.expected(),
                isHarm()
                        ? "; chance of this without a real difference below "
                                + FigureFormat.chance(peak)
                        : "");
    }

    private String what() {
        return switch (measure) {
            case ROWS -> "rows of lists";
            case BYTES -> "bytes of answers";
            case AMOUNT, DOCUMENTS -> "amounts of documents";
        };
    }

    @Override
    public Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        Sums sums = sums(new Strongest(Level.ALL, 0));
        String what =
                switch (measure) {
                    case ROWS -> "Rows";
                    case BYTES -> "Bytes";
                    case AMOUNT, DOCUMENTS -> "Amount";
                };
        figures.put("canary" + what, sums.had());
        figures.put("canary" + what + "Expected", sums.expected());
        figures.put(what.toLowerCase(Locale.ROOT) + "LogE", peak);
        return figures;
    }
}
