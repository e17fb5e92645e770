package canary.gates.compare;

import canary.counters.Snapshot;
import canary.counters.Source;
import canary.counters.Usage;
import canary.gates.input.Limits;
import canary.gates.input.Versions;
import canary.stats.sequential.SignTest;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Does the canary use more processor time for a request? Fixed costs look large where requests are
 * few, so a block counts only with enough of them, and a canary that hardly uses a processor is
 * never beyond.
 */
public final class CpuPerRequest implements Comparison {

    private final Limits.Saturation limits;
    private final Versions versions;
    private final double alpha;
    private final Blocks blocks;
    private final SignTest test = new SignTest();
    private double canary;
    private double stable;
    private double cores;

    public CpuPerRequest(Limits.Saturation limits, Versions versions, double alpha) {
        this.limits = limits;
        this.versions = versions;
        this.alpha = alpha;
        this.blocks = new Blocks(limits.block());
    }

    @Override
    public void observe(ComparisonSteps.Step step) {
        blocks.next(step).ifPresent(this::observe);
    }

    private void observe(Blocks.Block block) {
        Double canaryCost = cost(block, versions.canary());
        Double stableCost = cost(block, versions.stable());
        Usage now = block.now().usageOf(versions.canary()).orElse(null);
        if (canaryCost == null || stableCost == null || now == null || now.pods() == 0) {
            return;
        }
        canary = canaryCost;
        stable = stableCost;
        cores = seconds(block, versions.canary()) / block.seconds() / now.pods();
        test.observe(cores > limits.cores() && canary > limits.ratio() * stable);
    }

    /** Processor seconds a request; null where there were too few, or nobody counts them. */
    private @Nullable Double cost(Blocks.Block block, String version) {
        long requests = requests(block.now(), version) - requests(block.before(), version);
        double seconds = seconds(block, version);
        boolean isShown = cpu(block.before(), version) > 0 && seconds > 0;
        return requests < limits.minRequests() || !isShown ? null : seconds / requests;
    }

    private static long requests(Snapshot at, String version) {
        return at.tally(Source.PODS, version).requests();
    }

    private static double seconds(Blocks.Block block, String version) {
        return cpu(block.now(), version) - cpu(block.before(), version);
    }

    private static double cpu(Snapshot at, String version) {
        return at.usageOf(version).map(Usage::cpuSeconds).orElse(0.0);
    }

    /** What runs has used some. */
    @Override
    public Optional<String> missing(Snapshot seen, String version) {
        boolean isShown = seen.usageOf(version).filter(use -> use.cpuSeconds() > 0).isPresent();
        return isShown ? Optional.empty() : Optional.of("its processor time");
    }

    @Override
    public boolean isHarm() {
        return test.evidence().rejects(alpha);
    }

    @Override
    public String sentence() {
        if (test.blocks() == 0) {
            return "processor time is not compared yet";
        }
        return String.format(
                Locale.ROOT,
                "%s uses %s of processor time a request and %.2f processors, %s %s; %d of %d times"
                        + " beyond the margin%s",
                versions.canary(),
                FigureFormat.seconds(canary),
                cores,
                versions.stable(),
                FigureFormat.seconds(stable),
                test.beyond(),
                test.blocks(),
                isHarm() ? "; " + Comparison.chance(test.evidence()) : "");
    }

    @Override
    public Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        if (test.blocks() > 0) {
            figures.put("canaryCpuSecondsPerRequest", canary);
            figures.put("stableCpuSecondsPerRequest", stable);
            figures.put("canaryCores", cores);
            figures.put("cpuLogE", test.evidence().logE());
        }
        return figures;
    }
}
