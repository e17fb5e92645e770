package canary.gates.compare;

import canary.counters.Snapshot;
import canary.counters.Usage;
import canary.gates.input.Limits;
import canary.gates.input.Versions;
import canary.stats.sequential.SignTest;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Does the canary leave less room in something that is bounded, such as its heap? What is compared
 * is what is free, and only where more is in use than is ever harmless.
 */
public final class Headroom implements Comparison {

    private final String bounded;

    /** What is read of a pod. */
    interface Gauge extends ToDoubleFunction<Usage>, Serializable {}

    private final String what;
    private final String figure;
    private final Gauge used;
    private final Gauge most;
    private final double floor;
    private final double ratio;
    private final Versions versions;
    private final double alpha;
    private final Blocks blocks;
    private final SignTest test = new SignTest();
    private final Mean canary = new Mean();
    private final Mean stable = new Mean();
    private double canaryShare;
    private double stableShare;

    /** Mean share in use over the looks of a block. */
    private static final class Mean implements Serializable {
        private double sum;
        private int looks;

        void add(double share) {
            sum += share;
            looks++;
        }

        double take() {
            double mean = looks == 0 ? Double.NaN : sum / looks;
            sum = 0;
            looks = 0;
            return mean;
        }
    }

    Headroom(
            String bounded,
            String what,
            String figure,
            Gauge used,
            Gauge most,
            double floor,
            Limits.Saturation limits,
            Versions versions,
            double alpha) {
        this.bounded = bounded;
        this.what = what;
        this.figure = figure;
        this.used = used;
        this.most = most;
        this.floor = floor;
        this.ratio = limits.ratio();
        this.versions = versions;
        this.alpha = alpha;
        this.blocks = new Blocks(limits.block());
    }

    public static Headroom heap(Limits.Saturation limits, Versions versions, double alpha) {
        return new Headroom(
                "heap",
                "of the heap alive",
                "Heap",
                Usage::heapUsed,
                Usage::heapMax,
                limits.heap(),
                limits,
                versions,
                alpha);
    }

    public static Headroom pool(Limits.Saturation limits, Versions versions, double alpha) {
        return new Headroom(
                "pool of connections",
                "of the connections in use",
                "Pool",
                Usage::poolActive,
                Usage::poolMax,
                limits.pool(),
                limits,
                versions,
                alpha);
    }

    @Override
    public void observe(ComparisonSteps.Step step) {
        look(step.now(), versions.canary(), canary);
        look(step.now(), versions.stable(), stable);
        if (blocks.next(step).isPresent()) {
            double canaryNow = canary.take();
            double stableNow = stable.take();
            if (!Double.isNaN(canaryNow) && !Double.isNaN(stableNow)) {
                canaryShare = canaryNow;
                stableShare = stableNow;
                test.observe(canaryShare > floor && 1 - canaryShare < (1 - stableShare) / ratio);
            }
        }
    }

    private void look(Snapshot seen, String version, Mean mean) {
        seen.usageOf(version)
                .filter(usage -> usage.pods() > 0 && most.applyAsDouble(usage) > 0)
                .ifPresent(
                        usage -> mean.add(used.applyAsDouble(usage) / most.applyAsDouble(usage)));
    }

    /** Where no pod could be read just now, whether one can be is asked elsewhere. */
    @Override
    public Optional<String> missing(Snapshot seen, String version) {
        boolean isShown =
                seen.usageOf(version)
                        .filter(use -> use.pods() == 0 || most.applyAsDouble(use) > 0)
                        .isPresent();
        return isShown ? Optional.empty() : Optional.of("the size of its " + bounded);
    }

    @Override
    public boolean isHarm() {
        return test.evidence().rejects(alpha);
    }

    @Override
    public String sentence() {
        if (test.blocks() == 0) {
            return "share " + what + " is not compared yet";
        }
        return String.format(
                Locale.ROOT,
                "%s has %s %s, %s %s; %d of %d times beyond the margin%s",
                versions.canary(),
                FigureFormat.percent(canaryShare),
                what,
                versions.stable(),
                FigureFormat.percent(stableShare),
                test.beyond(),
                test.blocks(),
                isHarm() ? "; " + Comparison.chance(test.evidence()) : "");
    }

    @Override
    public Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        if (test.blocks() > 0) {
            figures.put("canary" + figure, canaryShare);
            figures.put("stable" + figure, stableShare);
            figures.put(figure + "LogE", test.evidence().logE());
        }
        return figures;
    }
}
