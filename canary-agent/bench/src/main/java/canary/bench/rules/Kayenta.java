package canary.bench.rules;

import canary.bench.simulate.Ruling;
import canary.bench.simulate.Scrapes;
import canary.bench.simulate.Stages;
import canary.stats.compare.KayentaMetric;
import canary.stats.compare.KayentaMetric.Label;

import java.util.Arrays;

/**
 * Kayenta's judge at the end of each stage, on a value a minute of three metrics of equal weight:
 * share of errors, median and P95. A score below 75, which one metric that is high makes, rolls
 * back; half of the metrics without data make a score of 0.
 *
 * <p>Source: spinnaker/kayenta, {@code NetflixACAJudge.scala} and {@code WeightedSumScorer.scala}
 * at a69573be. It counts a metric whose test threw as neither good nor bad.
 */
final class Kayenta implements Contender {
    private static final int STEP = Stages.TICKS_PER_MINUTE;
    private static final double MARGINAL = 75;
    private static final double PERCENT = 100;
    private static final double MILLIS = 1000;

    /** A metric's value over the ticks from one to below another. */
    private interface Metric {
        double of(Scrapes scrapes, int version, int from, int to);
    }

    private static final Metric[] METRICS = {
        (scrapes, version, from, to) -> PERCENT * scrapes.errorShare(version, from, to),
        (scrapes, version, from, to) -> MILLIS * scrapes.quantile(version, from, to, 0.5),
        (scrapes, version, from, to) -> MILLIS * scrapes.quantile(version, from, to, 0.95)
    };

    @Override
    public Ruling look(Scrapes scrapes) {
        if (!scrapes.isStageEnd()) {
            return Ruling.NONE;
        }
        if (score(scrapes) < MARGINAL) {
            return Ruling.ROLL_BACK;
        }
        return scrapes.isEnd() ? Ruling.PROMOTE : Ruling.NONE;
    }

    private static double score(Scrapes scrapes) {
        int passed = 0;
        int labelled = 0;
        int empty = 0;
        for (Metric metric : METRICS) {
            Label label =
                    KayentaMetric.DEFAULTS.classify(
                            values(scrapes, metric, Scrapes.CANARY),
                            values(scrapes, metric, Scrapes.STABLE));
            switch (label) {
                case PASS, LOW -> { // fewer errors or less time than before is no harm
                    passed++;
                    labelled++;
                }
                case HIGH -> labelled++;
                case NO_DATA -> empty++;
                case ERROR -> {}
            }
        }
        if (2 * empty >= METRICS.length) {
            return 0;
        }
        return labelled == 0 ? 0 : PERCENT * passed / labelled;
    }

    /** One value a minute of the stage; NaN where the minute has none. */
    private static double[] values(Scrapes scrapes, Metric metric, int version) {
        int begin = scrapes.stageBegin();
        double[] values = new double[(scrapes.tick() + 1 - begin) / STEP];
        Arrays.setAll(
                values,
                i -> {
                    int from = begin + i * STEP;
                    return scrapes.isWhole(version, from, from + STEP)
                            ? metric.of(scrapes, version, from, from + STEP)
                            : Double.NaN;
                });
        return values;
    }
}
