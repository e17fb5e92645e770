package canary.stats.sequential;

import canary.stats.Domain;
import canary.stats.Margin;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@link ErrorTest}'s e-process on many strata at once (routes), on groups of them (modules) and on
 * all together, for one or more kinds of bad event over the same trials (slower than edge j).
 *
 * <p>A cell is one stratum in one interval. The test on a group or on all multiplies the factors of
 * its cells for each alternative before mixing, as {@link ErrorTest} does with the ticks of one
 * stratum. Its null hypothesis is that the canary is within the margin in every cell: a different
 * mix of routes on the two versions, which shifts the plain totals, is no evidence (the reasoning
 * of the Mantel-Haenszel test, in sequential form).
 *
 * <p><b>Discount.</b> Trials and bad outcomes of a cell may be divided by a number {@code c >= 1}
 * that was fixed before the cell: the factor to the power of {@code 1/c} is still not expected to
 * grow (Jensen's inequality). With c the size of the bursts in which errors come, a burst counts as
 * one event (design effect; Rao and Scott, <i>The analysis of categorical data from complex sample
 * surveys</i>, JASA 1981).
 *
 * <p>Conditions as for {@link ErrorTest}. Not thread-safe; no cell allocates once its stratum and
 * group are known.
 */
public final class StratifiedTest implements Serializable {
    private final Mixture mixture;
    private final int events;
    private final int size;
    private final double[] change;
    private final double[] logWeights;
    private final Level all;
    private final List<Level> groups = new ArrayList<>();
    private final List<Level> strata = new ArrayList<>();

    /**
     * @param events kinds of bad event, at least 1
     */
    public StratifiedTest(Margin margin, Alternatives alternatives, int events) {
        Domain.check(events >= 1, "events", "at least 1", events);
        mixture = new Mixture(margin, alternatives);
        this.events = events;
        size = alternatives.size();
        change = new double[size];
        logWeights = new double[events];
        Arrays.fill(logWeights, -Math.log(events));
        all = new Level();
    }

    /**
     * Weighs the events instead of equally. To be called before the first cell, by what says
     * nothing about which version was better.
     *
     * @param weights by event, above 0; they are scaled to sum to 1
     */
    public void weigh(double... weights) {
        Domain.sameLength(weights.length, events, "weights");
        Domain.check(strata.isEmpty(), "cells before the weights", "none", strata.size());
        double sum = Arrays.stream(weights).sum();
        Arrays.setAll(logWeights, event -> Math.log(weights[event] / sum));
    }

    /** Evidence of one stratum, one group or all. */
    private final class Level implements Serializable {
        private final double[] logs = new double[events * size];
        private final double[] logEs = new double[events];
        private double logE;
        private boolean isDue;

        void add(int event) {
            int base = event * size;
            for (int k = 0; k < size; k++) {
                logs[base + k] += change[k];
            }
            logEs[event] = Double.NaN;
            isDue = true;
        }

        void absorb(Level earlier) {
            for (int i = 0; i < logs.length; i++) {
                logs[i] += earlier.logs[i];
            }
            Arrays.fill(logEs, Double.NaN);
            isDue = true;
        }

        double logE() {
            if (isDue) {
                double top = Double.NEGATIVE_INFINITY;
                for (int event = 0; event < events; event++) {
                    top = Math.max(top, logE(event) + logWeights[event]);
                }
                double sum = 0;
                for (int event = 0; event < events; event++) {
                    sum += Math.exp(logEs[event] + logWeights[event] - top);
                }
                logE = top + Math.log(sum);
                isDue = false;
            }
            return logE;
        }

        double logE(int event) {
            if (Double.isNaN(logEs[event])) {
                logEs[event] = mixture.logE(logs, event * size);
            }
            return logEs[event];
        }
    }

    /**
     * Adds a cell.
     *
     * @param stratum from 0
     * @param group that the stratum belongs to, from 0
     * @param canaryOffset trials of the canary, or the share of the trials that it is given
     * @param stableOffset likewise of stable; both above 0
     * @param canaryTrials discounted trials of the canary, at least 0
     * @param canaryBad discounted bad outcomes of the canary by event
     * @param stableBad likewise of stable
     */
    public void cell(
            int stratum,
            int group,
            double canaryOffset,
            double stableOffset,
            double canaryTrials,
            double[] canaryBad,
            double[] stableBad) {
        add(
                level(strata, stratum),
                level(groups, group),
                all,
                canaryOffset,
                stableOffset,
                canaryTrials,
                canaryBad,
                stableBad);
    }

    /** The same for one kind of event alone. */
    public void cell(
            int event,
            int stratum,
            int group,
            double canaryOffset,
            double stableOffset,
            double canaryTrials,
            double canaryBad,
            double stableBad) {
        Level one = level(strata, stratum);
        Level many = level(groups, group);
        mixture.offsets(canaryOffset, stableOffset);
        if (mixture.isTelling(canaryBad + stableBad)) {
            mixture.change(change, canaryTrials, canaryBad, stableBad);
            one.add(event);
            many.add(event);
            all.add(event);
        }
    }

    /** The same for a stratum that tells only of itself: its group and all do not know it. */
    public void alone(
            int stratum,
            int group,
            double canaryOffset,
            double stableOffset,
            double canaryTrials,
            double[] canaryBad,
            double[] stableBad) {
        level(groups, group);
        add(
                level(strata, stratum),
                null,
                null,
                canaryOffset,
                stableOffset,
                canaryTrials,
                canaryBad,
                stableBad);
    }

    private void add(
            Level one,
            @Nullable Level many,
            @Nullable Level whole,
            double canaryOffset,
            double stableOffset,
            double canaryTrials,
            double[] canaryBad,
            double[] stableBad) {
        mixture.offsets(canaryOffset, stableOffset);
        for (int event = 0; event < events; event++) {
            if (!mixture.isTelling(canaryBad[event] + stableBad[event])) {
                continue;
            }
            mixture.change(change, canaryTrials, canaryBad[event], stableBad[event]);
            one.add(event);
            if (many != null && whole != null) {
                many.add(event);
                whole.add(event);
            }
        }
    }

    /** Adds the evidence of another test of the same events that went before this one. */
    public void absorb(StratifiedTest earlier) {
        Domain.sameLength(earlier.events, events, "events");
        for (int i = 0; i < earlier.strata.size(); i++) {
            level(strata, i).absorb(earlier.strata.get(i));
        }
        for (int i = 0; i < earlier.groups.size(); i++) {
            level(groups, i).absorb(earlier.groups.get(i));
        }
        all.absorb(earlier.all);
    }

    private Level level(List<Level> levels, int number) {
        while (levels.size() <= number) {
            levels.add(new Level());
        }
        return levels.get(number);
    }

    public int strata() {
        return strata.size();
    }

    public int groups() {
        return groups.size();
    }

    /**
     * Natural logarithm of the evidence of all strata, averaged over the events by their weights.
     */
    public double logAll() {
        return all.logE();
    }

    /** The same for one group; 0 where nothing came in. */
    public double logGroup(int group) {
        return group < groups.size() ? groups.get(group).logE() : 0;
    }

    /** The same for one stratum; 0 where nothing came in. */
    public double logStratum(int stratum) {
        return stratum < strata.size() ? strata.get(stratum).logE() : 0;
    }

    /** The event that tells most against the canary, over all strata. */
    public int tellingEvent() {
        return telling(all);
    }

    /** The same of one group. */
    public int tellingEventOfGroup(int group) {
        return telling(groups.get(group));
    }

    /** The same of one stratum. */
    public int tellingEventOfStratum(int stratum) {
        return telling(strata.get(stratum));
    }

    private int telling(Level level) {
        int best = 0;
        for (int event = 1; event < events; event++) {
            boolean isMore =
                    level.logE(event) + logWeights[event] > level.logE(best) + logWeights[best];
            best = isMore ? event : best;
        }
        return best;
    }
}
