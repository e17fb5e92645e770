package canary.report;

import canary.gates.input.Check;
import canary.journal.Entry;
import canary.plan.Plan;
import canary.requirements.DocumentCourse;
import canary.rollout.Drift;
import canary.rollout.Live;
import canary.rollout.Outcome;
import canary.rollout.Phase;
import canary.rollout.RequestCounts;
import canary.verdict.Finding;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A release told from its journal.
 *
 * @param canaryErrors how many of the canary's requests ended in 5xx
 * @param canaryUsers distinct users that the mesh saw on the canary; null where it does not count
 *     them
 */
public record Story(
        Plan plan,
        Instant startedAt,
        Instant endedAt,
        Optional<Outcome> outcome,
        String why,
        List<Event> timeline,
        List<StageTold> stages,
        List<Turn> turns,
        List<Check> proof,
        Phase last,
        long canaryRequests,
        long canaryErrors,
        @Nullable Long canaryUsers,
        Drift drift,
        DocumentCourse course) {

    /** A change of phase. */
    public record Event(Instant at, Phase phase, String why) {}

    /**
     * @param requests by version, as the mesh counted them in this stage
     */
    public record StageTold(
            int weight, Instant startedAt, @Nullable Instant endedAt, Map<String, Long> requests) {}

    /** A gate changed its mind, or spoke last. */
    public record Turn(Instant at, int weight, Finding finding) {}

    /** Tells a journal that has at least its opening entry, where the record is not known. */
    public static Story of(Plan plan, List<Entry> entries) {
        return of(plan, entries, DocumentCourse.unknown(plan.canary().version()));
    }

    /**
     * The same.
     *
     * @param course what the requirements document's rules alone would have made of the release
     */
    public static Story of(Plan plan, List<Entry> entries, DocumentCourse course) {
        Entry last = entries.getLast();
        String canary = plan.canary().version();
        return new Story(
                plan,
                entries.getFirst().at(),
                last.at(),
                last.phase().outcome(),
                last.phase().cause().orElse(last.why()),
                timeline(entries),
                stages(plan, entries),
                turns(entries),
                proof(entries),
                last.phase(),
                requests(last, canary) - requests(firstWithTraffic(entries), canary),
                counts(last, canary).errors() - counts(firstWithTraffic(entries), canary).errors(),
                users(last, firstWithTraffic(entries), canary),
                last.drift(),
                course);
    }

    /** What the requirements document's rules alone would have made of it, in a sentence. */
    public String byTheDocumentsRules() {
        return course.sentence(
                outcome.map(
                                end ->
                                        new DocumentCourse.Here(
                                                end.word(),
                                                end == Outcome.ROLLED_BACK,
                                                end == Outcome.PROMOTED,
                                                decidedAt()))
                        .orElse(null));
    }

    private Instant decidedAt() {
        Instant decided = last.decidedAt();
        return decided == null ? last.since() : decided;
    }

    private static Entry firstWithTraffic(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> !entry.traffic().isEmpty())
                .findFirst()
                .orElse(entries.getFirst());
    }

    private static long requests(Entry entry, String version) {
        return counts(entry, version).requests();
    }

    private static RequestCounts counts(Entry entry, String version) {
        return entry.traffic().getOrDefault(version, new RequestCounts(0, 0));
    }

    /** Null where nobody counted users: that is not none. */
    private static @Nullable Long users(Entry last, Entry first, String version) {
        return last.reached().isEmpty() ? null : reached(last, version) - reached(first, version);
    }

    private static long reached(Entry entry, String version) {
        return entry.reached().getOrDefault(version, 0L);
    }

    private static List<Event> timeline(List<Entry> entries) {
        List<Event> events = new ArrayList<>();
        Entry before = null;
        for (Entry entry : entries) {
            if (before == null || isNew(before, entry)) {
                events.add(new Event(entry.at(), entry.phase(), entry.why()));
            }
            before = entry;
        }
        return events;
    }

    /** Whether a phase began, an order was obeyed, or the weight was changed from outside. */
    private static boolean isNew(Entry before, Entry entry) {
        return !entry.phase().word().equals(before.phase().word())
                || !entry.phase().since().equals(before.phase().since())
                || entry.order() != null
                || entry.drift().times() > before.drift().times();
    }

    private static List<StageTold> stages(Plan plan, List<Entry> entries) {
        List<StageTold> stages = new ArrayList<>();
        int at = -1;
        Entry began = entries.getFirst();
        for (Entry entry : entries) {
            int stage = stage(plan, entry.phase());
            if (stage != at) {
                if (at >= 0) {
                    stages.add(told(plan, at, began, entry, entry.at()));
                }
                at = stage;
                began = entry;
            }
        }
        if (at >= 0) {
            stages.add(told(plan, at, began, entries.getLast(), null));
        }
        return stages;
    }

    /** Index of the stage a phase belongs to; the bake belongs to the last one; -1 for none. */
    private static int stage(Plan plan, Phase phase) {
        return phase instanceof Live live ? Math.min(live.step(), plan.stages().size() - 1) : -1;
    }

    private static StageTold told(
            Plan plan, int stage, Entry began, Entry ended, @Nullable Instant endedAt) {
        Map<String, Long> requests = new LinkedHashMap<>();
        for (String version : List.of(plan.stable().version(), plan.canary().version())) {
            requests.put(version, requests(ended, version) - requests(began, version));
        }
        return new StageTold(plan.stages().get(stage).weight(), began.at(), endedAt, requests);
    }

    private static List<Turn> turns(List<Entry> entries) {
        List<Turn> turns = new ArrayList<>();
        Map<String, String> words = new LinkedHashMap<>();
        Map<String, Turn> newest = new LinkedHashMap<>();
        for (Entry entry : entries) {
            int weight = entry.weight() == null ? 0 : entry.weight();
            for (Finding finding : entry.findings()) {
                Turn turn = new Turn(entry.at(), weight, finding);
                if (!finding.verdict()
                        .word()
                        .equals(words.put(finding.gate(), finding.verdict().word()))) {
                    turns.add(turn);
                }
                newest.put(finding.gate(), turn);
            }
        }
        newest.values().stream().filter(turn -> !turns.contains(turn)).forEach(turns::add);
        return turns;
    }

    private static List<Check> proof(List<Entry> entries) {
        return entries.reversed().stream()
                .map(Entry::proof)
                .filter(proof -> !proof.isEmpty())
                .findFirst()
                .orElse(List.of());
    }
}
