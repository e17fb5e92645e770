package canary.bench.results;

import canary.bench.simulate.Ruling;
import canary.bench.simulate.Scenario;
import canary.stats.Counts;
import canary.stats.ShareBounds;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * What one judge made of one scenario at one rate.
 *
 * @param right verdicts that the scenario asks for
 * @param found releases in which it saw what was there
 * @param minutes of those where it was found, from its beginning, median; NaN where it never was
 * @param minutesP90 likewise, nine tenths
 * @param medianOfAll likewise, where a release in which it was not found counts as infinity
 * @param requests that had reached the canary when it was found, median
 * @param requestsOfAll as {@code medianOfAll}
 * @param users likewise, different ones
 */
public record Row(
        Scenario scenario,
        double perSecond,
        String judge,
        int releases,
        int rolledBack,
        int held,
        int promoted,
        int right,
        int found,
        double minutes,
        double minutesP90,
        double medianOfAll,
        double requests,
        double requestsOfAll,
        double users) {

    private static final double CONFIDENCE_MISSED = 0.05;

    public static Row of(
            Scenario scenario, double perSecond, String judge, List<ReleaseResult> verdicts) {
        List<ReleaseResult> found =
                verdicts.stream()
                        .filter(v -> scenario.isFoundBy(v.decision()) && v.minutes() >= 0)
                        .toList();
        return new Row(
                scenario,
                perSecond,
                judge,
                verdicts.size(),
                count(verdicts, v -> v.decision() == Ruling.ROLL_BACK),
                count(verdicts, v -> v.decision() == Ruling.HOLD),
                count(verdicts, v -> v.decision() == Ruling.PROMOTE),
                count(verdicts, v -> isRight(scenario, perSecond, v)),
                found.size(),
                quantile(found, ReleaseResult::minutes, found.size(), 0.5),
                quantile(found, ReleaseResult::minutes, found.size(), 0.9),
                quantile(found, ReleaseResult::minutes, verdicts.size(), 0.5),
                quantile(found, v -> (double) v.requests(), found.size(), 0.5),
                quantile(found, v -> (double) v.requests(), verdicts.size(), 0.5),
                quantile(found, ReleaseResult::users, found.size(), 0.5));
    }

    /** Blame for what has not happened yet is wrong. */
    private static boolean isRight(Scenario scenario, double perSecond, ReleaseResult verdict) {
        boolean isEarly = verdict.minutes() < 0 && verdict.decision() == Ruling.ROLL_BACK;
        return !isEarly && scenario.right(perSecond).contains(verdict.decision());
    }

    private static int count(List<ReleaseResult> verdicts, Predicate<ReleaseResult> which) {
        return (int) verdicts.stream().filter(which).count();
    }

    /** A quantile of so many values of which those not given are infinite. */
    private static double quantile(
            List<ReleaseResult> given, ToDoubleFunction<ReleaseResult> value, int of, double q) {
        double[] sorted = given.stream().mapToDouble(value).sorted().toArray();
        if (of == 0) {
            return Double.NaN;
        }
        int at = (int) Math.ceil(q * of) - 1;
        return at < sorted.length ? sorted[Math.max(0, at)] : Double.POSITIVE_INFINITY;
    }

    double rolledBackShare() {
        return (double) rolledBack / releases;
    }

    double foundShare() {
        return (double) found / releases;
    }

    double rightShare() {
        return (double) right / releases;
    }

    /** Clopper and Pearson's upper bound of the chance of a rollback, at 95 %. */
    double rolledBackAtMost() {
        return ShareBounds.upperOnce(new Counts(releases, rolledBack), CONFIDENCE_MISSED);
    }

    /** As in the research notes: share found @ minutes; for innocent ones, share rolled back. */
    String summary() {
        if (scenario.isInnocent()) {
            return String.format(Locale.ROOT, "%s, right %s", percent(rolledBack), percent(right));
        }
        return found == 0
                ? "0 %"
                : String.format(Locale.ROOT, "%s @ %.1f min", percent(found), minutes);
    }

    private String percent(int count) {
        double share = 100.0 * count / releases;
        return String.format(Locale.ROOT, share > 0 && share < 9.95 ? "%.1f %%" : "%.0f %%", share);
    }
}
