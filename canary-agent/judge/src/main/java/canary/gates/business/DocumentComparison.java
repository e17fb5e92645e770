package canary.gates.business;

import canary.counters.BusinessCount.Measure;
import canary.gates.business.LevelEvidence.Level;
import canary.gates.business.LevelEvidence.Strongest;
import canary.gates.compare.FigureFormat;
import canary.gates.input.Versions;
import canary.stats.Margin;
import canary.stats.sequential.Alternatives;
import canary.stats.sequential.StratifiedTest;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Does the canary post fewer documents? The sequential test with the roles turned round: a document
 * of stable is the event, and the null hypothesis is that stable posts at most so many times as
 * much as the canary, by the requests that each has answered and by the minutes of their users.
 * Only what both say counts, so that neither other habits of the cohort nor clients that try again
 * are blamed.
 *
 * <p>Documents come in bursts: of what stable posts beyond what was to be expected only little
 * counts, which can blame nobody, and both versions' are divided by the dispersion that is left.
 */
final class DocumentComparison implements WorkComparison {

    /** So many documents that a healthy canary would have posted tell nothing from nothing. */
    private static final double ENOUGH = 5;

    /** Of a kind that stable has hardly ever posted nobody knows what a request yields. */
    private static final double KNOWN_FROM = 8;

    private static final double GUESS_WORTH = 4;
    private static final double MOST_DISPERSION = 200;
    private static final Alternatives ALTERNATIVES =
            Alternatives.logGrid(1.1, 200, 24).tilted(-0.4);

    private final WorkNames names;
    private final Versions versions;
    private final Set<String> except;
    private final double threshold;
    private final Yields yields;
    private final StratifiedTest byRequest;
    private final StratifiedTest byUser;
    private final double[] ofStable = new double[1];
    private final double[] ofCanary = new double[1];
    private @Nullable LevelEvidence levels;
    private boolean hasUsers;
    private double[] stableEver = new double[0];
    private double[] canaryEver = new double[0];
    private double[] expectedOfCanary = new double[0];
    private double[] squares = new double[0];
    private double[] sums = new double[0];
    private OwnWork[] own = new OwnWork[0];
    private double peak;

    /**
     * @param margin least part of what stable does that is no harm, 0 to 1
     * @param except kinds that are posted less on purpose
     */
    DocumentComparison(
            WorkNames names, Versions versions, double margin, Set<String> except, double alpha) {
        this.names = names;
        this.versions = versions;
        this.except = except;
        threshold = -Math.log(alpha);
        yields = new Yields(names);
        Margin turned = new Margin(1 / margin, 0);
        byRequest = new StratifiedTest(turned, ALTERNATIVES, 1);
        byUser = new StratifiedTest(turned, ALTERNATIVES, 1);
    }

    @Override
    public void learn(WorkInterval interval) {
        grow();
        for (int kind = 0; kind < names.kinds(); kind++) {
            double documents = interval.stable().work(Measure.DOCUMENTS, kind);
            double expected = yields.expected(kind, interval.stable(), interval.by());
            if (stableEver[kind] >= KNOWN_FROM) {
                double usual = usual(documents, expected);
                squares[kind] += (usual - expected) * (usual - expected);
                sums[kind] += expected;
                own[kind].add(documents, expected, interval.seconds());
            }
            stableEver[kind] += documents;
        }
        yields.learn(interval.stable(), interval.by());
    }

    private static double usual(double documents, double expected) {
        return documents <= expected ? documents : expected + Math.log1p(documents - expected);
    }

    @Override
    public void observe(WorkInterval interval) {
        grow();
        if (levels == null) {
            levels = new LevelEvidence(names.modules(), names.kinds());
        }
        for (int kind = 0; kind < names.kinds(); kind++) {
            canaryEver[kind] += interval.canary().work(Measure.DOCUMENTS, kind);
        }
        for (int kind = 0; kind < names.kinds(); kind++) {
            if (stableEver[kind] >= KNOWN_FROM
                    && !except.contains(names.name(Measure.DOCUMENTS, kind))
                    && !isMaybeRenamed(kind)) {
                compare(kind, interval);
            }
        }
        peak = Math.max(peak, logE());
        learn(interval);
    }

