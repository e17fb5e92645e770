package canary.agent;

import canary.journal.Entry;
import canary.rollout.Phase;

import java.time.Instant;
import java.util.List;

/** Since when the gates look. */
final class StageStart {

    private StageStart() {}

    /** A hold does not begin a stage anew: the gates go on from where they were. */
    static Instant began(Instant before, Phase next) {
        return next instanceof Phase.Held ? before : next.since();
    }

    /** The same from a journal that has at least its opening entry. */
    static Instant began(List<Entry> entries) {
        Instant began = entries.getFirst().phase().since();
        for (Entry entry : entries) {
            began = began(began, entry.phase());
        }
        return began;
    }
}
