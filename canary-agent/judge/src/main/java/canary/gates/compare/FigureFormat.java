package canary.gates.compare;

import canary.stats.Counts;

import java.time.Duration;
import java.util.Locale;

/** Figures as people on call read them. */
public final class FigureFormat {
    private static final double LOG_TEN = Math.log(10);
    private static final double MOST_DIGITS = 12;

    private FigureFormat() {}

    /** A share as a percentage with two significant digits or one decimal. */
    public static String percent(double share) {
        double percent = 100 * share;
        if (percent == 0) {
            return "0 %";
        }
        return percent >= 1
                ? String.format(Locale.ROOT, "%.1f %%", percent)
                : String.format(Locale.ROOT, "%.2g %%", percent);
    }

    /** Counts as people say them: "3 of 40". */
    public static String of(Counts counts) {
        return counts.bad() + " of " + counts.trials();
    }

    /** A time in seconds or milliseconds. */
    public static String seconds(double value) {
        return value < 1
                ? String.format(Locale.ROOT, "%.0f ms", 1000 * value)
                : String.format(Locale.ROOT, "%.2f s", value);
    }

    /** A length of time in whole minutes, or seconds where it is none. */
    public static String length(Duration length) {
        return length.toSecondsPart() == 0
                ? length.toMinutes() + " min"
                : length.toSeconds() + " s";
    }

    /** How improbable evidence is without a real difference: "1 in 20 000", rounded down. */
    public static String chance(double logE) {
        double digits = logE / LOG_TEN;
        if (digits >= MOST_DIGITS) {
            return "1 in a million million";
        }
        double power = Math.pow(10, Math.max(0, Math.floor(digits) - 1));
        long rounded = (long) (Math.floor(Math.exp(logE) / power) * power);
        return "1 in " + String.format(Locale.ROOT, "%,d", rounded).replace(',', ' ');
    }
}