    private void compare(int kind, WorkInterval interval) {
        double expected = yields.expected(kind, interval.canary(), interval.by());
        double byStable = yields.expected(kind, interval.stable(), interval.by());
        expectedOfCanary[kind] += expected;
        double usual = usual(interval.stable().work(Measure.DOCUMENTS, kind), byStable);
        double discount =
                Math.clamp(
                        (GUESS_WORTH + squares[kind]) / (GUESS_WORTH + sums[kind]),
                        1,
                        MOST_DISPERSION);
        ofStable[0] = usual * (1 - own[kind].share()) / discount;
        ofCanary[0] = interval.canary().work(Measure.DOCUMENTS, kind) / discount;
        int module = names.moduleOfKind(kind);
        if (expected > 0 && byStable > 0) {
            byRequest.cell(kind, module, byStable, expected, byStable, ofStable, ofCanary);
        }
        double share = interval.userShare();
        if (share > 0 && share < 1) {
            hasUsers = true;
            byUser.cell(kind, module, 1 - share, share, 1, ofStable, ofCanary);
        }
    }

    /** Whether the canary posts a kind of this module that stable does not know, instead of it. */
    private boolean isMaybeRenamed(int kind) {
        if (canaryEver[kind] > 0) {
            return false;
        }
        for (int other = 0; other < names.kinds(); other++) {
            if (names.moduleOfKind(other) == names.moduleOfKind(kind)
                    && canaryEver[other] > 0
                    && stableEver[other] == 0) {
                return true;
            }
        }
        return false;
    }

    private void grow() {
        int size = names.kinds();
        if (size > stableEver.length) {
            stableEver = Arrays.copyOf(stableEver, size);
            canaryEver = Arrays.copyOf(canaryEver, size);
            expectedOfCanary = Arrays.copyOf(expectedOfCanary, size);
            squares = Arrays.copyOf(squares, size);
            sums = Arrays.copyOf(sums, size);
            int before = own.length;
            own = Arrays.copyOf(own, size);
            for (int kind = before; kind < size; kind++) {
                own[kind] = new OwnWork();
            }
        }
    }

    private double both(double request, double user) {
        return hasUsers ? Math.min(request, user) : request;
    }

    private double ofModule(int module) {
        return both(byRequest.logGroup(module), byUser.logGroup(module));
    }

    private double ofKind(int kind) {
        return both(byRequest.logStratum(kind), byUser.logStratum(kind));
    }

    private double logE() {
        return levels == null
                ? 0
                : levels.logE(
                        logAll(),
                        byRequest.groups(),
                        this::ofModule,
                        byRequest.strata(),
                        this::ofKind);
    }

    @Override
    public double logAll() {
        return both(byRequest.logAll(), byUser.logAll());
    }

    @Override
    public boolean isHarm() {
        return peak >= threshold;
    }

    @Override
    public boolean wouldShow() {
        return Arrays.stream(expectedOfCanary).sum() >= ENOUGH;
    }

    /** Documents that were posted, and that the requests should have. */
    private record Sums(double posted, double expected) {}

    private Sums sums(Strongest of) {
        double posted = 0;
        double expected = 0;
        for (int kind = 0; kind < expectedOfCanary.length; kind++) {
            if (expectedOfCanary[kind] > 0 && isMeant(of, kind)) {
                posted += canaryEver[kind];
                expected += expectedOfCanary[kind];
            }
        }
        return new Sums(posted, expected);
    }

    private boolean isMeant(Strongest of, int kind) {
        return switch (of.level()) {
            case ALL -> true;
            case MODULE -> names.moduleOfKind(kind) == of.number();
            case ONE -> kind == of.number();
        };
    }

    private Strongest strongest() {
        return levels == null
                ? new Strongest(Level.ALL, 0)
                : levels.strongest(
                        logAll(),
                        byRequest.groups(),
                        this::ofModule,
                        byRequest.strata(),
                        this::ofKind);
    }

    @Override
    public String sentence() {
        if (levels == null || Arrays.stream(expectedOfCanary).sum() == 0) {
            return "documents are not compared yet";
        }
        Strongest strongest = isHarm() ? strongest() : new Strongest(Level.ALL, 0);
        String of =
                switch (strongest.level()) {
                    case ALL -> "documents";
                    case MODULE -> "documents of module " + names.module(strongest.number());
                    case ONE ->
                            "documents of kind "
                                    + names.name(Measure.DOCUMENTS, strongest.number());
                };
        Sums sums = sums(strongest);
        return String.format(
                Locale.ROOT,
                "%s posted %,.0f %s where %s posts %,.1f for the same requests%s",
                versions.canary(),
                sums.posted(),
                of,
                versions.stable(),
                sums.expected(),
                isHarm()
                        ? "; chance of this without a real difference below "
                                + FigureFormat.chance(peak)
                        : "");
    }

    @Override
    public Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        Sums sums = sums(new Strongest(Level.ALL, 0));
        figures.put("canaryDocuments", sums.posted());
        figures.put("canaryDocumentsExpected", sums.expected());
        figures.put("documentsLogE", peak);
        return figures;
    }
}
