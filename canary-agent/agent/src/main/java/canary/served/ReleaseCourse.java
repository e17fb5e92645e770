package canary.served;

import canary.agent.io.KeptRelease;
import canary.journal.Entry;
import canary.metrics.RecordFile;
import canary.plan.Plan;
import canary.report.Curves;
import canary.report.EvidenceCourse;
import canary.report.Story;
import canary.report.TimePlot;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a release went so far, for plots: thinned out as it grows, so that a day is no more to keep
 * or to send than a minute. Times are milliseconds since 1970.
 *
 * @param interval between two looks, milliseconds
 * @param isRecorded whether its counters are kept on this machine: else nothing of them is known
 * @param at ends of the stretches that were looked at
 * @param exposure who reached the canary
 * @param failedLimit percent of failed requests at which it is stopped
 * @param p95Limit milliseconds
 */
record ReleaseCourse(
        String release,
        String stable,
        String canary,
        long interval,
        boolean isRecorded,
        List<Long> at,
        Line ofStable,
        Line ofCanary,
        List<Stage> stages,
        List<GateLine> gates,
        Exposure exposure,
        double failedLimit,
        double p95Limit) {

    /** Newest turns of a gate that are told: one that cannot make up its mind fills no memory. */
    private static final int MOST_TURNS = 200;

    private static final double PERCENT = 100;
    private static final double DIGITS = 1000;

    /** How a version answered in each stretch; null where nobody knows. */
    record Line(
            List<@Nullable Double> rate,
            List<@Nullable Double> failed,
            List<@Nullable Double> p95) {

        private static Line of(List<Curves.@Nullable Answers> answers) {
            Line line = new Line(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (Curves.Answers it : answers) {
                line.rate().add(it == null ? null : rounded(it.rate()));
                line.failed().add(it == null ? null : rounded(it.failed()));
                line.p95().add(it == null ? null : rounded(it.p95()));
            }
            return line;
        }
    }

    /** A stage from its beginning; without an end it is the present one. */
    record Stage(int weight, long from, @Nullable Long to) {}

    /**
     * @param turns at which it said something else from then on
     * @param evidence percent of what would blame the canary; empty where it has none such
     */
    record GateLine(String gate, List<Turn> turns, List<Found> evidence) {}

    record Turn(long at, String verdict) {}

    record Found(long at, double percent) {}

    /**
     * @param users distinct ones; null where nobody counts them
     */
    record Exposure(@Nullable Long users, long requests, long failed) {}

    /** The counters of a release, read on from where they were read last. */
    static final class Reader {

        private final KeptRelease release;
        private final Plan plan;
        private final RecordFile record;
        private final Curves curves;
        private int partsRead;

        Reader(KeptRelease release) {
            this.release = release;
            plan = release.planToLookAt();
            record = new RecordFile(release.directory().record());
            curves = new Curves(plan.stable().version(), plan.canary().version());
        }

        /** From a journal that has at least its opening entry. */
        synchronized ReleaseCourse read(List<Entry> entries) {
            // Counted first: a part that is closed meanwhile is read again, and passed over.
            int parts = record.parts();
            record.read(partsRead, curves::add);
            partsRead = parts;
            List<Curves.Stretch> stretches = curves.stretches();
            Story story = Story.of(plan, entries);
            return new ReleaseCourse(
                    release.name(),
                    plan.stable().version(),
                    plan.canary().version(),
                    plan.interval().toMillis(),
                    parts > 0 || Files.exists(release.directory().record()),
                    stretches.stream().map(it -> it.at().toEpochMilli()).toList(),
                    line(stretches, false),
                    line(stretches, true),
                    story.stages().stream().map(ReleaseCourse::stage).toList(),
                    gates(new EvidenceCourse(entries)),
                    new Exposure(story.canaryUsers(), story.canaryRequests(), story.canaryErrors()),
                    PERCENT * plan.gates().errors().maxShare(),
                    plan.gates().latency().p95().toMillis());
        }
    }

    private static Line line(List<Curves.Stretch> stretches, boolean ofCanary) {
        List<Curves.@Nullable Answers> answers = new ArrayList<>();
        for (Curves.Stretch it : stretches) {
            answers.add(ofCanary ? it.canary() : it.stable());
        }
        return Line.of(answers);
    }

    private static @Nullable Double rounded(@Nullable Double value) {
        return value == null ? null : Double.valueOf(Math.round(value * DIGITS) / DIGITS);
    }

    private static Stage stage(Story.StageTold told) {
        Instant end = told.endedAt();
        return new Stage(
                told.weight(),
                told.startedAt().toEpochMilli(),
                end == null ? null : end.toEpochMilli());
    }

    private static List<GateLine> gates(EvidenceCourse course) {
        Map<String, List<TimePlot.Point>> evidence = course.evidence();
        List<GateLine> gates = new ArrayList<>();
        course.turns()
                .forEach(
                        (gate, turns) ->
                                gates.add(
                                        new GateLine(
                                                gate,
                                                newest(turns),
                                                found(evidence.getOrDefault(gate, List.of())))));
        return gates;
    }

    private static List<Turn> newest(List<EvidenceCourse.Turn> turns) {
        return turns.subList(Math.max(0, turns.size() - MOST_TURNS), turns.size()).stream()
                .map(it -> new Turn(it.at().toEpochMilli(), it.word()))
                .toList();
    }

    private static List<Found> found(List<TimePlot.Point> points) {
        return points.stream()
                .map(it -> new Found(it.at().toEpochMilli(), Math.round(it.value() * 10) / 10.0))
                .toList();
    }

    /** The readers of the releases that were asked for last, a few, so that they fill no memory. */
    static final class Readers {

        private static final int MOST = 4;

        private final Map<String, Reader> byRelease =
                new LinkedHashMap<>(MOST, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, Reader> eldest) {
                        return size() > MOST;
                    }
                };

        ReleaseCourse read(KeptRelease release, List<Entry> entries) {
            // A name may be used again by another release.
            String key = release.name() + " " + entries.getFirst().at();
            Reader reader;
            synchronized (this) {
                reader = byRelease.computeIfAbsent(key, _ -> new Reader(release));
            }
            return reader.read(entries);
        }
    }
}
