package canary.report;

import canary.gates.input.Check;
import canary.journal.Entry;
import canary.plan.Plan;
import canary.rollout.Outcome;
import canary.rollout.Phase;
import canary.rollout.RequestCounts;
import canary.rollout.Rollout;
import canary.verdict.Finding;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A release told from its journal. */
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
        long canaryUsers) {

    /** A change of phase. */
    public record Event(Instant at, Phase phase, String why) {}

    /**
     * @param requests by version, as the mesh counted them in this stage
     */
    public record StageTold(
            int weight, Instant startedAt, @Nullable Instant endedAt, Map<String, Long> requests) {}

    /** A gate changed its mind, or spoke last. */
    public record Turn(Instant at, int weight, Finding finding) {}

    /** Tells a journal that has at least its opening entry. */
    public static Story of(Plan plan, List<Entry> entries) {
        Entry last = entries.getLast();
        String canary = plan.canary().version();
        return new Story(
                plan,
                entries.getFirst().at(),
                last.at(),
                Outcome.of(last.phase()),
                why(last),
                timeline(entries),
                stages(plan, entries),
                turns(entries),
                proof(entries),
                last.phase(),
                requests(last, canary) - requests(firstWithTraffic(entries), canary),
                reached(last, canary) - reached(firstWithTraffic(entries), canary));
    }

    private static String why(Entry last) {
        return switch (last.phase()) {
            case Phase.Held held -> held.why();
            case Phase.Reporting reporting -> reporting.why();
            case Phase.RolledBack rolledBack -> rolledBack.why();
            default -> last.why();
        };
    }

    private static Entry firstWithTraffic(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> !entry.traffic().isEmpty())
                .findFirst()
                .orElse(entries.getFirst());
    }

    private static long requests(Entry entry, String version) {
        return entry.traffic().getOrDefault(version, new RequestCounts(0, 0)).requests();
    }

    private static long reached(Entry entry, String version) {
        return entry.reached().getOrDefault(version, 0L);
    }

    private static List<Event> timeline(List<Entry> entries) {
        List<Event> events = new ArrayList<>();
        Phase before = null;
        for (Entry entry : entries) {
            if (before == null || !entry.phase().equals(before) || entry.order() != null) {
                events.add(new Event(entry.at(), entry.phase(), entry.why()));
            }
            before = entry.phase();
        }
        return events;
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
        return phase instanceof Phase.Live live
                ? Math.min(live.step(), plan.stages().size() - 1)
                : -1;
    }

    private static StageTold told(
            Plan plan, int stage, Entry began, Entry ended, @Nullable Instant endedAt) {
        Map<String, Long> requests = new LinkedHashMap<>();
        for (String version : List.of(plan.stable().version(), plan.canary().version())) {
            requests.put(version, requests(ended, version) - requests(began, version));
        }
        return new StageTold(Rollout.weight(plan, stage), began.at(), endedAt, requests);
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

    /** When the rollback was decided; null where there was none. */
    public @Nullable Instant decidedAt() {
        return switch (last) {
            case Phase.Restoring at -> at.since();
            case Phase.Verifying at -> at.decidedAt();
            case Phase.Reporting at -> at.decidedAt();
            case Phase.RolledBack at -> at.decidedAt();
            default -> null;
        };
    }

    /** When its proof was complete; null where it is not. */
    public @Nullable Instant verifiedAt() {
        return switch (last) {
            case Phase.Reporting at -> at.verifiedAt();
            case Phase.RolledBack at -> at.verifiedAt();
            default -> null;
        };
    }
}
