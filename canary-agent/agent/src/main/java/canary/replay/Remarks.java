package canary.replay;

import canary.counters.Snapshot;
import canary.counters.Source;
import canary.counters.Tally;
import canary.plan.Durations;
import canary.plan.Plan;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is possible in a recording, and yet seldom meant: it is judged as it stands, and said beside
 * the judgement.
 */
final class Remarks {

    private static final int SOME_ANSWERS = 20;
    private static final double SECOND = 1;
    private static final double MOST_SECONDS = 100;
    private static final int SHOWN_EDGES = 3;

    private final Plan plan;
    private final Gaps beyondStale = new Gaps();
    private final Gaps beyondStage = new Gaps();
    private final Duration staleAfter;
    private @Nullable Snapshot last;

    /** The looks that are too far apart. */
    private static final class Gaps {
        private int count;
        private Duration longest = Duration.ZERO;
        private Instant from = Instant.EPOCH;

        void add(Instant since, Duration length) {
            count++;
            if (length.compareTo(longest) > 0) {
                longest = length;
                from = since;
            }
        }

        String text(String rule) {
            return "%d %s apart than %s, at most %s after %s"
                    .formatted(
                            count,
                            count == 1 ? "line is further" : "lines are further",
                            rule,
                            Durations.write(longest.truncatedTo(ChronoUnit.SECONDS)),
                            from);
        }
    }

    Remarks(Plan plan) {
        this.plan = plan;
        this.staleAfter = plan.gates().telemetry().staleAfter();
    }

    void add(Snapshot now) {
        Snapshot before = last;
        if (before != null && now.weight() > 0) {
            Duration length = Duration.between(before.at(), now.at());
            if (length.compareTo(staleAfter) > 0) {
                beyondStale.add(before.at(), length);
            }
            if (length.compareTo(plan.stageAt(now.weight()).watchAtLeast()) > 0) {
                beyondStage.add(before.at(), length);
            }
        }
        last = now;
    }

    /** Each in a sentence without its end. */
    List<String> of(Roles.Pair roles) {
        List<String> remarks = new ArrayList<>();
        if (beyondStale.count > 0) {
            String limit = Durations.write(staleAfter);
            remarks.add(
                    beyondStale.text("gates.telemetry.staleAfter (%s)".formatted(limit))
                            + ": what comes in between is seen late and as one");
        }
        if (beyondStage.count > 0) {
            remarks.add(
                    beyondStage.text("its stage is watched at least")
                            + ": a stage may pass on a single look");
        }
        Snapshot end = last;
        if (end != null) {
            for (Source source : Source.values()) {
                addUnits(end, source, roles, remarks);
                addEdges(end, source, roles, remarks);
            }
        }
        return remarks;
    }

    private static void addUnits(
            Snapshot end, Source source, Roles.Pair roles, List<String> remarks) {
        for (String version : List.of(roles.stable(), roles.canary())) {
            Tally all = end.tally(source, version);
            TreeMap<Double, Long> buckets = new TreeMap<>(all.buckets());
            if (all.timed() < SOME_ANSWERS || within(buckets, SECOND) > 0) {
                continue;
            }
            double least = within(buckets, MOST_SECONDS) > 0 ? SECOND : MOST_SECONDS;
            remarks.add(
                    "%s: none of %d answers of %s took less than %.0f s: edges (%s) are seconds,"
                                    .formatted(
                                            word(source),
                                            all.timed(),
                                            version,
                                            least,
                                            shown(buckets.keySet()))
                            + " are these milli- or microseconds?");
        }
    }

    /** How many answers took at most so long. */
    private static long within(NavigableMap<Double, Long> buckets, double seconds) {
        var below = buckets.floorEntry(seconds);
        return below == null ? 0 : below.getValue();
    }

    private static void addEdges(
            Snapshot end, Source source, Roles.Pair roles, List<String> remarks) {
        Set<Double> stable = end.tally(source, roles.stable()).buckets().keySet();
        Set<Double> canary = end.tally(source, roles.canary()).buckets().keySet();
        if (stable.isEmpty() || canary.isEmpty() || stable.equals(canary)) {
            return;
        }
        TreeSet<Double> both = new TreeSet<>(stable);
        both.retainAll(canary);
        both.remove(Double.POSITIVE_INFINITY);
        remarks.add(
                "%s: %s and %s are timed at different edges: %s"
                        .formatted(
                                word(source),
                                roles.stable(),
                                roles.canary(),
                                both.isEmpty()
                                        ? "their times cannot be compared"
                                        : "their times are compared at the %d that both have"
                                                .formatted(both.size())));
    }

    private static String word(Source source) {
        return switch (source) {
            case PODS -> "series";
            case MESH -> "mesh";
        };
    }

    private static String shown(Set<Double> edges) {
        List<String> first =
                edges.stream()
                        .filter(Double::isFinite)
                        .limit(SHOWN_EDGES)
                        .map(String::valueOf)
                        .toList();
        return String.join(", ", first) + (edges.size() > first.size() + 1 ? ", ..." : "");
    }
}
