package canary.gates.compare;

import canary.counters.DatabaseUse;
import canary.counters.Snapshot;
import canary.counters.Source;
import canary.gates.input.Versions;
import canary.stats.BucketEdges;
import canary.stats.Margin;
import canary.stats.sequential.Alternatives;
import canary.stats.sequential.LatencyTest;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Do the canary's statements take longer? The bucket test on both versions' histograms. Statements
 * of one request depend on each other, so as many as stable sends for a request count as one.
 */
public final class SlowStatements implements Comparison {

    private static final int LARGEST_GROUP = 100;

    private final Margin margin;
    private final Versions versions;
    private final double alpha;
    private @Nullable Both both;

    public SlowStatements(Margin margin, Versions versions, double alpha) {
        this.margin = margin;
        this.versions = versions;
        this.alpha = alpha;
    }

    /** What there is once both versions show a histogram. */
    private static final class Both implements Serializable {
        private final BucketEdges edges;
        private final LatencyTest test;
        private final Groups canaryGroups;
        private final Groups stableGroups;
        private final long[] canary;
        private final long[] stable;

        Both(BucketEdges edges, Margin margin, int group) {
            this.edges = edges;
            test = LatencyTest.harm(edges, margin, Alternatives.STANDARD);
            canaryGroups = new Groups(group, edges.size() + 1);
            stableGroups = new Groups(group, edges.size() + 1);
            canary = new long[edges.size() + 1];
            stable = new long[edges.size() + 1];
        }
    }

    @Override
    public void observe(ComparisonSteps.Step step) {
        DatabaseUse canaryWas = use(step.before(), versions.canary());
        DatabaseUse canaryIs = use(step.now(), versions.canary());
        DatabaseUse stableWas = use(step.before(), versions.stable());
        DatabaseUse stableIs = use(step.now(), versions.stable());
        if (canaryWas == null || canaryIs == null || stableWas == null || stableIs == null) {
            return;
        }
        if (both == null) {
            both =
                    Histograms.commonEdges(canaryIs.buckets(), stableIs.buckets())
                            .map(edges -> new Both(edges, margin, group(step.now(), stableIs)))
                            .orElse(null);
        }
        if (both != null) {
            compare(both, step, canaryWas, canaryIs, stableWas, stableIs);
        }
    }

    private static void compare(
            Both both,
            ComparisonSteps.Step step,
            DatabaseUse canaryWas,
            DatabaseUse canaryIs,
            DatabaseUse stableWas,
            DatabaseUse stableIs) {
        long[] canary = Histograms.added(both.edges, canaryWas.buckets(), canaryIs.buckets());
        long[] stable = Histograms.added(both.edges, stableWas.buckets(), stableIs.buckets());
        if (step.isNewWeight()) {
            both.test.closeBlock();
        }
        both.test.observe(both.canaryGroups.of(canary), both.stableGroups.of(stable));
        for (int i = 0; i < canary.length; i++) {
            both.canary[i] += canary[i];
            both.stable[i] += stable[i];
        }
    }

    private static @Nullable DatabaseUse use(Snapshot snapshot, String version) {
        return snapshot.databaseOf(version).orElse(null);
    }

    /** Statements that stable sends for a request. */
    private int group(Snapshot now, DatabaseUse stable) {
        long requests = now.tally(Source.PODS, versions.stable()).requests();
        double each = requests == 0 ? 1 : (double) stable.queries() / requests;
        return (int) Math.clamp(Math.ceil(each), 1, LARGEST_GROUP);
    }

    @Override
    public Optional<String> missing(Snapshot seen, String version) {
        boolean isShown =
                seen.databaseOf(version).filter(use -> !use.buckets().isEmpty()).isPresent();
        return isShown ? Optional.empty() : Optional.of("how long its statements take");
    }

    @Override
    public boolean isHarm() {
        return both != null && both.test.evidence().rejects(alpha);
    }

    @Override
    public String sentence() {
        if (both == null) {
            return "statements are not compared yet";
        }
        double edge = both.test.tellingEdge();
        return String.format(
                Locale.ROOT,
                "%s takes longer than %s for %s of %,d statements, %s for %s of %,d%s",
                versions.canary(),
                FigureFormat.seconds(edge),
                FigureFormat.percent(slower(both.canary, both.edges, edge)),
                both.canary[both.edges.size()],
                versions.stable(),
                FigureFormat.percent(slower(both.stable, both.edges, edge)),
                both.stable[both.edges.size()],
                isHarm() ? "; " + Comparison.chance(both.test.evidence()) : "");
    }

    private static double slower(long[] counts, BucketEdges edges, double edge) {
        long all = counts[edges.size()];
        int at = 0;
        while (edges.edge(at) < edge) {
            at++;
        }
        return all == 0 ? 0 : (double) (all - counts[at]) / all;
    }

    @Override
    public Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        if (both != null) {
            double edge = both.test.tellingEdge();
            figures.put("canaryStatements", (double) both.canary[both.edges.size()]);
            figures.put("stableStatements", (double) both.stable[both.edges.size()]);
            figures.put("edgeSeconds", edge);
            figures.put("canarySlower", slower(both.canary, both.edges, edge));
            figures.put("stableSlower", slower(both.stable, both.edges, edge));
            figures.put("statementsLogE", both.test.logE());
        }
        return figures;
    }
}
