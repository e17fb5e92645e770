package canary.measures;

import canary.gates.input.Limits;
import canary.verdict.Evidence;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A figure of a gate and the setting that bounds it.
 *
 * @param setting as a plan names it, below its gates
 * @param reading what a verdict's figures say of it
 * @param limit what a plan says of it
 */
public record Measure(
        String gate, String setting, Unit unit, Reading reading, ToDoubleFunction<Limits> limit) {

    /** How a value is told. */
    public enum Unit {
        SHARE,
        SECONDS,
        COUNT,
        CORES,
        /** The canary's value in stable's. */
        RATIO
    }

    /** Null where the figures do not tell, or too little was counted to tell. */
    @FunctionalInterface
    public interface Reading {
        @Nullable Double of(Map<String, Double> figures);
    }

    /** Fewer bad ones of a version make a ratio that says nothing. */
    private static final double LEAST_COUNTED = 20;

    /** All that is told of releases, in the order of the gates. */
    public static final List<Measure> ALL =
            List.of(
                    new Measure(
                            "errors",
                            "errors.maxShare",
                            Unit.SHARE,
                            figure("canaryShare"),
                            it -> it.errors().maxShare()),
                    new Measure(
                            "errors",
                            "errors.margin.ratio",
                            Unit.RATIO,
                            ratio("BadUserMinutes", "UserMinutes"),
                            it -> it.errors().margin().ratio()),
                    new Measure(
                            "refusals",
                            "refusals.margin.ratio",
                            Unit.RATIO,
                            ratio("Refused", "Requests"),
                            it -> it.refusals().margin().ratio()),
                    new Measure(
                            "latency",
                            "latency.p95",
                            Unit.SECONDS,
                            figure("canaryP95Seconds"),
                            it -> seconds(it.latency().p95())),
                    new Measure(
                            "availability",
                            "availability.maxRestarts",
                            Unit.COUNT,
                            figure("restarts"),
                            it -> it.availability().maxRestarts()),
                    new Measure(
                            "availability",
                            "availability.unreadyFor",
                            Unit.SECONDS,
                            figure("unreadySeconds"),
                            it -> seconds(it.availability().unreadyFor())),
                    new Measure(
                            "split",
                            "split.tolerance",
                            Unit.SHARE,
                            Measure::splitOff,
                            it -> it.split().tolerance()),
                    new Measure(
                            "database",
                            "database.poolWait",
                            Unit.SECONDS,
                            figure("canaryWaitSeconds"),
                            it -> seconds(it.database().poolWait())),
                    new Measure(
                            "feedback",
                            "feedback.margin.ratio",
                            Unit.RATIO,
                            ratio("Complaints", "UserMinutes"),
                            it -> it.feedback().margin().ratio()),
                    new Measure(
                            "saturation",
                            "saturation.cores",
                            Unit.CORES,
                            figure("canaryCores"),
                            it -> it.saturation().cores()),
                    new Measure(
                            "saturation",
                            "saturation.heap",
                            Unit.SHARE,
                            figure("canaryHeap"),
                            it -> it.saturation().heap()),
                    new Measure(
                            "saturation",
                            "saturation.pool",
                            Unit.SHARE,
                            figure("canaryPool"),
                            it -> it.saturation().pool()));

    private static Reading figure(String name) {
        return figures -> figures.get(name);
    }

    /** The canary's share of bad ones in stable's, where both counted enough of them. */
    private static Reading ratio(String bad, String all) {
        return figures -> {
            double canaryBad = figures.getOrDefault("canary" + bad, 0.0);
            double stableBad = figures.getOrDefault("stable" + bad, 0.0);
            double canaryAll = figures.getOrDefault("canary" + all, 0.0);
            double stableAll = figures.getOrDefault("stable" + all, 0.0);
            boolean isEnough = Math.min(canaryBad, stableBad) >= LEAST_COUNTED;
            return isEnough && canaryAll > 0 && stableAll > 0
                    ? canaryBad / canaryAll / (stableBad / stableAll)
                    : null;
        };
    }

    private static @Nullable Double splitOff(Map<String, Double> figures) {
        Double real = figures.get("real");
        Double configured = figures.get("configured");
        return real == null || configured == null || configured <= 0
                ? null
                : Double.valueOf(Math.abs(real - configured) / configured);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    /** Whether it says how much worse than stable the canary may be. */
    public boolean isMargin() {
        return unit == Unit.RATIO;
    }

    /** Null where the evidence does not tell. */
    public @Nullable Double read(Evidence evidence) {
        return reading.of(evidence.figures());
    }
}
