package canary.kubernetes.store;

import canary.journal.Entry;
import canary.rollout.Drift;
import canary.rollout.Phase;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Lines of a journal that say no more than a test needs. */
final class Entries {

    static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");

    private Entries() {}

    static Entry of(Phase phase, Integer weight, String why) {
        return of(NOW, phase, weight, why);
    }

    static Entry of(Instant at, Phase phase, Integer weight, String why) {
        return new Entry(
                at,
                phase,
                why,
                List.of(),
                null,
                weight,
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Drift.NONE);
    }
}
