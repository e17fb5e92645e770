package canary.gates.business;

import java.io.Serializable;
import java.util.function.IntToDoubleFunction;

/**
 * The mean of the evidence of everything together, of modules and of single kinds or routes, by
 * weights that were set before the canary had traffic. A mean of e-values is an e-value whatever
 * the dependence between them (Vovk and Wang, arXiv 1912.06116).
 */
final class LevelEvidence implements Serializable {

    private static final double ALL = 0.6;
    private static final double MODULES = 0.2;
    private static final double ONES = 0.2;

    private final Slots modules;
    private final Slots ones;

    /** Which of the levels something is. */
    enum Level {
        ALL,
        MODULE,
        ONE
    }

    /** What contributes most to the mean. */
    record Strongest(Level level, int number) {}

    /** Nine tenths to those known beforehand, in equal parts; the rest to later ones. */
    private record Slots(int known) implements Serializable {
        private static final double KNOWN = 0.9;

        double logWeight(int slot) {
            if (slot < known) {
                return Math.log(KNOWN / known);
            }
            double j = slot - known + 1.0;
            return Math.log((known == 0 ? 1 : 1 - KNOWN) / (j * (j + 1)));
        }
    }

    LevelEvidence(int knownModules, int knownOnes) {
        modules = new Slots(knownModules);
        ones = new Slots(knownOnes);
    }

    /** Natural logarithm of the mean; what has no evidence is left out, which only lowers it. */
    double logE(
            double all,
            int moduleCount,
            IntToDoubleFunction ofModule,
            int count,
            IntToDoubleFunction ofOne) {
        double log = all + Math.log(ALL);
        for (int module = 0; module < moduleCount; module++) {
            log = sum(log, ofModule.applyAsDouble(module) + weight(Level.MODULE, module));
        }
        for (int one = 0; one < count; one++) {
            log = sum(log, ofOne.applyAsDouble(one) + weight(Level.ONE, one));
        }
        return log;
    }

    private static double sum(double a, double b) {
        double top = Math.max(a, b);
        return top == Double.NEGATIVE_INFINITY
                ? top
                : top + Math.log1p(Math.exp(Math.min(a, b) - top));
    }

    private double weight(Level level, int number) {
        return switch (level) {
            case ALL -> Math.log(ALL);
            case MODULE -> Math.log(MODULES) + modules.logWeight(number);
            case ONE -> Math.log(ONES) + ones.logWeight(number);
        };
    }

    Strongest strongest(
            double all,
            int moduleCount,
            IntToDoubleFunction ofModule,
            int count,
            IntToDoubleFunction ofOne) {
        Strongest strongest = new Strongest(Level.ALL, 0);
        double most = all + weight(Level.ALL, 0);
        for (int module = 0; module < moduleCount; module++) {
            double counts = ofModule.applyAsDouble(module) + weight(Level.MODULE, module);
            if (counts > most) {
                strongest = new Strongest(Level.MODULE, module);
                most = counts;
            }
        }
        for (int one = 0; one < count; one++) {
            double counts = ofOne.applyAsDouble(one) + weight(Level.ONE, one);
            if (counts > most) {
                strongest = new Strongest(Level.ONE, one);
                most = counts;
            }
        }
        return strongest;
    }
}
