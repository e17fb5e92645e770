package canary.gates.business;

import canary.counters.BusinessCount.Measure;
import canary.counters.Snapshot;
import canary.gates.compare.FigureFormat;
import canary.gates.input.Limits;
import canary.gates.input.Versions;
import canary.judge.IgnoredRoutes;
import canary.verdict.Evidence;
import canary.verdict.Verdict;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What comes of both versions' work, compared in all that is counted of it. */
public final class BusinessComparison implements Serializable {

    private static final double DOCUMENTS = 0.3;
    private static final double ROWS = 0.15;
    private static final double BYTES = 0.1;
    private static final double AMOUNTS = 0.15;

    /** Documents and rows at once: their evidence multiplies, as no request gives both. */
    private static final double TOGETHER = 0.3;

    /** Requests of the canary that succeed do not go without any trace of what came of them. */
    private static final double SILENT = 20;

    private final Versions versions;
    private final WorkNames names;
    private final WorkFeed feed;
    private final WorkComparison documents;
    private final WorkComparison rows;
    private final List<WorkComparison> comparisons;
    private final double threshold;
    private double peak;
    private final TooFast tooFast;

    /**
     * @param ignored routes that no user calls
     * @param alpha chance of a false alarm, over the whole release
     */
    public BusinessComparison(
            Limits.Business limits, IgnoredRoutes ignored, Versions versions, double alpha) {
        this.versions = versions;
        names = new WorkNames(ignored);
        feed = new WorkFeed(versions, names);
        tooFast = new TooFast(versions, names);
        documents =
                new DocumentComparison(
                        names, versions, limits.margin(), limits.except(), DOCUMENTS * alpha);
        rows = size(Measure.ROWS, limits, ROWS * alpha);
        threshold = -Math.log(TOGETHER * alpha);
        comparisons =
                List.of(
                        documents,
                        rows,
                        size(Measure.BYTES, limits, BYTES * alpha),
                        size(Measure.AMOUNT, limits, AMOUNTS * alpha));
    }

    private WorkComparison size(Measure measure, Limits.Business limits, double alpha) {
        return new SizeComparison(
                measure, names, versions, limits.margin(), limits.except(), alpha);
    }

    /** Takes in what was seen; each snapshot once, in their order. */
    public void observe(Snapshot seen) {
        feed.next(seen).ifPresent(this::take);
        tooFast.observe(seen, feed);
    }

    private void take(WorkInterval interval) {
        if (interval.isCompared() && feed.showsWork(versions.canary())) {
            comparisons.forEach(each -> each.observe(interval));
            peak = Math.max(peak, documents.logAll() + rows.logAll());
        } else {
            comparisons.forEach(each -> each.learn(interval));
        }
    }

    /** What follows from all that was seen. */
    public Verdict verdict() {
        Map<String, Double> figures = new LinkedHashMap<>();
        comparisons.forEach(each -> figures.putAll(each.figures()));
        List<WorkComparison> harm = comparisons.stream().filter(WorkComparison::isHarm).toList();
        figures.put("togetherLogE", peak);
        if (harm.isEmpty() && peak >= threshold) {
            String sentence =
                    "%s; %s; chance of both without a real difference below %s"
                            .formatted(
                                    documents.sentence(),
                                    rows.sentence(),
                                    FigureFormat.chance(peak));
            return new Verdict.Harmful(new Evidence(sentence, figures));
        }
        if (!harm.isEmpty()) {
            return new Verdict.Harmful(new Evidence(sentence(harm), figures));
        }
        Optional<String> incredible = tooFast.reason();
        if (incredible.isPresent()) {
            return new Verdict.Undecided(new Evidence(incredible.get(), figures));
        }
        if (!feed.showsWork(versions.stable())) {
            return new Verdict.Healthy(
                    Evidence.of(
                            "%s does not show what comes of its work: only times are compared"
                                    .formatted(versions.stable())));
        }
        if (!feed.showsWork(versions.canary()) && feed.canaryRequests() >= SILENT) {
            return new Verdict.Undecided(
                    new Evidence(
                            "%s does not show what comes of its work, and %s does"
                                    .formatted(versions.canary(), versions.stable()),
                            figures));
        }
        return comparisons.stream().anyMatch(WorkComparison::wouldShow)
                ? new Verdict.Healthy(new Evidence(sentence(comparisons), figures))
                : new Verdict.Undecided(
                        new Evidence(
                                "too little was done with %s to tell whether anything comes of it"
                                        .formatted(versions.canary()),
                                figures));
    }

    private static String sentence(List<WorkComparison> of) {
        return of.stream().map(WorkComparison::sentence).collect(Collectors.joining("; "));
    }
}
