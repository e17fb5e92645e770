package canary.gates.compare;

import canary.counters.Feedback;
import canary.counters.Snapshot;
import canary.gates.input.Versions;
import canary.stats.Counts;
import canary.stats.Margin;
import canary.stats.PairedCounts;
import canary.stats.sequential.Alternatives;
import canary.stats.sequential.ErrorTest;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Do users complain more often of the canary? Each minute of a user is a trial. Minutes are counted
 * when they are over, complaints at once, so complaints wait for minutes to go with.
 */
public final class Complaints implements Comparison {

    private static final Set<String> KINDS = Set.of("complaint", "problem");

    private final Versions versions;
    private final double alpha;
    private final ErrorTest test;
    private final Side canary = new Side();
    private final Side stable = new Side();

    public Complaints(Margin margin, Versions versions, double alpha) {
        this.versions = versions;
        this.alpha = alpha;
        this.test = ErrorTest.harm(margin, Alternatives.STANDARD);
    }

    /** What one version has and the test has not. */
    private static final class Side implements Serializable {
        private long minutes;
        private long complaints;
        private long minutesWaiting;
        private long complaintsWaiting;

        void add(Snapshot before, Snapshot now, String version) {
            long minutesMore = Math.max(0, minutes(now, version) - minutes(before, version));
            long complaintsMore =
                    Math.max(0, complaints(now, version) - complaints(before, version));
            minutes += minutesMore;
            complaints += complaintsMore;
            minutesWaiting += minutesMore;
            complaintsWaiting += complaintsMore;
        }

        Counts take() {
            Counts counts = new Counts(minutesWaiting, Math.min(minutesWaiting, complaintsWaiting));
            complaintsWaiting -= counts.bad();
            minutesWaiting = 0;
            return counts;
        }
    }

    private static long minutes(Snapshot at, String version) {
        return at.usersOf(version).map(users -> users.good() + users.bad()).orElse(0L);
    }

    private static long complaints(Snapshot at, String version) {
        return at.feedbackOf(version).stream()
                .filter(said -> KINDS.contains(said.kind()))
                .mapToLong(Feedback::count)
                .sum();
    }

    @Override
    public void observe(ComparisonSteps.Step step) {
        canary.add(step.before(), step.now(), versions.canary());
        stable.add(step.before(), step.now(), versions.stable());
        if (canary.minutesWaiting > 0 && stable.minutesWaiting > 0) {
            test.observe(new PairedCounts(canary.take(), stable.take()));
        }
    }

    @Override
    public Optional<String> missing(Snapshot seen, String version) {
        return seen.usersOf(version).isPresent()
                ? Optional.empty()
                : Optional.of("the minutes of its users");
    }

    @Override
    public boolean isHarm() {
        return test.evidence().rejects(alpha);
    }

    @Override
    public String sentence() {
        if (canary.complaints == 0 && stable.complaints == 0) {
            return String.format(
                    Locale.ROOT,
                    "nobody has complained in %,d minutes of users with %s and %,d with %s",
                    canary.minutes,
                    versions.canary(),
                    stable.minutes,
                    versions.stable());
        }
        return String.format(
                Locale.ROOT,
                "%,d complaints in %,d minutes of users with %s, %,d in %,d with %s%s",
                canary.complaints,
                canary.minutes,
                versions.canary(),
                stable.complaints,
                stable.minutes,
                versions.stable(),
                isHarm() ? "; " + Comparison.chance(test.evidence()) : "");
    }

    @Override
    public Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("canaryComplaints", (double) canary.complaints);
        figures.put("canaryUserMinutes", (double) canary.minutes);
        figures.put("stableComplaints", (double) stable.complaints);
        figures.put("stableUserMinutes", (double) stable.minutes);
        figures.put("logE", test.logE());
        return figures;
    }
}
