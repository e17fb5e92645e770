package canary.thresholds;

import canary.gates.input.Limits;
import canary.measures.Measure;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A limit or margin as it is, and as it might be.
 *
 * @param setting as a plan names it, below its gates
 * @param releases how many good ones it rests on
 * @param median of the highest values of each, as the two after it; null where none told
 * @param blamedFrom the lowest value at which this gate has blamed a canary; null for none
 * @param proposed null where nothing is proposed
 */
public record Proposal(
        String gate,
        String setting,
        String unit,
        int releases,
        @Nullable Double median,
        @Nullable Double p95,
        @Nullable Double most,
        @Nullable Double blamedFrom,
        double present,
        @Nullable Double proposed,
        Advice advice,
        String why) {

    /** Fewer good releases say too little of the next one. */
    static final int FEWEST = 10;

    /** How far above the most of the good releases a limit is to lie. */
    private static final double ROOM = 1.5;

    /** A limit that is so near is left as it is. */
    private static final double ALIKE = 0.2;

    private static final double[] ROUND = {1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10};

    /** What is to be done with a setting. */
    public enum Advice {
        KEEP,
        LOWER,
        RAISE,
        /** Good releases came as high as ones that were blamed: a limit cannot part them. */
        OVERLAP,
        TOO_FEW
    }

    /** For each measure, in the order of the gates. */
    public static List<Proposal> of(ShownValues shown, Limits present) {
        List<Proposal> proposals = new ArrayList<>();
        for (Measure measure : Measure.ALL) {
            proposals.add(of(measure, shown, measure.limit().applyAsDouble(present)));
        }
        return proposals;
    }

    private static Proposal of(Measure measure, ShownValues shown, double present) {
        List<Double> good = shown.ofGood(measure);
        List<Double> blamed = shown.ofBlamed(measure);
        Double blamedFrom = blamed.isEmpty() ? null : blamed.getFirst();
        if (good.size() < FEWEST) {
            String why =
                    "too few: %d of the %d good releases that are needed tell"
                            .formatted(good.size(), FEWEST);
            return proposal(measure, good, blamedFrom, present, null, Advice.TOO_FEW, why);
        }
        double most = good.getLast();
        if (blamedFrom != null && blamedFrom <= most) {
            String why = "a release that was blamed showed less than the most of the good ones";
            return proposal(measure, good, blamedFrom, present, null, Advice.OVERLAP, why);
        }
        double wanted = wanted(measure, most);
        double proposed =
                blamedFrom == null || wanted < blamedFrom ? wanted : (most + blamedFrom) / 2;
        String next = "the next good release shows more than the most once in " + (good.size() + 1);
        if (Math.abs(proposed - present) <= ALIKE * present) {
            return proposal(measure, good, blamedFrom, present, null, Advice.KEEP, next);
        }
        Advice advice = proposed < present ? Advice.LOWER : Advice.RAISE;
        String why =
                advice == Advice.LOWER
                        ? "harm would be seen sooner; " + next
                        : "good releases come near the limit; " + next;
        return proposal(measure, good, blamedFrom, present, proposed, advice, why);
    }

    private static Proposal proposal(
            Measure measure,
            List<Double> good,
            @Nullable Double blamedFrom,
            double present,
            @Nullable Double proposed,
            Advice advice,
            String why) {
        return new Proposal(
                measure.gate(),
                measure.setting(),
                measure.unit().name().toLowerCase(Locale.ROOT),
                good.size(),
                quantile(good, 0.5),
                quantile(good, 0.95),
                good.isEmpty() ? null : good.getLast(),
                blamedFrom,
                present,
                proposed,
                advice,
                why);
    }

    /** By nearest rank. */
    private static @Nullable Double quantile(List<Double> sorted, double q) {
        return sorted.isEmpty() ? null : sorted.get((int) Math.ceil(q * sorted.size()) - 1);
    }

    private static double wanted(Measure measure, double most) {
        double room = measure.isMargin() ? 1 + ROOM * (most - 1) : ROOM * most;
        double wanted = roundedUp(Math.max(room, least(measure.unit())));
        return switch (measure.unit()) {
            case COUNT -> Math.ceil(wanted);
            case SHARE -> Math.min(1, wanted);
            case SECONDS, CORES, RATIO -> wanted;
        };
    }

    /** What good releases show of nothing at all makes no limit of nothing. */
    private static double least(Measure.Unit unit) {
        return switch (unit) {
            case SHARE, SECONDS -> 0.01;
            case COUNT -> 1;
            case CORES -> 0.1;
            case RATIO -> 1.1;
        };
    }

    /** To a number that people write. */
    private static double roundedUp(double value) {
        double size = Math.pow(10, Math.floor(Math.log10(value)));
        for (double round : ROUND) {
            if (round * size >= value * (1 - 1e-9)) {
                return Math.round(round * size * 1e6) / 1e6;
            }
        }
        return value;
    }
}
